import type { Language } from '#platform';
import type { ParseFailureCode } from './parse/parse-failure.js';

/** Why an ingestion ended without a version, or what else became of its file. */
export type ReasonCode =
  | ParseFailureCode
  | 'bad-metadata'
  | 'unchanged'
  | 'files-inside'
  | 'model-unavailable'
  | 'interrupted'
  | 'internal';

/** What a curator should know of a version that was read all the same. `duplicate-of` is followed by a colon and a key. */
export type WarningCode =
  | 'ocr-low-confidence'
  | 'pages-without-text'
  | 'encoding-guessed'
  | 'content-left-out'
  | 'read-locally'
  | 'duplicate-of';

/** What is known of a file once it is read, wherever it will stand. */
export type ParseWarning = Exclude<WarningCode, 'duplicate-of'>;

type Sentences = Record<Language, string>;

/** What is wrong and what to do, for a person; the reason of an ingestion says more about its own file, in English. */
export const REASONS: Record<ReasonCode, Sentences> = {
  empty: {
    da: 'Filen er tom. Kontrollér, at den er gemt og sendt helt, og send den igen.',
    de: 'Die Datei ist leer. Prüfen Sie, ob sie vollständig gespeichert und gesendet wurde, und senden Sie sie erneut.',
    en: 'The file is empty. Check that it was saved and sent completely, and send it again.',
  },
  unsupported: {
    da: 'Filtypen kan ikke læses. Gem dokumentet som PDF, Word (.docx) eller tekst, og send det.',
    de: 'Dieser Dateityp kann nicht gelesen werden. Speichern Sie das Dokument als PDF, Word (.docx) oder Text und senden Sie es.',
    en: 'Files of this type cannot be read. Save the document as PDF, Word (.docx) or text and send that.',
  },
  corrupt: {
    da: 'Filen er beskadiget. Åbn den i sit program, gem den igen eller udskriv den til PDF, og send den nye fil.',
    de: 'Die Datei ist beschädigt. Öffnen Sie sie in ihrem Programm, speichern Sie sie neu oder drucken Sie sie als PDF, und senden Sie die neue Datei.',
    en: 'The file is damaged. Open it in its program, save it again or print it to a PDF, and send the new file.',
  },
  encrypted: {
    da: 'Filen er beskyttet med en adgangskode. Gem en kopi uden adgangskode, og send den.',
    de: 'Die Datei ist durch ein Kennwort geschützt. Speichern Sie eine Kopie ohne Kennwort und senden Sie diese.',
    en: 'The file is protected by a password. Save a copy without password and send that.',
  },
  'no-text': {
    da: 'Der blev ikke fundet nogen tekst i filen. Kontrollér, at det er den rigtige fil; er det et scan, så scan det tydeligere.',
    de: 'In der Datei wurde kein Text gefunden. Prüfen Sie, ob es die richtige Datei ist; einen Scan bitte deutlicher scannen.',
    en: 'No text was found in the file. Check that it is the right one; if it is a scan, scan it more clearly.',
  },
  'too-large': {
    da: 'Filen er for stor til at blive læst. Del den i mindre dokumenter, og send dem.',
    de: 'Die Datei ist zu groß, um gelesen zu werden. Teilen Sie sie in kleinere Dokumente und senden Sie diese.',
    en: 'The file is too large to be read. Divide it into smaller documents and send those.',
  },
  timeout: {
    da: 'Det tog for lang tid at læse filen. Udskriv den til en ny PDF, eller del den, og send resultatet.',
    de: 'Das Lesen der Datei dauerte zu lange. Drucken Sie sie als neue PDF oder teilen Sie sie, und senden Sie das Ergebnis.',
    en: 'Reading the file took too long. Print it to a new PDF or divide it, and send the result.',
  },
  'bad-metadata': {
    da: 'En oplysning om dokumentet passer ikke til samlingens felter. Ret den, og send filen igen.',
    de: 'Eine Angabe zum Dokument passt nicht zu den Feldern der Sammlung. Berichtigen Sie sie und senden Sie die Datei erneut.',
    en: 'A detail of the document does not fit the fields of the collection. Correct it and send the file again.',
  },
  unchanged: {
    da: 'Den samme fil med de samme oplysninger findes allerede; der er ikke noget at gøre.',
    de: 'Dieselbe Datei mit denselben Angaben ist schon vorhanden; es ist nichts zu tun.',
    en: 'The same file with the same details is here already; there is nothing to do.',
  },
  'files-inside': {
    da: 'Filerne i filen er taget ind som selvstændige dokumenter; find dem under filens navn.',
    de: 'Die enthaltenen Dateien wurden als eigene Dokumente aufgenommen; Sie finden sie unter dem Namen der Datei.',
    en: 'The files inside were taken in as documents of their own; find them under the name of the file.',
  },
  'model-unavailable': {
    da: 'Tjenesten, der forbereder søgning efter betydning, svarede ikke. Dokumentet er gemt; prøv igen, eller spørg driften.',
    de: 'Der Dienst für die Suche nach Bedeutung hat nicht geantwortet. Das Dokument ist gespeichert; versuchen Sie es erneut oder fragen Sie den Betrieb.',
    en: 'The service that prepares search by meaning did not answer. The document is kept; try again, or ask the operator.',
  },
  interrupted: {
    da: 'Læsningen blev afbrudt hver gang, den begyndte. Dokumentet er gemt; prøv igen, eller spørg driften.',
    de: 'Das Lesen wurde jedes Mal abgebrochen. Das Dokument ist gespeichert; versuchen Sie es erneut oder fragen Sie den Betrieb.',
    en: 'Reading was cut off each time it began. The document is kept; try again, or ask the operator.',
  },
  internal: {
    da: 'Der skete en fejl hos os. Dokumentet er gemt; prøv igen, eller spørg driften, som kan se årsagen i loggen.',
    de: 'Bei uns ist ein Fehler aufgetreten. Das Dokument ist gespeichert; versuchen Sie es erneut oder fragen Sie den Betrieb, der die Ursache im Protokoll sieht.',
    en: 'Something went wrong on our side. The document is kept; try again, or ask the operator, whose log says why.',
  },
};

export const WARNINGS: Record<WarningCode, Sentences> = {
  'ocr-low-confidence': {
    da: 'Teksten er genkendt fra et billede, og noget af den er usikkert læst. Sammenhold den med originalen.',
    de: 'Der Text wurde aus einem Bild erkannt und ist stellenweise unsicher. Vergleichen Sie ihn mit dem Original.',
    en: 'The text was recognised from an image, and some of it uncertainly. Compare it with the original.',
  },
  'pages-without-text': {
    da: 'Nogle sider har ingen tekst, der kan læses. Se dem i originalen.',
    de: 'Einige Seiten haben keinen lesbaren Text. Sehen Sie sie im Original an.',
    en: 'Some pages have no text that can be read. See them in the original.',
  },
  'encoding-guessed': {
    da: 'Filen siger ikke, hvordan dens tegn er kodet. Kontrollér bogstaver som æ, ø, å, ä, ö, ü og ß.',
    de: 'Die Datei sagt nicht, wie ihre Zeichen kodiert sind. Prüfen Sie Buchstaben wie æ, ø, å, ä, ö, ü und ß.',
    en: 'The file does not say how its characters are encoded. Check letters such as æ, ø, å, ä, ö, ü and ß.',
  },
  'content-left-out': {
    da: 'Noget af indholdet kunne ikke læses, for eksempel formler eller indsatte filer. Se originalen.',
    de: 'Ein Teil des Inhalts konnte nicht gelesen werden, etwa Formeln oder eingefügte Dateien. Sehen Sie im Original nach.',
    en: 'Some content could not be read, such as formulas or inserted files. See the original.',
  },
  'read-locally': {
    da: 'Unstructured svarede ikke, så filen er læst af Kilde selv. Prøv igen senere, hvis tabeller eller overskrifter mangler.',
    de: 'Unstructured hat nicht geantwortet; Kilde hat die Datei selbst gelesen. Versuchen Sie es später erneut, falls Tabellen oder Überschriften fehlen.',
    en: 'Unstructured did not answer, so Kilde read the file itself. Try again later if tables or headings are missing.',
  },
  'duplicate-of': {
    da: 'Den samme fil findes også som et andet dokument. Slet det ene, hvis det ikke er meningen.',
    de: 'Dieselbe Datei gibt es auch als anderes Dokument. Löschen Sie eines, falls das nicht beabsichtigt ist.',
    en: 'The same file is here as another document, too. Delete one of them unless that is meant.',
  },
};
