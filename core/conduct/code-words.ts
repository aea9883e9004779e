// The code words that mock whoever asks for help, by language. Written in our own words from what support
// people know; here one is added. Not: how their disguises are seen through (find-code-words.ts).
import type { Language } from '#core/people/language.ts'

/** `all`: said in every language. */
type Spoken = Language | 'all'

/**
 * How one is written:
 *  letters  the letters of one word; digits and signs that look like them count, and signs between them
 *  phrase   words one after the other; a star is any ending, alternatives stand in brackets
 */
export type CodeWord = {
  readonly name: string
  readonly spoken: Spoken
  readonly letters?: readonly string[]
  readonly phrases?: readonly string[]
  /** also an ordinary word or another abbreviation: only where it is written in capitals */
  readonly inCapitals?: true
  /** ordinary words that are written like it where nothing is disguised */
  readonly plainly?: readonly string[]
  /** words right before or behind it, as a phrase, that show it to be the ordinary one */
  readonly ordinary?: { readonly before: string; readonly after: string }
}

/** Whom they are said of, in each form; an account, a form or a number of theirs is none. */
const people = {
  en: '(?:user|customer|caller|client)s?',
  sv: '(?:(?:slut)?anvandar(?:e|en|es|na|nas|ens)?|kund(?:en|er|erna|ens)?)',
  de: '(?:(?:end)?(?:user|benutzer|nutzer|anwender|anrufer)(?:s|n|in|innen)?|kund(?:e|en|in|innen))',
  ca: '(?:usuari|client)(?:a|s|es)?',
  ru: '(?:пользовател(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)|(?:юзер|клиент|абонент|заказчик)(?:|а|у|ом|е|ы|и|ов|ам|ами|ах))',
} as const

export const codeWords: readonly CodeWord[] = [
  {
    name: 'ID-10T',
    spoken: 'all',
    letters: ['id10t', 'idten*t'],
    phrases: ['eye dee ten tee'],
    plainly: ['idiot'],
  },
  {
    name: 'PEBKAC',
    spoken: 'all',
    letters: ['pebkac', 'pebcak', 'pebcac', 'pebkas', 'pebmac', 'pibkac', 'ebkac', 'pebcam', 'pobcak'],
  },
  {
    ...{ name: 'PICNIC', spoken: 'all', letters: ['picnic'], inCapitals: true },
    ordinary: {
      before: '(?:company|team|office|staff|family|school|summer|spring|annual|charity) ',
      after:
        ' (?:on (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the [0-9])|(?:at|in) the (?:park|garden|lake|beach|yard)|' +
        'basket|blanket|table|bench|area|lunch)',
    },
  },
  { name: 'UBD', spoken: 'all', phrases: ['user brain damage'] },
  { name: 'luser', spoken: 'all', letters: ['luser', 'lusers'] },
  {
    name: 'layer 8',
    spoken: 'all',
    phrases: [
      // On a circuit board, of a picture or in a list of layers it is an ordinary layer.
      '(?<!(?:print*|copper|select*|hid*|lock*|signal|map|paint*|draw*|until|through|up to) (?:[a-z]+ ){0,2})' +
        '(?:osi )?layer ?(?:8|eight)(?! ?(?:of|on|in|and|to|is|was|has|[,/&+]|[0-9]))',
      // The level of a game or a battery, too, where nothing is said of a fault.
      'level ?(?:8|eight) (?:problem|issue|error|fault|failure|user)s?',
      '(?:problem|issue|error|fault|failure)s? (?:is |was |lies |sits )?(?:at|on) level ?(?:8|eight)(?! (?:of|in) )',
      '(?:8th|eighth) layer (?:problem|issue|error|fault|failure|user)*',
      'osi ?(?:layer|level) ?(?:8|eight)',
    ],
  },
  { name: 'carbon-based error', spoken: 'all', phrases: ['carbon ?based (?:error|unit|fault|problem)*'] },
  { name: 'wetware', spoken: 'all', phrases: ['wetware (?:error|issue|fault|problem|failure)*'] },
  {
    name: 'between keyboard and chair',
    spoken: 'en',
    phrases: [
      '(?:between|betwixt) (?:the |his |her |their )?(?:chair|seat) and (?:the |his |her |their )?' +
        '(?:keyboard|computer|monitor|screen)',
      '(?:exists|lies|sits|problem|error|fault|issue|user)(?: is| was)? between (?:the |his |her |their )?' +
        '(?:chair|seat) and (?:the |his |her |their )?desk',
      '(?:exists|lies|sits|is|was|problem|error|fault|issue|user) between (?:the |his |her |their )?' +
        '(?:keyboard|computer|monitor|screen|desk) and (?:the |his |her |their )?(?:chair|seat)',
      '(?:chair|seat) to keyboard interface',
      'biological interface (?:error|fault|problem|issue)*',
      'loose nut behind the (?:keyboard|wheel|screen)',
      'short circuit between the (?:ears|headphones|earphones)',
      'keyboard actuator (?:error|fault|problem|issue)*',
    ],
  },
  {
    name: 'stupid user',
    spoken: 'en',
    phrases: [
      '(?:stupid|dumb|idiot|idiotic|moronic|clueless|braindead|brain dead|brainless|dim ?witted) ' +
        `(?:end )?${people.en}(?! (?:software|app|program|library|device)s?)`,
      // A thick client is a program.
      'thick (?:end )?(?:user|customer|caller)s?',
      '(?:user|customer|caller|(?<!(?:e?mail|web|ftp|vpn|chat|thin|sync|ssh|git) )client) (?:is|was) (?:an? )?(?:idiot|moron|stupid|dumb|brain ?dead|clueless)',
      'replace (?:the )?user and (?:try again|press any key)',
    ],
  },
  {
    name: 'mellan stol och tangentbord',
    spoken: 'sv',
    phrases: [
      'mellan stol* och (?:tangentbord|skarm|dator)*',
      '(?:fel|problem|felet|problemet) (?:sitter|ligger|finns|ar) mellan (?:tangentbord|skarm|dator)* och stol*',
      'skit ?bakom ?(?:spak|tangent)*',
      '(?:lager|niva|skikt) ?(?:8|atta) ?(?:fel(?:et|en)?|problem(?:et|en)?)',
      // Read from a device, or counted, it is ordinary: it is the whole of a sentence, or about somebody.
      '(?:fel ?kod|fel) 40(?= ?(?:[.,!?;:)]|$)| (?:igen|som vanligt|hos)| (?:pa|i|fran) ' +
        '(?:den |den har |en |var )?(?:kund|anvandar|slutanvandar|stol))',
    ],
  },
  { name: 'SBS', spoken: 'sv', phrases: ['sbs (?:fel(?:et|en)?|problem(?:et|en)?)'] },
  {
    name: 'korkad användare',
    spoken: 'sv',
    phrases: [
      `(?:dum|korkad|idiotisk|troglodyt|efterbliven|hjarndod|puckad)(?:|a|e|t) ${people.sv}`,
      '(?:anvandaren|kunden) (?:ar|var) (?:en )?(?:idiot|dum|korkad|puckad|hjarndod|blast)',
    ],
  },
  {
    ...{ name: 'DAU', spoken: 'de', letters: ['dau', 'daus'], inCapitals: true },
    // Daily active users are a figure.
    ordinary: {
      before: '(?:[0-9]{3} |active users?,? ?[(]?)',
      after:
        ' ?[(/:=,]? ?(?:daily|taglich|(?:und |oder |vs[.]? )?[mw]au(?![a-z])|zahl|wert|rate|metrik|kennzahl|kurve|' +
        'statistik|wachstum|trend|anteil|entwicklung|kpi|pro tag)',
    },
  },
  { name: 'dümmster anzunehmender User', spoken: 'de', phrases: ['dummst* anzunehmend* (?:user|nutzer)*'] },
  {
    name: 'vor dem Bildschirm',
    spoken: 'de',
    phrases: [
      '(?:fehler|problem|ursache)* (?:sitzt|sass|befindet sich|liegt) (?:[0-9]+ ?(?:cm|zentimeter) )?vor ' +
        '(?:dem|der) (?:bildschirm|monitor|rechner|computer|tastatur|pc|gerat)(?:s|e|n|en)?',
      'zwischen (?:stuhl|sessel|stuhllehne|ruckenlehne) und (?:der )?(?:tastatur|bildschirm|rechner|monitor)',
      '(?:fehler|problem|ursache)* (?:sitzt|liegt|ist|befindet sich) zwischen (?:der |dem )?' +
        '(?:tastatur|bildschirm|rechner|monitor) und (?:dem )?(?:stuhl|sessel)*',
      '(?:osi )?(?:schicht|ebene) ?(?:8|acht) ?(?:fehler|problem)(?:s|e|n|en)?',
      '(?:fehler|problem) (?:liegt |sitzt |ist )?(?:auf|in) (?:der )?(?:osi )?(?:schicht|ebene) ?(?:8|acht)(?! (?:de[rs]|im|in|von) )',
      'fehler ?40 ?cm',
    ],
  },
  {
    name: 'dummer Nutzer',
    spoken: 'de',
    phrases: [
      '(?:dumm|damlich|blod|doof|strohdumm|hirnlos|unterbelichtet|begriffsstutzig)(?:|e|er|en|em|es|ste|ster|sten) ' +
        people.de,
      '(?:der user|der nutzer|der benutzer|der anwender|der kunde|die kundin|der anrufer) ist ' +
        '(?:ein idiot|zu blod|zu dumm|strohdumm|zu doof|einfach dumm)',
    ],
  },
  { name: 'utonto', spoken: 'it', letters: ['utonto', 'utonti', 'utonta', 'utonte'] },
  {
    name: 'tra la sedia e la tastiera',
    spoken: 'it',
    phrases: [
      '(?:tra|fra) (?:la )?(?:sedia|poltrona) e (?:la |lo |il )?(?:tastiera|schermo|monitor|computer)',
      '(?:problema|errore|guasto|sta|e|trova) (?:tra|fra) (?:la |lo |il )?(?:tastiera|schermo|monitor|computer) ' +
        'e (?:la )?(?:sedia|poltrona)',
      'interfaccia (?:sedia|poltrona) tastiera',
      '(?:problema|errore|guasto) (?:di|da|al) (?:livello|strato) ?(?:8|otto)' +
        '(?! (?:del|dello|della|nel|nello|nella|di|in|su) (?!modello|osi|stack))',
      '(?:livello|strato) (?:8|otto) (?:del modello )?osi',
    ],
  },
  {
    name: 'utente stupido',
    spoken: 'it',
    phrases: [
      '(?:utent|client)(?:e|i) (?:e |era |sono )?(?:stupid|idiot|scem|deficient|imbecill|ritardat|tont|celebroles|decerebrat)(?:issim)?[oaie]',
      '(?:stupid|idiot|scem|deficient|imbecill|tont)(?:issim)?[oaie] (?:utent|client)(?:e|i)',
    ],
  },
  {
    name: 'entre la cadira i el teclat',
    spoken: 'ca',
    phrases: [
      'entre (?:la )?(?:cadira|butaca) i (?:el |la |l )?(?:teclat|pantalla|ordinador|monitor)',
      '(?:problema|error|falla|avaria|es) entre (?:el |la |l )?(?:teclat|pantalla|ordinador|monitor) i ' +
        '(?:la )?(?:cadira|butaca)',
      '(?:error|problema|falla|avaria)* (?:de |a )?(?:la )?capa (?:8|vuit|vuitena)(?! (?:del|de|d|en) (?!model|osi))',
      'capa (?:8|vuit) (?:del model )?osi',
    ],
  },
  {
    name: 'usuari ximple',
    spoken: 'ca',
    phrases: [
      `${people.ca} (?:es |era |eren |son )?(?:un |una |uns |unes )?(?:estupid|idiot|ximple|babau|totxo|tonto|curt de gambals|imbecil)*(?! (?:de|d) )`,
      `(?:estupid|idiota|ximple|tonto|imbecil)(?:a|s|es|os)? ${people.ca}`,
      `(?:idiota|ximple|tonto|imbecil)(?:a|s|es|os)? (?:de |d )(?:l |la |el |els |les )?${people.ca}`,
    ],
  },
  { name: 'юзверь', spoken: 'ru', phrases: ['юзв[ез]р*', 'лам[ез]р*'] },
  {
    name: 'прокладка между стулом и клавиатурой',
    spoken: 'ru',
    phrases: [
      'прокладк* между (?:стул|кресл|сиден|рул)* и (?:клавиатур|монитор|экран|сиден|стул|кресл|компьютер)*',
      '(?:проблем|ошибк|неисправност)*(?: находится| сидит|) между (?:стул|кресл)* и (?:клавиатур|монитор|экран|компьютер)*',
      'между (?:стулом|креслом) и (?:клавиатурой|монитором|экраном|компьютером)',
      'между (?:клавиатурой|монитором|экраном) и (?:стулом|креслом)',
      '(?:восьм(?:ой|ого|ом)|8 ?(?:й|го|ой|ом)?) (?:уров(?:ень|ня|не)|сло(?:й|я|е)) ?(?:модели )?о[sс]и',
      '(?:проблем|ошибк|неисправност)* (?:на )?(?:восьм(?:ого|ом)|8 ?(?:го|ом)?) уровн*(?! (?:игр|сложн|доступ|карт|меню|здан|парковк)*)',
    ],
  },
  {
    name: 'кривые руки',
    spoken: 'ru',
    phrases: [
      'крив(?:ые|ых|ыми|ым|оват*) рук(?:и|ами|ах|ам|)',
      'криворук*',
      'рукожоп*',
      'рук* (?:растут )?(?:не )?(?:из|оттуда) (?:жоп|задниц)*',
    ],
  },
  {
    name: 'тупой юзер',
    spoken: 'ru',
    phrases: [
      '(?:туп|глуп|безмозгл|тупорыл|тупоголов|дебильн|идиотск)(?:ой|ые|ого|ых|ому|ым|ыми|ая|ую|ый|ейший) ' +
        people.ru,
      '(?:юзер|пользователь|клиент|абонент|заказчик) ?(?:-|просто|—)? ?(?:туп(?:ой|ица)|идиот|дебил|дурак|даун)',
    ],
  },
]
