import { leansOn } from './context.js';

test.each([
  ['Lejeren skal have besked. Dette gælder også fremlejeren.', 0],
  ['Lejeren skal have besked. Den skal være skriftlig.', 0],
  ['Lejeren skal have besked. Den skriftlige besked sendes med post.', null],
  ['Der Mieter zieht aus. Er hat vier Wochen Zeit.', 0],
  ['Der Mieter zieht aus. Erst dann beginnt die Frist.', null],
  ['Der Mieter zieht aus. Es ist verboten, den Hof zu sperren.', null],
  ['The tenant moves out. They have four weeks.', 0],
  ['The tenant moves out. It must be paid at once.', 0],
  ['The tenant moves out. It is forbidden to block the yard.', null],
])('%s', (text, leaned) => {
  const sentences = text.split(/(?<=\.) /);
  expect(leansOn(sentences, 1)).toBe(leaned);
});

test('an item leans on the line that introduces its list, however far up', () => {
  const list = ['Nævnet ser på:', '- husets alder', '- lejens størrelse', 'Andet ser det ikke på.'];
  expect(list.map((_, at) => leansOn(list, at))).toEqual([null, 0, 0, null]);
  expect(leansOn(['Et udsagn.', '1. Lejeren betaler.'], 1)).toBeNull();
});

test('the first sentence leans on nothing', () => {
  expect(leansOn(['Dette gælder altid.'], 0)).toBeNull();
});
