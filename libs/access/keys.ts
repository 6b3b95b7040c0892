import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'kilde_';

/** A new secret: 256 random bits, with a prefix by which scanners for leaked secrets can tell it. */
export function newSecret(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has 256 bits of its own, so a fast hash without salt is enough. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
