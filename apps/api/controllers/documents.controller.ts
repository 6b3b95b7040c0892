import { Controller, Inject, Req, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { Access, type Identity } from '#access';
import {
  DocumentsRepository,
  IndexRepository,
  OriginalsRepository,
  TreatmentsRepository,
  unitFeatures,
} from '#corpus';
import { VOCABULARY, type Vocabulary } from '#models';
import { KildeError } from '#platform';
import { Metadata } from '../contract/common.js';
import { UploadFields } from '../contract/ingestions.js';
import type { Document, Ingestion, Passage, Version } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, validate, type InputOf, type KnownRequest } from '../http/operation.js';
import { readUpload } from '../http/upload.js';
import { Reception } from '../reception.js';
import { documentView, ingestionView, versionView } from '../views.js';

@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsRepository,
    private readonly originals: OriginalsRepository,
    private readonly treatments: TreatmentsRepository,
    private readonly index: IndexRepository,
    private readonly reception: Reception,
    private readonly access: Access,
    @Inject(VOCABULARY) private readonly vocabulary: Vocabulary,
  ) {}

  @Operation(routes.listDocuments)
  async list(
    @Who() who: Identity,
    @Input(routes.listDocuments) { query }: InputOf<typeof routes.listDocuments>,
  ): Promise<{ items: Document[]; total: number }> {
    if (query.corpus) await this.access.requireRole(who, query.corpus, 'reader');
    const { items, total } = await this.documents.list(who, {
      limit: query.limit,
      offset: query.offset,
      ...(query.corpus && { corpus: query.corpus }),
    });
    return { items: items.map(documentView), total };
  }

  @Operation(routes.uploadDocument)
  async upload(@Who() who: Identity, @Req() request: KnownRequest): Promise<Ingestion> {
    return readUpload(request, async (form, file) => {
      const { corpus: slug, key, metadata, batch } = validate(UploadFields, form);
      const corpus = await this.access.requireRole(who, slug, 'curator');
      const ingestion = await this.reception.receive(corpus.id, file, {
        ...{ key, metadata: parseMetadata(metadata) },
        line: batch ?? who.principal!, // a curator is somebody
      });
      return ingestionView(ingestion);
    });
  }

  @Operation(routes.readDocument)
  async read(
    @Who() who: Identity,
    @Input(routes.readDocument) { params }: InputOf<typeof routes.readDocument>,
  ): Promise<Document> {
    return documentView((await this.documents.find(who, params.id)) ?? unknown('document'));
  }

  @Operation(routes.deleteDocument)
  async delete(
    @Who() who: Identity,
    @Input(routes.deleteDocument) { params }: InputOf<typeof routes.deleteDocument>,
  ): Promise<void> {
    const document = (await this.documents.find(who, params.id)) ?? unknown('document');
    await this.access.requireRole(who, document.corpus, 'curator');
    await this.index.deleteDocument(document.id, (text, language) =>
      unitFeatures(text, language, this.vocabulary),
    );
  }

  @Operation(routes.treatDocument)
  async treat(
    @Who() who: Identity,
    @Input(routes.treatDocument) { params, body }: InputOf<typeof routes.treatDocument>,
  ): Promise<Document> {
    const document = (await this.documents.find(who, params.id)) ?? unknown('document');
    await this.access.requireRole(who, document.corpus, 'curator');
    const others = body.treatments.flatMap(({ by }) => by ?? []);
    const siblings = await this.treatments.siblings(document.id, others);
    if (!others.every((id) => siblings.includes(id)))
      throw new KildeError(
        'unknown-document',
        400,
        'What treats a document must be another document of the same corpus. Look its id up with GET /api/v1/documents.',
      );
    await this.treatments.replace(document.id, body.treatments);
    return this.read(who, { params } as InputOf<typeof routes.readDocument>);
  }

  @Operation(routes.readVersion)
  async readVersion(
    @Who() who: Identity,
    @Input(routes.readVersion) { params }: InputOf<typeof routes.readVersion>,
  ): Promise<Version> {
    const version = (await this.documents.versionText(who, params.id)) ?? unknown('version');
    const document = (await this.documents.find(who, version.documentId)) ?? unknown('version');
    const versions = document.versions.map(versionView);
    const summary = versions.find((candidate) => candidate.id === version.id)!;
    const { text, headings, pages, passages } = version;
    return {
      ...summary,
      text,
      headings,
      pages,
      passages,
      document: {
        id: document.id,
        key: document.key,
        corpus: document.corpus,
        parent: document.parent,
        versions,
      },
    };
  }

  @Operation(routes.readOriginal)
  async readOriginal(
    @Who() who: Identity,
    @Input(routes.readOriginal) { params }: InputOf<typeof routes.readOriginal>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { id, fileName, mediaType, size } =
      (await this.documents.original(who, params.id)) ?? unknown('version');
    // Always a download, never shown in place: an original is an untrusted file.
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const name = encodeURIComponent(fileName.split('/').at(-1)!);
    return new StreamableFile(Readable.from(this.originals.read(id)), {
      type: mediaType,
      length: size,
      disposition: `attachment; filename*=UTF-8''${name}`,
    });
  }

  @Operation(routes.readPassage)
  async readPassage(
    @Who() who: Identity,
    @Input(routes.readPassage) { params }: InputOf<typeof routes.readPassage>,
  ): Promise<Passage> {
    return (await this.documents.passages(who, [params.id]))[0] ?? unknown('passage');
  }

  @Operation(routes.similarPassages)
  async similar(
    @Who() who: Identity,
    @Input(routes.similarPassages) { params }: InputOf<typeof routes.similarPassages>,
  ): Promise<{ items: (Passage & { score: number })[] }> {
    if ((await this.documents.passages(who, [params.id])).length === 0) unknown('passage');
    const near = await this.documents.similar(who, params.id, SIMILAR);
    const passages = new Map(
      (
        await this.documents.passages(
          who,
          near.map(({ id }) => id),
        )
      ).map((passage) => [passage.id, passage]),
    );
    return {
      items: near.flatMap(({ id, score }) => (passages.has(id) ? [{ ...passages.get(id)!, score }] : [])),
    };
  }
}

const SIMILAR = 10;

function unknown(what: string): never {
  throw new KildeError(`unknown-${what}`, 404, `There is no ${what} with this id that you may read.`);
}

function parseMetadata(text: string | undefined): Record<string, unknown> {
  if (text === undefined || text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return validate(Metadata, value);
  throw new KildeError(
    'bad-metadata',
    400,
    'The field "metadata" must be a JSON object, e.g. {"title":"…","date":"2024-05-01"}.',
  );
}
