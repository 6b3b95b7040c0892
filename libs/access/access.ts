import { Inject, Injectable } from '@nestjs/common';
import {
  CorporaRepository,
  PrincipalsRepository,
  type Asker,
  type KeyView,
  type ReadableCorpus,
  type Role,
} from '#corpus';
import { CONFIG, KildeError, type Config } from '#platform';
import { hashSecret, newSecret } from './keys.js';

/** Who asks, known. */
export interface Identity extends Asker {
  name: string | null;
  admin: boolean;
}

export interface NewKey {
  name: string;
  admin: boolean;
  grants: { corpus: string; role: Role }[];
  expiresAt: Date | null;
}

const RANK: Record<Role, number> = { reader: 0, curator: 1, admin: 2 };

/** Who may do what. Reading is decided by the database; this decides the rest and says no in words. */
@Injectable()
export class Access {
  constructor(
    private readonly principals: PrincipalsRepository,
    private readonly corpora: CorporaRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The identity behind an Authorization header.
   * @throws KildeError `bad-key` for one that is malformed, unknown, expired or revoked
   */
  async identify(authorization: string | undefined): Promise<Identity> {
    if (authorization === undefined)
      return { principal: null, anonymous: this.config.anonymousReading, name: null, admin: false };
    const secret = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    const principal = secret ? await this.principals.byKeyHash(hashSecret(secret)) : null;
    if (!principal) {
      throw new KildeError(
        'bad-key',
        401,
        'This API key is not valid: it is mistyped, expired or revoked. Send a valid one as "Authorization: Bearer <key>".',
      );
    }
    return {
      principal: principal.id,
      anonymous: this.config.anonymousReading,
      name: principal.name,
      admin: principal.admin,
    };
  }

  /** @throws KildeError `key-needed` for the anonymous public */
  requireKey(who: Identity): void {
    if (who.principal === null) throw keyNeeded();
  }

  /** @throws KildeError `key-needed`, `not-allowed` */
  requireAdmin(who: Identity): void {
    if (who.admin) return;
    throw who.principal === null
      ? keyNeeded()
      : new KildeError('not-allowed', 403, 'Only an admin key may do this.');
  }

  /**
   * The corpus, if this asker holds at least the role in it.
   * @throws KildeError `key-needed`, `unknown-corpus` (also for one that may not be read), `not-allowed`
   */
  async requireRole(who: Identity, slug: string, role: Role): Promise<ReadableCorpus> {
    const corpus = (await this.corpora.readable(who)).find((candidate) => candidate.slug === slug);
    if (who.principal === null && role !== 'reader') throw keyNeeded();
    if (!corpus)
      throw new KildeError('unknown-corpus', 404, `There is no corpus "${slug}" that you may read.`);
    if (RANK[corpus.role] < RANK[role]) {
      throw new KildeError(
        'not-allowed',
        403,
        `This needs the role ${role} in the corpus "${slug}"; your key holds the role ${corpus.role}.`,
      );
    }
    return corpus;
  }

  /**
   * Makes a key; its secret is returned here and nowhere else.
   * @param who sees the corpora that roles are granted in
   * @throws KildeError `unknown-corpus`
   */
  async createKey(who: Asker, key: NewKey): Promise<{ secret: string; key: KeyView }> {
    const corpora = await this.corpora.readable(who);
    const grants = key.grants.map(({ corpus: slug, role }) => {
      const corpus = corpora.find((candidate) => candidate.slug === slug);
      if (!corpus)
        throw new KildeError('unknown-corpus', 404, `There is no corpus "${slug}" to grant a role in.`);
      return { corpusId: corpus.id, role };
    });
    const secret = newSecret();
    const id = await this.principals.createKey({ ...key, grants, hash: hashSecret(secret) });
    return { secret, key: (await this.principals.keys()).find((candidate) => candidate.id === id)! };
  }
}

function keyNeeded(): KildeError {
  return new KildeError(
    'key-needed',
    401,
    'This needs an API key: send it as "Authorization: Bearer <key>".',
  );
}
