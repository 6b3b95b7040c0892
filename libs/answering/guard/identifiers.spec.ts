import fc from 'fast-check';
import { masked, personalIdentifiers } from './identifiers.js';

const kinds = (text: string) =>
  personalIdentifiers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

// Numbers of the documentation of their makers, or made by their own check rule; none is a person's.
test.each([
  ['cpr', 'Min mors nummer er 070761-4285, hvad får hun?', '070761-4285'],
  ['cpr', 'CPR 0707614285', '0707614285'],
  ['cpr', 'cpr-nr.: 070761 4286', '070761 4286'],
  ['cpr', 'Født 311299-1234 i Odense', '311299-1234'],
  ['tax-id', 'Meine Steuer-ID ist 86095742719.', '86095742719'],
  ['tax-id', 'Steuer-ID 47 036 892 816', '47 036 892 816'],
  ['insurance-number', 'Versicherungsnummer 15 070649 C 10 3', '15 070649 C 10 3'],
  ['insurance-number', 'SV 65170839J003', '65170839J003'],
  ['iban', 'Pengene skal til DK5000400440116243 i morgen', 'DK5000400440116243'],
  ['iban', 'IBAN DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00'],
  ['iban', 'GB29 NWBK 6016 1331 9268 19', 'GB29 NWBK 6016 1331 9268 19'],
  ['email', 'Skriv til anna.ørsted@example.dk nu', 'anna.ørsted@example.dk'],
  ['phone', 'Ring på +45 12 34 56 78', '+45 12 34 56 78'],
  ['phone', 'Nummeret 12 34 56 78 svarer ikke', '12 34 56 78'],
  ['phone', 'tlf. 12345678', '12345678'],
  ['phone', 'Telefon: 0351 / 123 45 67', '0351 / 123 45 67'],
])('finds a %s: %s', (kind, text, written) => {
  expect(kinds(text)).toEqual([[kind, written]]);
});

test.each([
  'Hvad blev afgjort i sag 2023-0417?',
  'HN-2024-0188 og BK-SUND-106',
  'LIN-63-RL-03/2024',
  'Beløbet er 4.250,50 kr. fra 2023 til 2026.',
  'Konto 9999999999',
  'Den 01-03-2023 og 01.03.2023',
  'number 991299-1234 has no such month',
  '12345678901',
  'DE89 3704 0044 0532 0130 01',
  '65170839J004',
  '§ 558 Abs. 1 BGB, 12345 Berlin',
  'lejemål nr. 12345678',
])('leaves other numbers alone: %s', (text) => {
  expect(personalIdentifiers(text)).toEqual([]);
});

test('masks each by its kind and leaves the rest', () => {
  expect(masked('Kan 070761-4285 (anna@example.dk) få hjælp efter § 83?')).toBe(
    'Kan [cpr] ([email]) få hjælp efter § 83?',
  );
});

test('a text without digits and without @ is never changed, and masking twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (!/[\d@]/.test(text.normalize('NFKC'))) expect(masked(text)).toBe(text);
      expect(masked(masked(text))).toBe(masked(text));
    }),
  );
});
