import type { Texts } from '../texts.js';

const n = (count: number) => count.toLocaleString('da-DK');

export const tasks: Texts['tasks'] = {
  note: 'Sat sammen af et program ud fra selve teksten. Du afgør.',
  written: (model) => `Skrevet af et program${model && ` (${model})`} ud fra selve teksten. Du afgør.`,
  summary: 'Sammenfatning',
  sections: 'Afsnit for afsnit',
  read: (read, of) => (read === of ? 'Hele dokumentet er læst.' : `${n(read)} af ${n(of)} steder er læst.`),
  pick: 'Sammenlign',
  pickOf: (title) => `Vælg til sammenligning: ${title}`,
  picked: (count) => (count === 1 ? '1 dokument valgt' : `${n(count)} dokumenter valgt`),
  pickMore: 'Vælg mindst ét mere.',
  full: (most) => `Højst ${n(most)} kan sammenlignes på én gang.`,
  compare: 'Sammenlign dem',
  unpick: 'Fravælg alle',
  comparison: 'Dokumenter side om side',
  differences: 'Vis kun det, der er forskelligt',
  allSame: 'De adskiller sig ikke i det, der sammenlignes.',
  field: 'Sammenlignet',
  same: 'ens',
  nothing: 'siger intet om det',
  tooFew: 'Vælg to til fem dokumenter blandt resultaterne af en søgning med »Sammenlign« ved hvert.',
};
