import { detectLanguage } from './language.js';

describe('detectLanguage', () => {
  it.each([
    ['da', 'Hvornår skal depositum betales tilbage?'],
    ['da', 'Kan udlejer opsige mig?'],
    ['da', 'Hvem har ansvaret for medicin'],
    ['da', 'skimmelsvamp i soveværelset'],
    ['da', 'Må en vikar give insulin?'],
    ['da', 'Kommunen træffer afgørelse inden fire uger.'],
    ['da', 'Hvad koster et pas'],
    ['de', 'Wann muss die Kaution zurückgezahlt werden?'],
    ['de', 'Kann der Vermieter mir kündigen?'],
    ['de', 'Wer haftet bei Schimmel'],
    ['de', 'Anspruch auf Wohngeld und Pflegegrad'],
    ['de', 'Darf ich in der Schule eine Maske tragen?'],
    ['de', 'Hundesteuer Ermäßigung'],
    ['de', 'Die Behörde entscheidet innerhalb von vier Wochen.'],
    ['en', 'When must the deposit be returned?'],
    ['en', 'Can my landlord evict me?'],
    ['en', 'What is the best way to wash hands'],
    ['en', 'How long does immunity last'],
    ['en', 'The council decides within four weeks.'],
    ['en', 'Which records may be destroyed?'],
  ])('hears %s in "%s"', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    '',
    '2024-0420',
    'Peter Hansen',
    '§ 19',
    'Zażółć gęślą jaźń',
    'Le chat est sur la table avec les enfants du voisin et ils mangent',
  ])('hears none in "%s"', (text) => {
    expect(detectLanguage(text)).toBeNull();
  });

  it('reads the beginning of a long text only', () => {
    const started = Date.now();
    expect(detectLanguage('Nævnet finder, at lejeren ikke har misligholdt aftalen. '.repeat(100_000))).toBe(
      'da',
    );
    expect(Date.now() - started).toBeLessThan(1000);
  });
});
