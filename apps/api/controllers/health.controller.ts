import { Controller } from '@nestjs/common';
import { HealthRepository } from '#corpus';
import { routes } from '../contract/routes.js';
import { Operation } from '../http/operation.js';

@Controller()
export class HealthController {
  constructor(private readonly health: HealthRepository) {}

  @Operation(routes.live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Operation(routes.ready)
  async ready(): Promise<{ status: 'ok' }> {
    await this.health.check();
    return { status: 'ok' };
  }
}
