import { Controller, Inject } from '@nestjs/common';
import { HealthRepository, QUEUE, type IngestionQueue } from '#corpus';
import { routes } from '../contract/routes.js';
import { Operation } from '../http/operation.js';

@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthRepository,
    @Inject(QUEUE) private readonly queue: IngestionQueue,
  ) {}

  @Operation(routes.live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Operation(routes.ready)
  async ready(): Promise<{ status: 'ok'; queue: 'ok' | 'down' }> {
    await this.health.check();
    return { status: 'ok', queue: (await this.queue.answers()) ? 'ok' : 'down' };
  }
}
