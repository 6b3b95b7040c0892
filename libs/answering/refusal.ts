import type { Refusal, ReasonCode } from './events.js';

const MESSAGES: Record<ReasonCode, string> = {
  'nothing-stored':
    'Nothing is stored yet that you may read. Load documents first (kilde ingest FOLDER --corpus NAME, or Add documents in the web app); if there should be some, ask for a key that may read them.',
  'no-relevant-passage':
    'No document in the searched corpora answers this question. The nearest passages are listed; other words or another corpus may help.',
  'only-outdated': 'Only a version that is not in force on the day asked for says this.',
  'out-of-policy': 'The rules of this deployment do not allow this use.',
  'personal-data':
    'The question holds a personal identifier, and this deployment sends none to its model. Ask again without it.',
  'model-unavailable': 'The language model does not answer at the moment. The nearest passages are listed.',
  'not-verifiable':
    'Passages were found, but no sentence of them could be verified against its stored source.',
};

export function refusalOf(code: ReasonCode, more: Partial<Refusal> = {}): Refusal {
  return { reason: { code, message: MESSAGES[code] }, suggestions: [], outdated: [], ...more };
}
