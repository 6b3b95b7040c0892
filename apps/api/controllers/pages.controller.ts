import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { Identity } from '#access';
import { OriginalsRepository, PagesRepository, type PageView } from '#corpus';
import { ParseFailure, PARSERS, type Parsers } from '#ingestion';
import { KildeError, unpackWords } from '#platform';
import type { Page } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';

/** An image of a version's page never changes, but who may see it does. */
const CACHING = 'private, max-age=3600';

/** The pages of a version as they are seen, and where its words stand on them. */
@Controller()
export class PagesController {
  constructor(
    private readonly pages: PagesRepository,
    private readonly originals: OriginalsRepository,
    @Inject(PARSERS) private readonly parsers: Parsers,
  ) {}

  @Operation(routes.readPage)
  async read(
    @Who() who: Identity,
    @Input(routes.readPage) { params, query }: InputOf<typeof routes.readPage>,
  ): Promise<Page> {
    const view = await this.find(who, params);
    const { start = 0, end = Infinity } = query;
    const words = unpackWords(view).filter((word) => word.start < end && word.end > start);
    const { page, width, height, confidence } = view;
    return { page, width, height, confidence, words };
  }

  @Operation(routes.readPageImage)
  async image(
    @Who() who: Identity,
    @Input(routes.readPageImage) { params, query }: InputOf<typeof routes.readPageImage>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { originalId, fileName, mediaType, page } = await this.find(who, params);
    const bytes = await this.originals.readWhole(originalId);
    const image = await this.parsers
      .pageApart({ bytes, fileName, mediaType }, { page, scale: query.scale })
      .catch((error: Error) => {
        if (!(error instanceof ParseFailure)) throw error;
        throw new KildeError(
          'page-not-drawn',
          503,
          `Page ${page} of "${fileName}" cannot be drawn: ${error.message} The original can be downloaded.`,
        );
      });
    response.setHeader('Cache-Control', CACHING);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    return new StreamableFile(image, { type: 'image/png', length: image.length });
  }

  private async find(who: Identity, { id, page }: { id: string; page: number }): Promise<PageView> {
    const view = await this.pages.find(who, id, page);
    if (view) return view;
    throw new KildeError('unknown-page', 404, 'There is no such page of a version that you may read.');
  }
}
