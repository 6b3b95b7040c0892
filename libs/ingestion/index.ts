export { frontMatterKey } from './front-matter-key.js';
export { IngestVersion } from './ingest-version.js';
export { IngestionModule } from './ingestion.module.js';
export { ParseFailure } from './parse/parse-failure.js';
export { parse } from './parse/parse.js';
export { chunk } from './chunk/chunk.js';
