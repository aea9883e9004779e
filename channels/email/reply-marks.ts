// The lines by which mail programs announce a quote, in the languages we speak and their neighbours. Not:
// what is cut because of them (reply-text.ts).

/** "wrote", as mail programs put it behind the name or before it. */
const wrote = new RegExp(
  `(?:^|[\\s>])(?:${[
    'wrote',
    'writes',
    'skrev',
    'skriver',
    'ha scritto',
    'scrive',
    'schrieb',
    'schreibt',
    'geschrieben',
    'va escriure',
    'ha escrit',
    'escrigué',
    'написал',
    'написала',
    'написал\\(-?а\\)',
    'написали',
    'пишет',
    'писал',
    'писала',
    'писали',
    'писал\\(-?а\\)',
    'a écrit',
    'escribió',
    'escreveu',
    'schreef',
    'napisał',
    'napisała',
    'napisał\\(a\\)',
    'napsal\\(a\\)',
    'kirjoitti',
    'написав',
    'пише',
    'írta',
    'a scris',
    'yazdı',
    'έγραψε',
  ].join('|')})(?=[\\s:,]|$)`,
  'iu',
)

/** Whether the last line of an attribution could look like this one; most lines could not. */
export const couldEndAttribution = (line: string): boolean =>
  /[:：]\s*[-=]*\s*$/.test(line) || wroteTail.test(line) || wroteEast.test(line)

const wroteTail =
  /wrote|writes|skrev|skriver|scritto|scrive|schrieb|schreibt|geschrieben|escriure|escrit|escrigué|напис|пиш|писал|écrit|escribió|escreveu|schreef|napisa|napsal|kirjoitti|írta|scris|yazdı|έγραψε/i

/**
 * Whether a line could be the first of a wrapped attribution: it has the date or one of the usual first
 * words.
 */
export const beginsAttribution = (line: string): boolean =>
  hasDay.test(line) || /^(?:On|Am|Il|In data|Den|El|A|Missatge de|В|Le|Em|Op)\s/.test(line)

const wroteEast = /(?:寫道|写道|のメール)\s*[：:]?\s*$/u

/** A day, a month's name or a date in digits: what an attribution has and a sentence seldom has. */
const dayPattern =
  /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}\. \d{1,2}\. \d{4}|\b\d{1,2}\.?\s?(?:de |d[’'])?\p{L}{2,12}\.?,?\s(?:de |del )?\d{4}|\p{L}{3,12}\.? \d{1,2},? \d{4}|\d{4}年/u

const hasDay = { test: (text: string): boolean => /\d/.test(text) && dayPattern.test(text) }

const hasTime = /\b\d{1,2}[:.]\d{2}(?::\d{2})?\b/

const addressPattern = /[^\s<>"()@]@[^\s<>"()@]+\.[^\s<>"()]/

const hasAddress = { test: (text: string): boolean => text.includes('@') && addressPattern.test(text) }

/**
 * Whether a line (wrapped lines joined) is an attribution: "On … wrote:".
 * Without a colon or an address it must be followed by a quote.
 */
export function isAttribution(line: string, { isFollowedByQuote }: { isFollowedByQuote: boolean }): boolean {
  const text = line
    .replace(/^[>\s-]+/, '')
    .replace(/[\s-]+$/, '')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replace(/=\s*:$/, ':')
  if (text.length < 12 || text.length > 600) return false
  const ends = /[:：]$/.test(text)
  const isWritten = wrote.test(text)
  // Most lines are neither; the day is dear to look for.
  if (!ends && !isWritten && !wroteEast.test(text)) return false
  if (isFollowedByQuote && ends && isNamed(text)) return true
  const isDated = hasDay.test(text)
  const isTimed = hasTime.test(text)
  if (wroteEast.test(text)) return isDated
  if (isWritten) {
    const close = /(?:\p{L}|\)|>|:|：)$/u.test(text)
    if (isDated && (ends || isTimed || isFollowedByQuote)) return close && wroteNearEdge(text)
    return (
      (ends && isFollowedByQuote && hasAddress.test(text)) ||
      (isFollowedByQuote && ends && /^(On|Am|Il|Den|El|В|Le) /.test(text))
    )
  }
  // Programs that leave the verb out: "ср, 30 апр. 2025 г. в 15:19, Name <a@b>:".
  return isDated && ends && hasAddress.test(text) && (/>\s*:$/.test(text) || isTimed)
}

const quotes = /^(?:quoting|zitat von|citerar|citando|citat från|citant|цитирую|citation de) /i

/** A name and "wrote:", or "Quoting" and a name, without any date: enough above a quote, and only there. */
function isNamed(text: string): boolean {
  if (text.length > 90 || /[.!?]\s+\p{Lu}/u.test(text)) return false
  if (quotes.test(text)) return hasAddress.test(text)
  const found = wrote.exec(text)
  return (
    found !== null &&
    /^["'\p{Lu}]/u.test(text) &&
    /^[\s:：]*$/.test(text.slice(found.index + found[0].length))
  )
}

/** "wrote" ends the line, or a name and an address follow it. */
function wroteNearEdge(text: string): boolean {
  const found = wrote.exec(text)!
  const rest = text.slice(found.index + found[0].length)
  return rest.length < 120 && !/\p{L}{4,}[.!?]\s+\p{Lu}/u.test(rest)
}

const separator = new RegExp(
  `^[>\\s]*-{3,}\\s*(?:${[
    'original (?:message|e-?mail)',
    'forwarded message',
    'ursprungligt meddelande',
    'originalmeddelande',
    'vidarebefordrat meddelande',
    'messaggio originale',
    'messaggio inoltrato',
    'ursprüngliche (?:nachricht|(?:e-?)?mail)',
    'originalnachricht',
    'original-?nachricht',
    'weitergeleitete nachricht',
    'missatge original',
    'missatge reenviat',
    'исходное сообщение',
    'пересылаемое сообщение',
    'пересланное сообщение',
    'оригинальное сообщение',
    'message d.origine',
    'message transféré',
    'mensaje original',
    'mensagem original',
    'oorspronkelijk bericht',
    'oprindelig (?:besked|meddelelse)',
    'opprinnelig melding',
    'alkuperäinen viesti',
    'wiadomość oryginalna',
  ].join('|')})\\s*-*\\s*$`,
  'iu',
)

/** "Please reply above this line", as desks write it between signs. */
const replyAbove =
  /^\W{2}.{0,120}(?:repl|answer|svara|rispond|antwort|respon|ответ).{0,60}(?:above|ovanför|sopra|oberhalb|über|damunt|sobre|выше).{0,80}\W$/iu

const isAbove = /above|ovanför|sopra|oberhalb|über|damunt|sobre|выше/i

/** Whether a line announces the whole mail below it, like "-----Original Message-----". */
export const isSeparator = (line: string): boolean =>
  separator.test(line) ||
  /^_{20,}$/.test(line.trim()) ||
  (line.length < 200 && /^\W{2}/.test(line) && isAbove.test(line) && replyAbove.test(line))

const dashedPhrase = /^[>\s]*-{3,} ?\p{L}[\p{L}\s.’'-]{3,60}-{3,}\s*$/u
const anyField = /^[>\s*]*\p{L}[\p{L} .-]{0,24}\s?\*?[:：]\*?\s*\S/u

/** Some words between dashes, and fields with an address below: a mail handed back, in whatever language. */
export function isDashedHeader(lines: readonly string[], at: number): boolean {
  if (lines[at]!.length > 120 || !dashedPhrase.test(lines[at]!)) return false
  const below = lines.slice(at + 1, at + 8).filter(line => line.trim())
  const fields = below.slice(0, 5).filter(line => line.length < 300 && anyField.test(line))
  return fields.length >= 3 && anyField.test(below[0]!) && fields.some(line => hasAddress.test(line))
}

const headerNames = {
  from: 'from|från|da|von|de|от|van|fra|od|lähettäjä|remitent|expéditeur|mittente|от кого|avsändare|remitente',
  more:
    'sent|date|to|subject|cc|skickat|datum|till|ämne|kopia|inviato|data|a|oggetto|gesendet|an|betreff|enviat|enviado|enviat el|per a|assumpte|tema|gesendet von|' +
    'отправлено|дата|кому|тема|копия|envoyé(?: le)?|à|objet|copie(?: à)?|verzonden|aan|onderwerp|dato|til|emne|sendt|do|temat|sujet|' +
    'asunto|assunto|enviad[ao](?: el)?|fecha|para|wysłano|aihe|vastaanottaja|lähetetty|päiväys|rubrik|inviata',
}
const fromLine = new RegExp(`^[>\\s*]*(?:${headerNames.from})\\s?\\*?:\\*?[ \\t]*\\S`, 'iu')
const moreLine = new RegExp(`^[>\\s*]*(?:${headerNames.more})\\s?\\*?:\\*?`, 'iu')
const sentFirst = /^[>\s*]*message du\s*:\s*\d/iu

/**
 * Whether a block of header lines ("From: … Sent: … To: …") begins here: at least two of them in the next
 * five lines.
 */
export function isMessageHeader(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  if (!/[:：]/.test(line)) return false
  const isOwn = fromLine.test(line)
  if (!isOwn && !moreLine.test(line)) return false
  const following = lines.slice(at + 1, at + 7).filter(Boolean)
  const more = following.filter(next => moreLine.test(next)).length
  if (isOwn || sentFirst.test(line)) return more >= (isOwn ? 2 : 1)
  // Some programs begin with the date, and say who wrote it below.
  const isDated = hasDay.test(line) && hasTime.test(line)
  return isDated && more >= 2 && following.slice(0, 2).some(next => fromLine.test(next))
}
