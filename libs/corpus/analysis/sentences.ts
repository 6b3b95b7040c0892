/** A range of UTF-16 code units, without white space at its ends. */
export interface Span {
  start: number;
  end: number;
}

/** Abbreviations that a capital letter or a number may follow within the sentence. */
const ABBREVIATIONS = new Set(
  // Danish
  (
    'adm afd alm ang anm art bek bekg bem betænkn bl bl.a ca cirk cpr d d.d dir dvs e.kr ed eks ekskl endv evt ex ' +
    'f f.eks f.kr f.s.v.a fhv fig fmd fr frk gl hhv hr iflg ifm inkl i.h.t i.f.m if jf jfr jnr jr kap kl kr kgl lb ' +
    'lbk lign litra lov m m.a.o m.fl m.h.p m.h.t maks matr mia mio min ml nedf nr nævn o obs ofl omtr opg ovf ' +
    'p p.a p.g.a p.t pag pct pga pkt pl pr prof red ref resp s s.å sek skr sml st stk str tab tel tilh tlf u.a vedr ' +
    'vejl vha ' +
    // German
    'abb abk abl abs abschn allg anh anl aufl az b bd bearb bek ber bes betr bgbl bsp bspw bzgl bzw c d.h dgl dipl dr eig ' +
    'einschl entspr erg evtl f ff gem ggf hrsg i.d.f i.d.r i.s.d i.v.m inkl insb jg kfm lfd lit lt max mind mrd nat ' +
    'o.ä o.g österr prof rd rn rdnr s.o s.u sog std str tel u.a u.u ugs urt v.a verf vgl vol z z.b z.t z.zt zit ' +
    'ziff zzgl zz ' +
    // English
    'approx arg cf ch chap dept dr e.g ed eds eq esp est etc fig figs gen gov i.e incl inc jr lt ltd mr mrs ms ' +
    'no nos p para paras pp pt ref rev sec sect sr st subs supra v viz vol vs'
  ).split(' '),
);
/** Abbreviations that as often end a sentence: a capital after them begins a new one. */
const ENDING = new Set('etc osv usw m.v mv m.m mm m.fl o.l ol o.a ofl ff dgl o.ä u.a kr pct p.a'.split(' '));
const MONTHS = /^(?:jan|feb|mar|mär|apr|maj|mai|may|jun|jul|aug|sep|okt|oct|nov|dec|dez)/i;
/** Words before which "2." is an ordinal and no end: "der 2. Senat". */
const BEFORE_ORDINAL =
  /^(?:den|der|die|das|dem|des|am|vom|zum|zur|im|ins|ab|bis|seit|the|on|d|i|og|und|til|fra|på|sin|ihre[mnrs]?|jede[mnrs]?)$/i;
const REFERENCE =
  /^(?:§§?|stk|nr|abs|satz|art|pkt|no|ziff|litra|kap|kapitel|afsnit|bilag|side|s|abschnitt)\.?$/i;

/** A line that begins like this begins something new: a bullet, a section, a numbered or lettered item. */
const ITEM =
  /^(?:[-–—•*▪‣◦·]\s|§|(?:stk|abs)\.\s*\d|\(?\d{1,3}\)\s|\d{1,3}\.\s+[\p{Lu}"„»]|\(\p{Ll}\)\s|\p{Ll}\)\s|\d+(?:\.\d+)+\.?\s+\p{Lu})/iu;
/** A line shorter than this was broken on purpose, not wrapped by the width of a page. */
const WRAPPED = 45;

const CANDIDATE = /\n|[.!?…]+["”“»«’'")\]]*(?=\s)/g;

/**
 * The sentences of a Danish, German or English text, in order. Together they hold every character that is not
 * white space. Blank lines, list items, table rows and short lines end a sentence, too. Linear in the length.
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const cut = (end: number) => {
    const raw = text.slice(start, end);
    const from = start + raw.length - raw.trimStart().length;
    const to = start + raw.trimEnd().length;
    if (from < to) spans.push({ start: from, end: to });
    start = end;
  };
  for (const { 0: mark, index } of text.matchAll(CANDIDATE)) {
    const after = index + mark.length;
    if (mark === '\n' ? endsAtLineBreak(text, index) : endsAtMark(text, start, index, after)) cut(after);
  }
  cut(text.length);
  return spans;
}

function endsAtLineBreak(text: string, at: number): boolean {
  // Windows of fixed length keep this linear however long a line is.
  const before = text.slice(Math.max(0, at - 200), at);
  const line = before.slice(before.lastIndexOf('\n') + 1).trim();
  const rest = text.slice(at + 1, at + 200);
  const next = rest.split('\n', 1)[0]!.trim();
  if (!next || !line) return true;
  if (line.endsWith(':') || ITEM.test(next) || line.includes(' | ') || next.includes(' | ')) return true;
  return line.length < WRAPPED && !/[,\-–]$/.test(line) && /^["„»(]?[\p{Lu}\d]/u.test(next);
}

function endsAtMark(text: string, start: number, at: number, after: number): boolean {
  const rest = text.slice(after, after + 80);
  const next = rest.trimStart();
  // What follows a blank line is judged by the line break.
  if (!next || !/^["“„»«‘'([]*[\p{Lu}\d§•*–-]/u.test(next)) return false;
  if (text[at] !== '.' || text[at + 1] === '.') return true;
  const [word, previous] = lastWords(text.slice(Math.max(start, at - 60), at));
  if (/^\d{1,3}$/.test(word)) return endsAtNumber(text, start, at, word, previous, next);
  const plain = word.toLowerCase();
  if (ENDING.has(plain)) return /^["„»]?\p{Lu}/u.test(next);
  if (ABBREVIATIONS.has(plain) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return false;
  // "lejer A." ends a sentence, "af A. Jensen" and "A. Jensen" do not.
  if (/^\p{L}$/u.test(word)) return /^\p{Ll}{4,}$/u.test(previous);
  return true;
}

function endsAtNumber(
  text: string,
  start: number,
  at: number,
  word: string,
  previous: string,
  next: string,
): boolean {
  const lead = text.slice(start, at).trim();
  // "1.", "§ 5." and "Stk. 2." at the beginning are what numbers the sentence.
  if (lead === word) return false;
  if (REFERENCE.test(previous)) return lead !== `${previous} ${word}` && lead !== `${previous}. ${word}`;
  return !BEFORE_ORDINAL.test(previous) && !MONTHS.test(next);
}

/** The last word before a full stop and the one before it, without brackets, quotes and closing dots. */
function lastWords(text: string): [word: string, previous: string] {
  const tokens = text.split(/[\s(["„“»«]+/);
  const strip = (token = '') => token.replace(/[.,;:)\]]+$/, '');
  return [strip(tokens.at(-1)), strip(tokens.at(-2))];
}
