import { Controller, Inject } from '@nestjs/common';
import type { Identity } from '#access';
import { CorporaRepository } from '#corpus';
import { CONFIG, type Config } from '#platform';
import type { About } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Operation, Who } from '../http/operation.js';

@Controller()
export class AboutController {
  constructor(
    private readonly corpora: CorporaRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Operation(routes.about)
  async about(@Who() who: Identity): Promise<About> {
    const { guidelines, chat, keepQuestionsDays } = this.config;
    const corpora = await this.corpora.currency(who);
    return {
      ...{ guidelines, keepQuestionsDays, composer: chat.kind === 'none' ? 'extractive' : 'generative' },
      corpora: corpora.map((one) => ({ ...one, changedAt: one.changedAt?.toISOString() ?? null })),
    };
  }
}
