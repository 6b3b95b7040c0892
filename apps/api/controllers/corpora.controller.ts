import { Controller } from '@nestjs/common';
import { Access, type Identity } from '#access';
import {
  CorporaRepository,
  DeletedCorpora,
  PrincipalsRepository,
  type Field,
  type KeyView,
  type NewCorpus,
  type ReadableCorpus,
  type Role,
} from '#corpus';
import { KildeError } from '#platform';
import type { Corpus, Key, Me } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';

@Controller()
export class CorporaController {
  constructor(
    private readonly corpora: CorporaRepository,
    private readonly deleted: DeletedCorpora,
    private readonly principals: PrincipalsRepository,
    private readonly access: Access,
  ) {}

  @Operation(routes.listCorpora)
  async list(@Who() who: Identity): Promise<{ items: Corpus[] }> {
    return { items: await this.counted(await this.corpora.readable(who)) };
  }

  @Operation(routes.createCorpus)
  async create(
    @Who() who: Identity,
    @Input(routes.createCorpus) { body }: InputOf<typeof routes.createCorpus>,
  ): Promise<Corpus> {
    this.access.requireAdmin(who);
    const created = await this.corpora.create({ ...body, fields: body.fields as Field[] });
    if (!created)
      throw new KildeError(
        'corpus-exists',
        409,
        `There is a corpus "${body.slug}" already. Choose another slug, or change that one.`,
      );
    return this.one(who, body.slug);
  }

  @Operation(routes.readCorpus)
  async read(
    @Who() who: Identity,
    @Input(routes.readCorpus) { params }: InputOf<typeof routes.readCorpus>,
  ): Promise<Corpus> {
    return this.one(who, params.slug);
  }

  @Operation(routes.changeCorpus)
  async change(
    @Who() who: Identity,
    @Input(routes.changeCorpus) { params, body }: InputOf<typeof routes.changeCorpus>,
  ): Promise<Corpus> {
    const corpus = await this.access.requireRole(who, params.slug, 'admin');
    await this.corpora.change(corpus.id, body as Partial<NewCorpus>);
    return this.one(who, params.slug);
  }

  @Operation(routes.deleteCorpus)
  async delete(
    @Who() who: Identity,
    @Input(routes.deleteCorpus) { params }: InputOf<typeof routes.deleteCorpus>,
  ): Promise<void> {
    const corpus = await this.access.requireRole(who, params.slug, 'admin');
    await this.deleted.delete(corpus.id);
  }

  private async one(who: Identity, slug: string): Promise<Corpus> {
    const [corpus] = await this.counted([await this.access.requireRole(who, slug, 'reader')]);
    return corpus!;
  }

  private async counted(corpora: ReadableCorpus[]): Promise<Corpus[]> {
    const counts = await this.corpora.documentCounts(corpora.map((corpus) => corpus.id));
    return corpora.map((corpus) => ({ ...corpus, documents: counts.get(corpus.id) ?? 0 }));
  }

  @Operation(routes.me)
  async me(@Who() who: Identity): Promise<Me> {
    const corpora = await this.corpora.readable(who);
    return { name: who.name, admin: who.admin, corpora: corpora.map(({ slug, role }) => ({ slug, role })) };
  }

  @Operation(routes.listKeys)
  async keys(@Who() who: Identity): Promise<{ items: Key[] }> {
    this.access.requireAdmin(who);
    return { items: (await this.principals.keys()).map(keyView) };
  }

  @Operation(routes.createKey)
  async createKey(
    @Who() who: Identity,
    @Input(routes.createKey) { body }: InputOf<typeof routes.createKey>,
  ): Promise<Key & { secret: string }> {
    this.access.requireAdmin(who);
    const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null;
    const { secret, key } = await this.access.createKey(who, {
      ...body,
      grants: body.grants as { corpus: string; role: Role }[],
      expiresAt,
    });
    return { ...keyView(key), secret };
  }

  @Operation(routes.revokeKey)
  async revokeKey(
    @Who() who: Identity,
    @Input(routes.revokeKey) { params }: InputOf<typeof routes.revokeKey>,
  ): Promise<void> {
    this.access.requireAdmin(who);
    if (!(await this.principals.revokeKey(params.id)))
      throw new KildeError('unknown-key', 404, 'There is no key with this id.');
  }
}

function keyView({ createdAt, expiresAt, revokedAt, ...key }: KeyView): Key {
  return {
    ...key,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
