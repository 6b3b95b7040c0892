import { basename } from 'node:path';
import type { Config, Log } from '#platform';
import type { Parsers } from '../apart/parsers.js';
import { magicType, namedType } from '../parse/media-types.js';
import type { ParsedFile } from '../parse/parse.js';
import { Elements, fromElements } from './elements.js';

export type Unstructured = NonNullable<Config['unstructured']>;

/**
 * Parsers that leave files of chosen media types to an Unstructured API. Where it fails, does not answer in time, or
 * finds no text, the file is read here, and the version carries the warning `read-locally`.
 */
export function withUnstructured(parsers: Parsers, unstructured: Unstructured, log: Log): Parsers {
  return {
    ...parsers,
    async parseApart(bytes, fileName, declared, ...more) {
      const mediaType = magicType(bytes) ?? namedType(fileName) ?? declared;
      if (!mediaType || !unstructured.mediaTypes.includes(mediaType))
        return parsers.parseApart(bytes, fileName, declared, ...more);
      try {
        return { ...(await partition(bytes, fileName, unstructured)), mediaType };
      } catch (error) {
        log.error('Unstructured could not read a file, which is read here', {
          reason: (error as Error).message,
        });
        const document = await parsers.parseApart(bytes, fileName, declared, ...more);
        return { ...document, warnings: [...document.warnings, 'read-locally'] };
      }
    },
  };
}

async function partition(
  bytes: Uint8Array,
  fileName: string,
  { url, key, seconds }: Unstructured,
): Promise<Omit<ParsedFile, 'mediaType'>> {
  // Loaded when first needed: most Kildes never do.
  const { UnstructuredClient } = await import('unstructured-client');
  const client = new UnstructuredClient({
    serverURL: url,
    security: { apiKeyAuth: key },
    // We have another reader at hand; asking again would keep the file waiting.
    retryConfig: { strategy: 'none' },
    timeoutMs: seconds * 1000,
  });
  const response = await client.general.partition({
    partitionParameters: {
      files: { content: bytes, fileName: basename(fileName) },
      // It would divide a PDF and send its pages one by one, each with a timeout of its own.
      splitPdfPage: false,
      includePageBreaks: true,
    },
  });
  const document = fromElements(Elements.parse(response));
  if (!document.text) throw new Error('it found no text');
  return document;
}
