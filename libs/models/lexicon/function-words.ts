import type { Language } from '#platform';

/**
 * Words that carry no topic: articles, pronouns, prepositions, conjunctions, auxiliaries, question words. Written by
 * hand for this lexicon. They have no translation here and are none.
 */
const LISTS: Record<Language, string> = {
  da: `
    ad af alle allerede alt altid anden andet andre at bare begge bl bla blandt blev blive bliver blevet burde bør ca da
    de dem den denne dens der deraf derfor deres derved det dets dette dig din dine disse dit dog du efter
    eftersom egen eget ej eller ellers en end endnu enhver ens er et ethvert fik fordi fra få får fået før
    først gennem gjort gør gøre hun ham han hans har hav havde have heller hen hende hendes her herunder hos hver
    hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår hvorvidt hvorpå hvori hvormed i ifm
    igen igennem ikke imellem ind inden indtil ingen intet ja jeg jer jeres jo jf kan kun kunne kunnet lad lige
    man mange med medmindre meget mellem men mens mere mest mig min mindst mine mit mod må måske måtte naar ned nej noget
    nogen nogle nok nu når næsten og også om omkring op os osv over overfor på pga samme samt selv ses sig sin sine
    sit skal skulle skullet snart som stadig stk så sådan sådanne således thi til tit under ud uden udover ved
    vedrørende vi via vil ville villet vor vore vores vær være været f eks fx dvs mv m v`,
  de: `
    ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus außer
    außerdem bei beim bereits bevor bin bis bist bzw ca da dabei dadurch dafür dagegen daher dahin damit danach daneben
    dann daran darauf daraus darf darin darüber darum darunter das dass daß davon dazu dein deine deinem deinen deiner
    dem den denen denn dennoch der deren des deshalb dessen desto dich die dies diese diesem diesen dieser dieses dir
    doch dort du durch dürfen ebenfalls ein eine einem einen einer eines einige einigen einiger einiges er es etwa etwas
    euch euer eure falls für gar gegen gegenüber gehabt gemäß gewesen gibt habe haben hat hatte hatten hier hierbei
    hierfür hierzu hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem innerhalb ins inwieweit
    ist ja je jede jedem jeden jeder jedes jedoch jemand jene jetzt kann kein keine keinem keinen keiner können könnte
    konnte man manche mehr mein meine meinem meinen meiner mich mir mit mittels muss muß müssen musste nach nachdem
    neben nein nicht nichts noch nun nur ob obwohl oder ohne per schon sehr sein seine seinem seinen seiner seines
    seit seitdem selbst sich sie sind so sobald sofern solange solche solchem solchen solcher solches soll sollen
    sollte somit sondern sonst soweit sowie sowohl statt trotz u über um und uns unser unsere unseren unserer unter usw vgl
    viel viele vielen vom von vor wann war waren warum was weder wegen weil weitere weiteren weiter welche welchem
    welchen welcher welches wem wen wenn wer werde werden wessen weshalb wie wieder wieso wieviel will wird wir wo
    wobei wodurch wofür woher wohin wollen womit woran worauf woraus worden wurde wurden würde würden während z zu zudem
    zum zur zwar zwischen`,
  en: `
    a about above after again against all almost already also although always am among an and another any anybody
    anyone anything are aren around as at be became because become been before being below between both but by can
    cannot could couldn did didn do does doesn doing don done down during each either else etc even ever every everyone
    everything few for from further get gets got had has hasn have haven having he hence her here hers herself him
    himself his how however i if in instead into is isn it its itself just least less let ll many may me might mine
    more most much must my myself nearly neither never no nobody none nor not nothing now of off often on once one only
    onto or other others ought our ours ourselves out over own per perhaps quite rather re s same shall she should
    shouldn since so some somebody someone something still such t than that the their theirs them themselves then
    there thereby therefore these they this those though through thus to too toward towards under unless until unto
    up upon us ve very via was wasn we were weren what whatever when where whereas whether which while who whom whose
    why will with within without won would wouldn yes yet you your yours yourself e g ie eg`,
};

const SETS = Object.fromEntries(
  Object.entries(LISTS).map(([language, list]) => [language, new Set(list.trim().split(/\s+/u))]),
) as Record<Language, Set<string>>;

/** Is this lower-cased word a function word of the language? */
export function isFunctionWord(word: string, language: Language): boolean {
  return SETS[language].has(word);
}
