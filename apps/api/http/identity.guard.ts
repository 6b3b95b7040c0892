import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Access } from '#access';
import type { KnownRequest } from './operation.js';

/** Puts the identity of who asks onto every request, or refuses a key that is not valid. */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(private readonly access: Access) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    request.identity = await this.access.identify(request.headers.authorization);
    return true;
  }
}
