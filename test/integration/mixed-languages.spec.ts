import { House } from '../harness.js';

const DANISH = `Hunde i kommunen

Enhver, der holder hund, skal betale en årlig afgift til kommunen og sørge for, at hunden bærer et skilt med ejerens navn og
adresse. Hunden skal holdes i snor på offentlige veje og i parker, og ejeren skal straks fjerne det, som den efterlader. Er en
hund set løs uden tilsyn mere end to gange, kan kommunen bestemme, at den skal bære mundkurv uden for hjemmet.`;
const GERMAN = `Kaution

Der Mieter hat dem Vermieter eine Sicherheit zu leisten, die das Dreifache der auf einen Monat entfallenden Miete nicht
übersteigen darf. Der Vermieter muss die Kaution getrennt von seinem Vermögen bei einem Kreditinstitut anlegen und nach dem
Ende des Mietverhältnisses innerhalb von sechs Monaten abrechnen. Die Kündigungen müssen schriftlich erklärt werden, und der
Vermieter kann sie nur aussprechen, wenn er ein berechtigtes Interesse an der Beendigung hat.`;

let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('mixed');
  await house.put('mixed', 'leaflet', `${DANISH}\n\n${GERMAN}`, { title: 'Folder', language: 'da' });
  await house.put(
    'mixed',
    'danish',
    'Byrådet mødes den første onsdag i måneden på rådhuset, og alle er velkomne.',
  );
});
afterAll(() => house.close());

const search = async (query: string, more: object = {}) =>
  (await house.admin.call('search', { body: { query, ...more } })).hits;

test('each passage of a document in two languages is in its own', async () => {
  const [german] = await search('Kaution des Mieters');
  expect(german!.passage).toMatchObject({ language: 'de', text: expect.stringMatching(/Kaution getrennt/) });
  const [danish] = await search('hund i snor');
  expect(danish!.passage).toMatchObject({ language: 'da', text: expect.stringMatching(/^Hunde i kommunen/) });
  expect(german!.document.key).toBe(danish!.document.key);
});

test('its German part is searched as German: by its words, by translations, by the filter', async () => {
  const units = await house.sql<{ language: string; units: number }>(
    `SELECT language, count(*)::int AS units FROM units GROUP BY language ORDER BY language`,
  );
  expect(units).toEqual([
    { language: 'da', units: 2 },
    { language: 'de', units: 1 },
  ]);
  const [translated] = await search('hvor stort må depositum være', { language: 'da' });
  expect(translated).toMatchObject({ document: { key: 'leaflet' }, passage: { language: 'de' } });
  const filtered = await search('Vermieter', { filters: { language: ['de'] } });
  expect(filtered.map(({ document }) => document.key)).toEqual(['leaflet']);
});
