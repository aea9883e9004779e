// The lines by which people and programs close a mail, in the languages we speak and their neighbours. Thanks
// are words somebody said, and stay. Not: what is cut because of them (reply-text.ts).

const dashes = /^(?:--\s?|__+|—+|–+|={4,}|\*{3,})$/

/** What closes a letter and says nothing else. */
const closing = new RegExp(
  `^(?:${[
    '(?:(?:best|kind|kindest|warm|warmest|many|with (?:best|kind|warm)) )?regards',
    'best wishes|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully(?: yours)?',
    '(?:(?:med )?(?:vänliga|bästa|varma|många|hjärtliga) )?hälsningar',
    'med (?:vänlig|bästa) hälsning|vänligen|vänlig hälsning|mvh|vh|hälsar|hälsn\\.',
    '(?:(?:i miei )?(?:più )?(?:cordiali|distinti|cari|tanti|migliori) )?saluti|cordialmente|cordialità',
    'un (?:cordiale )?saluto',
    '(?:(?:mit )?(?:freundlichen?|besten?|vielen?|herzlichen?|lieben?|schönen?|sonnigen?) )?grü(?:ß|ss)en?',
    '(?:(?:mit )?(?:freundlichem|bestem|herzlichem|schönem|schönen|lieben|liebem) )?gru(?:ß|ss)',
    'mfg|lg|vg|hochachtungsvoll',
    'salutacions(?: cordials)?|(?:ben )?cordialment|atentament|una (?:cordial )?salutació|(?:una )?abraçada',
    'rebeu una (?:cordial )?salutació',
    'с (?:глубоким )?уважением|с ув\\.|с наилучшими пожеланиями|всего (?:наилучшего|доброго|хорошего)',
    '(?:(?:bien|très) )?cordialement|sincères salutations|(?:un )?saludos?(?: cordial(?:es)?)?|atentamente',
    'atenciosamente|cumprimentos|met vriendelijke groet(?:en)?|(?:med )?vennlig hilsen|(?:med )?venlig hilsen',
    'ystävällisin terveisin|z poważaniem|pozdrawiam|br|kr|rgds',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
)

/** What may close a letter, or be meant: only above a name and nothing else. */
const softClosing = new RegExp(
  `^(?:${[
    'best|cheers|all the best|take care|warmly|talk soon',
    'allt gott|ha det bra|ha en (?:bra|fin|trevlig) (?:dag|kväll|helg)|ha det (?:fint|gott)|trevlig (?:helg|dag)',
    'buona (?:giornata|serata)|buon lavoro|a presto',
    '(?:ein )?schönes wochenende|(?:einen )?schönen (?:tag|abend)(?: noch)?|bis dann|ciao|tschüss',
    'salut|salutacions|fins aviat|que vagi bé|bon (?:dia|cap de setmana)',
    'хорошего (?:дня|вечера)|удачи|до свидания',
  ].join('|')})[,.!]*$`,
  'iu',
)

const nothingMore = /^[\s,.;!–-]*$/
const place = /^ (?:aus|from|från|i|da|dal|dalla|des de|de|из) \p{Lu}[\p{L} -]{1,30}[,.!]?$/u
const nameOnly = /^(?:\p{Lu}[\p{L}’'.-]{0,24})(?: \p{Lu}[\p{L}’'.-]{0,24}){0,3}[.!]?$/u
/** Swedes sign with a stroke; Germans for somebody. */
const signed =
  /^(?:\/{1,2} ?\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{L}{1,20}){0,2}|(?:i\. ?[AV]\.|ppa\.) ?\p{Lu}\S*(?: \S+){0,3})$/u

/** More than a signature has behind "-- ". */
const linesMax = 15

/** How a line closes a letter: alone, or with the name behind it. */
function closes(line: string): 'alone' | 'named' | null {
  const found = closing.exec(line)
  if (!found) return null
  const rest = line.slice(found[0].length)
  if (nothingMore.test(rest) || place.test(rest)) return 'alone'
  const other = /^\s*[/|]\s*(.+)$/.exec(rest)?.[1]
  if (other && closing.test(other)) return 'alone'
  return nameOnly.test(rest.replace(/^[,.!]?\s+/, '')) ? 'named' : null
}

/**
 * Whether a signature begins at a line: "-- ", or a closing formula with little behind it.
 * A rule of dashes counts only when short lines, and no sentences, follow.
 */
export function isSignatureStart(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim()
  if (line.length > 60) return false
  const isDashes = dashes.test(line)
  const how = isDashes ? null : closes(line)
  const isSigned = how === 'named' || (!isDashes && signed.test(line))
  if (!isDashes && !how && !isSigned && !softClosing.test(line)) return false
  const rest = wordsBelow(lines, at, linesMax)
  if (/^--\s?$/.test(line)) return rest.length <= linesMax
  // Nothing but a picture stands above: what is below may be all that was said.
  if (!lines.slice(0, at).some(above => /[\p{L}\p{N}]/u.test(above))) return false
  const looksSigned =
    rest.length <= 8 && rest.every(next => withoutLinks(next).length <= 90 && !isSentence(next))
  if (isDashes) return rest.length > 0 && looksSigned
  // On one line with a name it could be a product or a path: then it stands apart, and announces nothing.
  if (isSigned) return looksSigned && standsApart(lines, at)
  if (how) return looksSigned
  return looksSigned && rest.length > 0 && rest.length <= 4 && nameOnly.test(rest[0]!.trim())
}

/** Where a link of a signature leads is no part of its length. */
const withoutLinks = (line: string): string => line.replace(/ ?<https?:[^>\s]{1,400}>/g, '').trim()

/** The lines below that are not blank; no more than one over what is asked for. */
function wordsBelow(lines: readonly string[], at: number, max: number): string[] {
  const found: string[] = []
  for (let next = at + 1; next < lines.length && found.length <= max; next++)
    if (lines[next]!.trim()) found.push(lines[next]!)
  return found
}

function standsApart(lines: readonly string[], at: number): boolean {
  const above = lines[at - 1]?.trim() ?? ''
  if (above) return /[.!?…)]$/.test(above)
  const before = lines.slice(0, at).findLast(line => line.trim())
  return !/[:：]$/.test(before?.trim() ?? '')
}

/** Several words that end like a sentence: more likely something said than a signature. */
function isSentence(line: string): boolean {
  const text = line.trim()
  return /[.!?:;]$/.test(text) && text.split(/\s+/).length > 3 && !/https?:|@/.test(text)
}

const sentWord =
  /sent\b|skicka[ts]|inviat|gesendet|geschickt|enviat|отправлен|envoyé|enviad|verzonden|verstuurd|sendt|lähetet|wysłan|get outlook|hämta|skaffa|baixa\b|получите|ottieni|scarica|holen|herunterladen|descarreg|получить|beziehen|obteni|obtén|obter|baixe|descarga|скачать|télécharger|download|pobierz/i
const programWord =
  /iphone|ipad|android|samsung|galaxy|outlook|blackberry|huawei|xiaomi|nokia|pixel|smartphone|mobil|móvil|mòbil|telefon|tablet|proton|thunderbird|typeapp|yahoo|gmail|gmx|web\.de|mail\.ru|яндекс|k-9|spark|mail for windows|mail für windows|e-post för windows|device|dispositiv|on the go|\bapp\b|windows/i

const sentFrom = new RegExp(
  `^(?:${[
    'sent (?:from|via|with) (?:my|mail for|a |the |\\p{Lu})',
    'skicka[ts] (?:från|med) (?:min|mitt|e-post|\\p{Lu})',
    'inviato (?:da|dal) (?:mio|il mio|\\p{Lu})',
    'gesendet (?:von|mit|über) (?:mein|mail|\\p{Lu})',
    'von meinem .{3,30} gesendet',
    'enviat (?:des de|des del|amb) (?:el|la|l|\\p{Lu})',
    'отправлено (?:с|из|через) \\S',
    'envoyé (?:de|depuis|à partir de) (?:mon|\\p{Lu})',
    'enviado (?:desde|do) (?:mi|meu|\\p{Lu})',
    'verstuurd vanaf|verzonden (?:vanaf|met)|sendt fra (?:min|\\p{Lu})|lähetetty \\p{Lu}|wysłane z',
  ].join('|')})`,
  'iu',
)

const wordsMax = 12

/** A few words that name sending and a program or a device: whatever its language, a program wrote them. */
function isProgramLine(line: string): boolean {
  if (line.split(/\s+/).length > wordsMax || /[,;?]/.test(line)) return false
  return /^["\p{Lu}]/u.test(line) && sentWord.test(line) && programWord.test(line)
}

/**
 * Whether a program's own line ("Sent from my iPhone") stands here, with nothing a person wrote behind it.
 */
export function isSentFrom(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim()
  if (line.length > 120 || lines[at - 1]?.trim()) return false
  const isAsked = line.includes('?') || (line.includes(',') && line.split(/\s+/).length > wordsMax)
  if (isAsked || (!sentFrom.test(line) && !isProgramLine(line))) return false
  return wordsBelow(lines, at, 2).length <= 2
}
