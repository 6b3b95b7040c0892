import { Controller } from '@nestjs/common';
import { Access, type Identity } from '#access';
import { CasesRepository, ExcerptsRepository, SearchesRepository } from '#corpus';
import { KildeError } from '#platform';
import type { Case, CaseSummary, Excerpt, Pin, SavedSearch, Visit } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { MOST_PINS } from '../contract/work.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';
import { caseSummary, caseView, pinView, placeOf, savedView, visitView } from '../work-views.js';

/** What a person keeps here: cases, saved searches, history. */
@Controller()
export class WorkController {
  constructor(
    private readonly cases: CasesRepository,
    private readonly searches: SearchesRepository,
    private readonly excerpts: ExcerptsRepository,
    private readonly access: Access,
  ) {}

  @Operation(routes.readExcerpts)
  async readExcerpts(
    @Who() who: Identity,
    @Input(routes.readExcerpts) { body }: InputOf<typeof routes.readExcerpts>,
  ): Promise<{ items: (Excerpt | null)[] }> {
    return { items: await this.excerpts.at(who, body.places.map(placeOf)) };
  }

  @Operation(routes.listCases)
  async list(@Who() who: Identity): Promise<{ items: CaseSummary[] }> {
    return { items: (await this.cases.list(this.person(who))).map(caseSummary) };
  }

  @Operation(routes.createCase)
  async create(
    @Who() who: Identity,
    @Input(routes.createCase) { body }: InputOf<typeof routes.createCase>,
  ): Promise<Case> {
    return this.one(who, await this.cases.create(this.person(who), body.title));
  }

  @Operation(routes.readCase)
  async read(
    @Who() who: Identity,
    @Input(routes.readCase) { params }: InputOf<typeof routes.readCase>,
  ): Promise<Case> {
    return this.one(who, params.id);
  }

  @Operation(routes.changeCase)
  async change(
    @Who() who: Identity,
    @Input(routes.changeCase) { params, body }: InputOf<typeof routes.changeCase>,
  ): Promise<Case> {
    const { title = null, notes = null } = body;
    await this.cases.change(this.person(who), params.id, { title, notes });
    return this.one(who, params.id);
  }

  @Operation(routes.deleteCase)
  async delete(
    @Who() who: Identity,
    @Input(routes.deleteCase) { params }: InputOf<typeof routes.deleteCase>,
  ): Promise<void> {
    if (!(await this.cases.delete(this.person(who), params.id))) unknown('case');
  }

  @Operation(routes.pin)
  async pin(
    @Who() who: Identity,
    @Input(routes.pin) { params, body }: InputOf<typeof routes.pin>,
  ): Promise<Pin> {
    const { pins } = (await this.cases.find(this.person(who), params.id)) ?? unknown('case');
    if (pins >= MOST_PINS)
      throw new KildeError(
        'case-full',
        409,
        `A case holds ${MOST_PINS} pinned places at most. Remove some, or begin another case.`,
      );
    const [excerpt] = await this.excerpts.at(who, [placeOf(body)]);
    if (!excerpt) unknown('version');
    if (excerpt!.text === '')
      throw new KildeError(
        'bad-request',
        400,
        'The range lies behind the end of the text. Nothing was pinned.',
      );
    const pin = (await this.cases.pin(this.person(who), params.id, placeOf(body))) ?? unknown('case');
    return pinView(pin, excerpt!);
  }

  @Operation(routes.changePin)
  async note(
    @Who() who: Identity,
    @Input(routes.changePin) { params, body }: InputOf<typeof routes.changePin>,
  ): Promise<void> {
    if (!(await this.cases.note(this.person(who), params.id, params.pin, body.note))) unknown('pin');
  }

  @Operation(routes.unpin)
  async unpin(
    @Who() who: Identity,
    @Input(routes.unpin) { params }: InputOf<typeof routes.unpin>,
  ): Promise<void> {
    if (!(await this.cases.unpin(this.person(who), params.id, params.pin))) unknown('pin');
  }

  @Operation(routes.listSavedSearches)
  async saved(@Who() who: Identity): Promise<{ items: SavedSearch[] }> {
    return { items: (await this.searches.saved(this.person(who))).map(savedView) };
  }

  @Operation(routes.saveSearch)
  async save(
    @Who() who: Identity,
    @Input(routes.saveSearch) { body }: InputOf<typeof routes.saveSearch>,
  ): Promise<SavedSearch> {
    return savedView(await this.searches.save(this.person(who), body));
  }

  @Operation(routes.seeSavedSearch)
  async see(
    @Who() who: Identity,
    @Input(routes.seeSavedSearch) { params, body }: InputOf<typeof routes.seeSavedSearch>,
  ): Promise<void> {
    if (!(await this.searches.seen(this.person(who), params.id, new Date(body.seenAt))))
      unknown('saved-search');
  }

  @Operation(routes.forgetSearch)
  async forget(
    @Who() who: Identity,
    @Input(routes.forgetSearch) { params }: InputOf<typeof routes.forgetSearch>,
  ): Promise<void> {
    if (!(await this.searches.forget(this.person(who), params.id))) unknown('saved-search');
  }

  @Operation(routes.readHistory)
  async history(@Who() who: Identity): Promise<{ items: Visit[] }> {
    const visits = await this.searches.history(this.person(who));
    const opened = visits.flatMap(({ versionId }) =>
      versionId === null ? [] : [{ versionId, start: null, end: null }],
    );
    const excerpts = await this.excerpts.at(who, opened);
    const byVersion = new Map(opened.map(({ versionId }, at) => [versionId, excerpts[at]!]));
    return { items: visits.map((visit) => visitView(visit, byVersion.get(visit.versionId ?? '') ?? null)) };
  }

  @Operation(routes.addToHistory)
  async visit(
    @Who() who: Identity,
    @Input(routes.addToHistory) { body }: InputOf<typeof routes.addToHistory>,
  ): Promise<void> {
    const visit =
      'version' in body
        ? { request: null, versionId: body.version }
        : { request: body.request, versionId: null };
    await this.searches.visit(this.person(who), visit, MOST_VISITS);
  }

  @Operation(routes.clearHistory)
  async clear(@Who() who: Identity): Promise<void> {
    await this.searches.clearHistory(this.person(who));
  }

  private async one(who: Identity, id: string): Promise<Case> {
    const person = this.person(who);
    const found = (await this.cases.find(person, id)) ?? unknown('case');
    const pins = await this.cases.pins(person, id);
    return caseView(found, pins, await this.excerpts.at(who, pins));
  }

  /** Nobody's work is kept here but a key's; the anonymous public keeps its own in the browser. */
  private person(who: Identity): string {
    this.access.requireKey(who);
    return who.principal!;
  }
}

const MOST_VISITS = 100;

function unknown(what: string): never {
  throw new KildeError(`unknown-${what}`, 404, `You have no ${what.replace('-', ' ')} with this id.`);
}
