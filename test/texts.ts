/** Short documents that tests share: rulings, care instructions, guidelines, in three languages. */
export interface Text {
  key: string;
  text: string;
  metadata: Record<string, unknown>;
}

export const RULINGS: Text[] = [
  {
    key: 'mould',
    metadata: {
      title: 'Skimmel i badeværelset',
      kind: 'ruling',
      date: '2023-05-04',
      caseNumber: '2023-0417',
      topics: 'mangler;skimmel',
      amount: 4250.5,
    },
    text: `Sag HN-2023-0417. Lejeren klagede over skimmel i badeværelset.

Nævnet fandt, at udlejer havde pligt til at afhjælpe skimmelsvampen efter lejelovens § 19, stk. 2. Udlejer havde fået skriftlig besked om manglen.

Lejeren fik et forholdsmæssigt afslag i lejen på 20 % fra den 1. marts 2023, indtil manglen var afhjulpet.`,
  },
  {
    key: 'deposit',
    metadata: {
      title: 'Tilbagebetaling af depositum',
      kind: 'ruling',
      date: '2024-02-15',
      caseNumber: '2024-0188',
      topics: 'fraflytning',
      amount: 22680,
    },
    text: `Sag HN-2024-0188. Udlejer havde ikke holdt fraflytningssyn.

Udlejer mistede derfor retten til at kræve istandsættelse betalt, og hele depositum skulle betales tilbage inden fire uger.`,
  },
  {
    key: 'heating',
    metadata: {
      title: 'For sent varmeregnskab',
      kind: 'ruling',
      date: '2024-09-05',
      caseNumber: '2024-0305',
      topics: 'varmeregnskab;frister',
      amount: 5870,
    },
    text: `Sag HN-2024-0305. Varmeregnskabet blev sendt efter fristen på fire måneder.

Udlejer kunne ikke kræve efterbetaling, fordi varmeregnskabet kom for sent, jf. lejelovens § 73.`,
  },
  {
    key: 'noise',
    metadata: { title: 'Larm om natten', kind: 'memo', date: '2022-11-01', topics: ['husorden', 'mangler'] },
    text: `En lejer spillede høj musik efter midnat. Naboerne klagede flere gange.

Nævnet gav lejeren en advarsel for overtrædelse af husordenen.`,
  },
  {
    key: 'miete',
    metadata: { title: 'Mieterhöhung', kind: 'guideline', language: 'de', date: '2024-01-01' },
    text: `Die Miete darf innerhalb von drei Jahren um höchstens zwanzig Prozent steigen.

Der Vermieter muss die Mieterhöhung in Textform begründen.`,
  },
  {
    key: 'arabic',
    metadata: { title: 'معلومات للمستأجرين', kind: 'guideline', language: 'da' },
    text: 'يحق للمستأجر تقديم شكوى إلى لجنة الإيجار. 😀 Lejeren kan klage til nævnet.',
  },
];

export const RULING_FIELDS = [
  { name: 'caseNumber', type: 'keyword' as const },
  { name: 'topics', type: 'keyword' as const, facet: true, label: { en: 'Topics' } },
  { name: 'amount', type: 'number' as const },
];
