const n = (count: number) => count.toLocaleString('en-GB');

export const tasks = {
  note: 'Put together by a program from the text itself. You decide.',
  written: (model: string) =>
    `Written by a program${model && ` (${model})`} from the text itself. You decide.`,
  summary: 'Summary',
  sections: 'Section by section',
  read: (read: number, of: number) =>
    read === of ? 'The whole document was read.' : `${n(read)} of ${n(of)} passages were read.`,
  pick: 'Compare',
  pickOf: (title: string) => `Choose for comparison: ${title}`,
  picked: (count: number) => (count === 1 ? '1 document chosen' : `${n(count)} documents chosen`),
  pickMore: 'Choose at least one more.',
  full: (most: number) => `No more than ${n(most)} can be compared at once.`,
  compare: 'Compare them',
  unpick: 'Choose none',
  comparison: 'Documents side by side',
  differences: 'Show only what differs',
  allSame: 'They do not differ in what is compared.',
  field: 'Compared',
  same: 'the same',
  nothing: 'says nothing of it',
  tooFew: 'Choose two to five documents among the results of a search, with “Compare” at each.',
};
