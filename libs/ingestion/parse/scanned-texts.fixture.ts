/** Letters as they are scanned for tests, line by line. */
export const DANISH_LETTER = [
  'Huslejenævnet har den 14. marts 2023 truffet afgørelse i sagen om lejemålet.',
  'Efter lejelovens § 19, stk. 2, skal udlejeren holde ejendommen og det lejede',
  'forsvarligt ved lige. Nævnet fandt ved besigtigelsen fugt og skimmel på ydervæggen',
  'i det største værelse samt løse fliser i badeværelset. Lejeren har krav på et',
  'forholdsmæssigt afslag i lejen på 1.250 kr. om måneden, så længe manglen består.',
  'Udlejeren pålægges at udføre arbejderne inden otte uger fra afgørelsens dato.',
];
export const GERMAN_LETTER = [
  'Die Gemeinde erhebt für das Halten von Hunden eine jährliche Steuer gemäß der Satzung.',
  'Nach § 558 Abs. 1 BGB kann der Vermieter die Zustimmung zu einer Erhöhung der Miete',
  'bis zur ortsüblichen Vergleichsmiete verlangen, wenn die Miete in dem Zeitpunkt, zu',
  'dem die Erhöhung eintreten soll, seit 15 Monaten unverändert ist. Größere Räume,',
  'Böden und Küchen müssen nach fünf Jahren überprüft werden; die Prüfung ist schriftlich',
  'zu beantragen und kostet 38,50 Euro zuzüglich der gesetzlichen Umsatzsteuer.',
];
