import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import {
  CorporaRepository,
  IndexRepository,
  IngestionsRepository,
  OriginalsRepository,
  unitFeatures,
  type StoreWork,
} from '#corpus';
import { IngestVersion, STORED_AT_ONCE, STORED_TOGETHER } from '#ingestion';
import { VOCABULARY, type Vocabulary } from '#models';
import { inGroups, startStopwatch } from '#platform';
import type { BenchText } from '../text.js';
import { buildVectorIndex } from './ingestion.js';

/** What storing takes where nothing else runs, in milliseconds: that is how its floor is measured. */
export interface Stored {
  documents: number;
  passages: number;
  storeMs: number;
  vectorIndexMs: number;
}

/**
 * In an empty database: prepares versions up to the moment when they are stored, then stores them as a busy worker does,
 * in groups of so many documents.
 */
export async function measureStoring(
  app: INestApplicationContext,
  text: BenchText,
  passages: number,
  note: (what: string) => void,
): Promise<Stored> {
  const vocabulary = app.get<Vocabulary>(VOCABULARY);
  const index = app.get(IndexRepository);
  const works: StoreWork[] = [];
  let prepared = 0;
  for await (const work of prepare(app, text)) {
    works.push(work);
    prepared += work.version.units.flatMap((unit) => unit.passages).length;
    note(`storing alone: ${works.length} documents prepared`);
    if (prepared >= passages) break;
  }
  note('storing alone');
  const start = performance.now();
  const store = inGroups(
    (group: StoreWork[]) => index.store(group, (unit, language) => unitFeatures(unit, language, vocabulary)),
    STORED_TOGETHER,
    { atOnce: STORED_AT_ONCE },
  );
  await Promise.all(works.map(store));
  const storeMs = performance.now() - start;
  return {
    ...{ documents: works.length, passages: prepared, storeMs },
    vectorIndexMs: await buildVectorIndex(app, prepared),
  };
}

/** Documents of a text as they come to be stored, into a corpus of their own. */
async function* prepare(app: INestApplicationContext, text: BenchText): AsyncGenerator<StoreWork> {
  const ingestions = app.get(IngestionsRepository);
  const worker = app.get(IngestVersion);
  const corpora = app.get(CorporaRepository);
  await corpora.create({
    ...{ slug: 'bench', title: 'Benchmark', description: '', language: 'da', access: 'public' },
    ...{ sourceKinds: [], answering: {}, fields: [] },
  });
  const corpusId = (await corpora.all())[0]!.id;
  for (let at = 0; ; at++) {
    const document = text.document(at);
    if (!document) return;
    const { key, fileName, metadata } = document;
    const bytes = Readable.from([Buffer.from(document.text)]);
    const original = await app.get(OriginalsRepository).store(bytes, fileName, null, Infinity);
    const received = { corpusId, key, originalId: original.id, supplied: metadata };
    const { due } = await ingestions.receive(received, corpusId);
    const [claim] = await ingestions.claim([due.id]);
    const { version, sets } = await worker.prepare(claim!);
    const { timings } = startStopwatch();
    yield { version, sets, replaces: null, claim: claim!, timings, children: { count: 0, due: [] } };
  }
}
