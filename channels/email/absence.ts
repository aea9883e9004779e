// Whether words say that somebody is away and nothing else: notes of programs that mark them by no header.
// Each sentence has to be one such notes have; a word of trouble, a question or a sentence of another kind
// makes it a letter. One note too few opens a case again; one too many leaves somebody unheard. Not: notes
// known by a header or a subject (auto.ts).

type Words = {
  /** that he is away, now or soon; what is over is told by people */
  readonly away: string
  /** the same as a heading: alone, or with a time behind it */
  readonly alone: string
  /** when he is back, what becomes of the mail, thanks for it */
  readonly beside: string
  /** on what condition, or in whose place, others can be asked: with it a sentence may name them */
  readonly instead: string
  /** beginnings of a time by itself */
  readonly time: string
}

const words: readonly Words[] = [
  {
    away: `\\b(?:i am|i’m|i'm|i will be|i’ll be|i'll be|we are|currently|am)\\b.{0,40}\\b(?:out of (?:the |my )?office|away|absent|not in the office|(?:on|taking) (?:annual |parental |maternity |paternity |sick |study |my |a |some )*(?:vacation|holidays?|leave)|on a business trip|travell?ing (?:for work|on business))\\b`,
    alone: 'out of (?:the )?office',
    beside: `\\b(?:(?:i(?: will|’ll|'ll)?|will|and) (?:be back|return)|back (?:on|in|at)|returning)\\b|(?:limited|no|little|sporadic|intermittent|restricted) (?:access|internet)|\\b(?:reply|respond|answer|read|get back|come back)\\b.{0,60}\\b(?:return|back|soon as|promptly|possible|delay|upon)|^thanks? (?:you )?(?:very much )?for (?:your |the |contacting|writing|getting|reaching)|(?:e-?mails?|messages?|mails?) (?:will|is|are) (?:not )?(?:be )?(?:being )?(?:forwarded|read|answered|monitored)|this is an automat`,
    instead: `\\burgent|\\bemergenc|\\bimmediate|\\bmy absence|\\bmeantime|\\bin the meanwhile|\\bwhile i am away`,
    time: 'from|until|till|between|on|starting|as of',
  },
  {
    away: `\\b(?:jag (?:är|kommer att vara)|är jag)\\b.{0,50}\\b(?:semester|inte på kontoret|ej på kontoret|borta|frånvarande|bortrest|tjänstledig|föräldraledig|ledig|tjänsteresa|utomlands)`,
    alone: '(?:inte|ej) på kontoret',
    beside: `\\b(?:jag (?:är|kommer)|är|åter|och är) ?(?:åter|tillbaka|på plats)|\\båter (?:den|på|i)\\b|(?:begränsad|ingen|dålig) (?:tillgång|möjlighet)|\\b(?:läser|svarar|återkommer|besvarar)\\b.{0,60}(?:åter|tillbaka|så snart|när|fördröj)|^tack för (?:ditt|ert|att)|(?:vidarebefordras|läses) (?:inte|ej)|detta är ett automat`,
    instead: `brådska|\\bakut|min frånvaro|under tiden|angeläget`,
    time: 'från|till|t\\.o\\.m\\.|mellan|den|fr\\.?o\\.?m',
  },
  {
    away: `\\b(?:sono|sarò)\\b.{0,40}\\b(?:in ferie|in vacanza|fuori (?:ufficio|sede)|assente|in trasferta|in congedo|in maternità)`,
    alone: 'fuori (?:ufficio|sede)',
    beside: `\\b(?:rientrerò|tornerò|ritornerò|sarò di ritorno|rientro|di ritorno)\\b|accesso (?:limitato|saltuario|ridotto)|\\b(?:risponderò|leggerò|ricontatterò)\\b.{0,80}(?:rientro|ritorno|appena|possibile)|^(?:grazie|la ringrazio|ti ringrazio) (?:per|di) |non (?:sarà|verrà|vengono|saranno) (?:inoltrat|lett)|risposta automatica`,
    instead: `urgen|mia assenza|nel frattempo`,
    time: 'dal|fino al?|tra|il|a partire dal',
  },
  {
    away: `\\b(?:ich bin|bin ich|ich werde|ich befinde mich|bin)\\b.{0,70}(?:nicht im (?:büro|haus)|nicht (?:im hause|erreichbar)|abwesend|im urlaub|in urlaub|außer haus|dienstreise|elternzeit|mutterschutz)`,
    alone: 'abwesend|nicht im büro|im urlaub',
    beside: `\\b(?:ich bin|bin ich|ich|und) ?.{0,40}(?:wieder (?:da|zurück|erreichbar|im (?:büro|haus)|für sie|persönlich)|zurück\\b)|eingeschränkt|(?:keinen|nur begrenzt|begrenzten) zugriff|(?:beantworte|antworte|lese|melde mich|bearbeite).{0,70}(?:rückkehr|zurück|sobald|umgehend|schnellstmöglich|danach)|nach meiner rückkehr (?:beantworten|antworten|melden|lesen)|^ich melde mich$|^sobald ich (?:wieder|zurück)|^(?:vielen |herzlichen )?dank(?:e)? für (?:ihre|deine|die|eure)|(?:nicht|keine|automatisch).{0,20}(?:weitergeleitet|weiterleitung|gelesen)|automatische (?:antwort|nachricht)`,
    instead: `dringend|\\beilig|meiner abwesenheit|in der zwischenzeit|notf[aä]ll|meine vertretung|vertreten`,
    time: 'von|vom|bis|ab|zwischen|am',
  },
  {
    away: `(?:estic|estaré|em trobo)\\b.{0,40}(?:de vacances|fora de l.oficina|absent|de baixa|de viatge|de permís)|(?:soc|sóc|seré|estic|estaré) (?:a )?fora|no (?:soc|sóc|seré|estic|estaré) a l.oficina`,
    alone: 'fora de l.oficina|de vacances',
    beside: `(?:tornaré|torno|de tornada|em reincorporo|em reincorporaré)|accés (?:limitat|restringit)|no tinc accés|sense accés|(?:respondré|contestaré|llegiré).{0,80}(?:torn|aviat|possible)|^(?:moltes )?gràcies (?:pel|per) |no (?:es|seran) (?:reenvi|lleg)|resposta automàtica`,
    instead: `urgen|meva absència|mentrestant`,
    time: 'del|des d|fins|entre|el|a partir d',
  },
  {
    away: `(?:нахожусь|сейчас|буду|я|временно).{0,40}(?:в отпуске|отсутств|вне офиса|не в офисе|в командировке|на больничном|в декрет)|меня (?:нет|не будет) (?:в офисе|на месте)`,
    alone: 'в отпуске|в командировке',
    beside: `(?:вернусь|возвращаюсь|выйду|выхожу|буду (?:снова )?(?:на месте|в офисе|на связи))|ограничен.{0,30}доступ|доступ.{0,30}ограничен|^отвечу на (?:ваше|все|ваши) |^как только |(?:отвечу|прочитаю|прочту|свяжусь).{0,60}(?:возвращ|вернусь|выход|как только|первой возможности)|^(?:большое )?(?:спасибо|благодарю) за |не (?:пересыла|перенаправля|чита)|автоматическ`,
    instead: `срочн|моё отсутствие|мое отсутствие|моего отсутствия|неотложн`,
    time: 'с|по|до|между|в период',
  },
]

type Known = { readonly [kind in 'away' | 'beside' | 'instead' | 'time']: RegExp }

/** Between a letter and what is none; the language itself knows only Latin ones without marks. */
const edge = '(?:(?<=\\p{L})(?!\\p{L})|(?<!\\p{L})(?=\\p{L}))'
const pattern = (source: string): RegExp => new RegExp(source.replaceAll('\\b', edge), 'iu')

const known: readonly Known[] = words.map(({ away, alone, beside, instead, time }) => ({
  away: pattern(`${away}|^(?:${alone})(?:$|[ ,]+(?:${time})(?=[\\s’'\\d]))`),
  beside: pattern(beside),
  instead: pattern(instead),
  time: pattern(`^(?:${time})(?=[\\s’'\\d])`),
}))

/** Away in whichever language: most letters are not, and are asked once. */
const awayAtAll = new RegExp(known.map(({ away }) => away.source).join('|'), 'iu')

/** How one asks somebody else. */
const asksOthers =
  /contact|call|reach|write to|e-?mail|speak|kontakt|ring|mejl|maila|vänd|contatt|rivolg|chiam|scriv|telefon|wenden|anrufen|erreich|vertret|vertritt|truc|truq|escri|adreç|обратит|обращ|свяж|связ|пиш|звон|@/iu

/** What nobody writes who is only away: trouble, and what was. */
const trouble =
  /\?|\b(?:fail|broke|error|crash|stopp|wrong|not work|n[’']t work|doesn|didn|again|still|was on|were on|funkar|fungerar|trasig|felmedd|krångl|slutat|igen\b|fortfarande|var på|non (?:va|funziona)\b|guast|rotto|rotta|errore|di nuovo|ero in|geht nicht|funktioniert|kaputt|fehler|störung|immer noch|war im|no (?:va|funciona)\b|espatll|avari|una altra vegada|encara|estava|work(?:s|ed)\b|call me\b|ring mig|chiam[ai]\w*mi\b|rufen sie mich|truqueu-me)|позвоните мне|не работает|сломал|ошибк|опять|снова не|по-прежнему|всё ещё|был[аи]? в/iu

const lettersMax = 1_200
const sentencesMax = 20
const timeWordsMax = 10

/** Whether the new words of a mail are a note of absence and nothing else. */
export function isAbsenceNote(said: string): boolean {
  const text = evened(said)
  if (text === '' || text.length > lettersMax || trouble.test(text)) return false
  const sentences = sentencesOf(text)
  if (sentences.length > sentencesMax) return false
  const clauses = sentences.flatMap(clausesOf)
  if (!clauses.some(clause => awayAtAll.test(clause))) return false
  return known.some(
    one =>
      clauses.some(clause => isAway(clause, one)) && sentences.every(sentence => isOfANote(sentence, one)),
  )
}

/** Two words that an "and" joins without beginning anything new. */
const evened = (said: string): string =>
  said
    .trim()
    .replaceAll(/till och med/gi, 't.o.m.')
    .replaceAll(/ (?:and|or) (?:tele|voice|my )?(?:phone|mail)s?\b/gi, '')

/** Lines belong together up to an empty one; a point behind a figure ends nothing. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .flatMap(paragraph => {
      const lines = paragraph.split('\n').map(line => line.trim())
      return lines.every(line => line.length < 50) &&
        lines.length > 1 &&
        lines.some(line => !/[,a-zа-яåäö]$/iu.test(line))
        ? lines
        : [lines.join(' ')]
    })
    .flatMap(piece =>
      piece
        .replace(/(\d|\b(?:v|kl|ca|tel|nr|bzw|ev))\.(?=\s[\p{L}\d])/giu, '$1')
        .split(/[.!;](?=\s|$)|:(?=\s|$)/u),
    )
    .map(sentence => sentence.replace(/[,\s]+$/, '').trim())
    .filter(sentence => /[\p{L}\d]/u.test(sentence))

const joins = new RegExp(
  `,\\s+|\\s+(?:${[
    'and|but|so|because|since|which|please',
    'och|men|så|därför|eftersom',
    'ed?|ma|quindi|perché|per favore',
    'und|aber|deshalb|daher|weil|bitte',
    'i|però|perquè|així que|si us plau',
    'и|но|поэтому|потому что|пожалуйста',
  ].join('|')})\\s+`,
  'u',
)

const clausesOf = (sentence: string): string[] => sentence.split(joins).map(clause => clause.trim())

/** A sentence that names others needs its condition; any other is of a note in each of its clauses. */
function isOfANote(sentence: string, one: Known): boolean {
  if (one.instead.test(sentence) && asksOthers.test(sentence)) return true
  if (isBeside(sentence, one)) return true
  return clausesOf(sentence).every(clause => isBeside(clause, one) || isTime(clause, one))
}

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|day)|hej|god (?:dag|morgon)|ciao|salve|buongiorno|gentil[ei]|hallo|guten (?:tag|morgen)|sehr geehrte.?|liebe.?|bon dia|hola|benvolgu|здравствуйте|добрый день|привет|уважаем|to whom)/iu
const closing =
  /^(?:(?:thanks|thank you|tack|grazie|danke|vielen dank|gràcies|спасибо)$|(?:best|kind|warm|with) .{0,12}(?:regards|wishes)|regards|med vänlig|vänlig|mvh|cordiali|distinti|saluti|mit .{0,16}grüßen|.{0,12}grüße|mfg|salutacions|cordialment|atentament|с уважением)/iu
const reached = /^[^\s@]+@\S+$|^(?:tel|phone|mobil|telefon|telefono|тел)?[\s.:]*\+?[\d\s()/-]{6,}$/iu

/** Of one kind only, and short: what it says beside would be a sentence of its own. */
function isBeside(clause: string, one: Known): boolean {
  if (clause === '' || reached.test(clause) || isName(clause)) return true
  const count = clause.split(/\s+/).length
  if (count <= 6 && (greeting.test(clause) || closing.test(clause))) return true
  if (joins.test(clause)) return false
  return count <= 22 && (isAway(clause, one) || one.beside.test(clause))
}

const wordsBeforeMax = 3

/** He says it himself, and first: "tell them that I am away" is a wish. */
function isAway(clause: string, { away, time }: Known): boolean {
  const found = away.exec(clause)
  if (!found) return false
  const before = clause.slice(0, found.index).trim()
  return time.test(before) || before.split(/\s+/).filter(Boolean).length <= wordsBeforeMax
}

/** A month or a day of the week, as a date written out goes on behind a comma. */
const calendar =
  /^(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|m[aä]r|apr|ma[yijg]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|mån|tis|ons|tors|lör|sön|lun|mer|gio|ven|sab|dom|gen|giu|lug|ago|set|ott|dic|di|do|dl|dt|dc|dj|dv|пон|вто|сре|чет|пят|суб|вос|\d)/iu

const isTime = (clause: string, { time }: Known): boolean => {
  const count = clause.split(/\s+/).length
  return (
    (time.test(clause) && count <= timeWordsMax) || (calendar.test(clause) && count <= 5 && /\d/.test(clause))
  )
}

const isName = (clause: string): boolean =>
  /^\p{Lu}[\p{L}’'.-]*(?:\s\p{Lu}[\p{L}’'.-]*){0,3}$/u.test(clause) && clause.length <= 40
