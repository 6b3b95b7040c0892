import { Inject, Injectable } from '@nestjs/common';
import { CorporaRepository, type Asker } from '#corpus';
import { CONFIG, KildeError, type Config } from '#platform';
import type { Found, SearchRequest } from '#retrieval';
import { answerability } from './answerable.js';
import type { Refusal, ReasonCode } from './events.js';
import { forbiddenBy } from './guard/policy.js';
import { Outdated } from './outdated.js';
import { suggestions } from './suggest.js';

const MESSAGES: Record<ReasonCode, string> = {
  'nothing-stored':
    'Nothing is stored yet that you may read. Load documents first (kilde ingest FOLDER --corpus NAME, or Add documents in the web app); if there should be some, ask for a key that may read them.',
  'no-relevant-passage':
    'No document in the searched corpora answers this question. The nearest passages are listed; other words or another corpus may help.',
  'only-outdated':
    'Only versions that are not in force on the day asked for say something on this. They are quoted, with the version in force where there is one; ask for another day to get an answer from them.',
  'out-of-policy': 'The rules of this deployment do not allow this use.',
  'personal-data':
    'The question holds a personal identifier, and this deployment sends none to a model elsewhere. Ask again without it.',
  'model-unavailable':
    'The language model does not answer at the moment. The nearest passages are listed; ask again later, or for quotes alone ("composer": "extractive").',
  'not-verifiable':
    'Passages were found, but no sentence of an answer could be verified against its stored source. The nearest passages are listed.',
};

/** Of an outdated version: this much better than anything in force, and it is what the question is about. */
const CLEARLY = 1.25;

/** Decides whether a question is refused, and helps where it is. */
@Injectable()
export class Refusing {
  constructor(
    private readonly corpora: CorporaRepository,
    private readonly outdated: Outdated,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Why the question is refused before anything is composed; null where it is not. */
  async decide(
    asker: Asker,
    asked: string,
    request: SearchRequest,
    found: Found,
    personal: boolean,
  ): Promise<Refusal | null> {
    const { policy, personalIdentifiers } = this.config.answers;
    const forbidden = policy && forbiddenBy(asked, policy);
    if (forbidden) return refusalOf('out-of-policy', found, forbidden);
    if (personal && personalIdentifiers === 'refuse') return refusalOf('personal-data', found);
    if (await this.isEmpty(asker, found)) return refusalOf('nothing-stored', found);
    const enough = this.isEnough(found);
    // A day that was asked for may lie before or after what the question is about.
    if (enough && request.asOf === undefined) return null;
    const { found: others, likely, outdated } = await this.outdated.find(asker, request);
    const better = outdated.length > 0 && this.isEnough(others) && likely > 0;
    if (better && (!enough || isAbout(others, found)))
      return { ...refusalOf('only-outdated', found), outdated };
    return enough ? null : refusalOf('no-relevant-passage', found);
  }

  /** @throws KildeError `out-of-policy`: the rule that the text breaks, and whom to turn to */
  forbid(text: string): void {
    const { policy } = this.config.answers;
    const forbidden = policy && forbiddenBy(text, policy);
    if (forbidden)
      throw new KildeError(
        'out-of-policy',
        422,
        `${MESSAGES['out-of-policy']} ${forbidden.rule} Turn to: ${forbidden.contact}`,
      );
  }

  /** Is the best document likely enough about the question, by the measure of its corpus? */
  private isEnough(found: Found): boolean {
    const [best] = found.documents;
    const own = found.searched.find(({ slug }) => slug === best?.version.corpus)?.answering.threshold;
    return (answerability(found) ?? -1) >= (own ?? this.config.answers.threshold);
  }

  private async isEmpty(asker: Asker, { documents }: Found): Promise<boolean> {
    if (documents.length > 0) return false;
    const readable = await this.corpora.readable(asker);
    return (await this.corpora.documentCounts(readable.map(({ id }) => id))).size === 0;
  }
}

/** Is the question clearly about a document that has no version in force? */
function isAbout(outdated: Found, inForce: Found): boolean {
  const [best] = outdated.documents;
  if (!best || inForce.documents.some(({ version }) => version.documentId === best.version.documentId))
    return false;
  const rest = inForce.documents[0]?.units[0].score.total ?? 0;
  return best.units[0].score.total > CLEARLY * rest;
}

export function refusalOf(code: ReasonCode, found: Found, more: Partial<Refusal['reason']> = {}): Refusal {
  return {
    reason: { code, message: MESSAGES[code], ...more },
    suggestions: code === 'no-relevant-passage' || code === 'not-verifiable' ? suggestions(found) : [],
    outdated: [],
  };
}
