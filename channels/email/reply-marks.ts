// The lines by which mail programs announce a quote or a signature, in the languages we speak and their
// neighbours. Not: what is cut because of them (reply-text.ts).

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
    'va escriure',
    'ha escrit',
    'escrigué',
    'написал',
    'написала',
    'написал\\(а\\)',
    'написали',
    'пишет',
    'писал',
    'писала',
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
  /wrote|writes|skrev|skriver|scritto|scrive|schrieb|schreibt|escriure|escrit|escrigué|напис|пиш|писал|écrit|escribió|escreveu|schreef|napisa|napsal|kirjoitti|írta|scris|yazdı|έγραψε/i

/**
 * Whether a line could be the first of a wrapped attribution: it has the date or one of the usual first
 * words.
 */
export const beginsAttribution = (line: string): boolean =>
  hasDay.test(line) || /^(?:On|Am|Il|In data|Den|El|A|Missatge de|В|Le|Em|Op)\s/.test(line)

const wroteEast = /(?:寫道|写道|のメール)\s*[：:]?\s*$/u

/** A day, a month's name or a date in digits: what an attribution has and a sentence seldom has. */
const hasDay =
  /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}\.?\s?(?:de |d[’'])?\p{L}{2,12}\.?,?\s(?:de |del )?\d{4}|\p{L}{3,12}\.? \d{1,2},? \d{4}|\d{4}年/u

const hasTime = /\b\d{1,2}[:.]\d{2}(?::\d{2})?\b/

const hasAddress = /[<("'\s:]?[^\s<>"()]+@[^\s<>"()]+\.[^\s<>"()]+/

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
    'ursprüngliche nachricht',
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

/** Whether a line announces the whole mail below it, like "-----Original Message-----". */
export const isSeparator = (line: string): boolean => separator.test(line) || /^_{20,}$/.test(line.trim())

const headerNames = {
  from: 'from|från|da|von|de|от|van|fra|od|lähettäjä|remitent|expéditeur|mittente|от кого|avsändare|remitente',
  more:
    'sent|date|to|subject|cc|skickat|datum|till|ämne|kopia|inviato|data|a|oggetto|gesendet|an|betreff|enviat|enviado|per a|assumpte|' +
    'отправлено|дата|кому|тема|копия|envoyé(?: le)?|à|objet|copie(?: à)?|verzonden|aan|onderwerp|dato|til|emne|sendt|do|temat|sujet|' +
    'asunto|assunto|enviad[ao](?: el)?|fecha|para|wysłano|aihe|vastaanottaja|lähetetty|päiväys|rubrik|inviata',
}
const fromLine = new RegExp(`^[>\\s*]*(?:${headerNames.from})\\s?\\*?:\\*?\\s?\\S`, 'iu')
const moreLine = new RegExp(`^[>\\s*]*(?:${headerNames.more})\\s?\\*?:\\*?`, 'iu')
const sentFirst = /^[>\s*]*message du\s*:\s*\d/iu

/**
 * Whether a block of header lines ("From: … Sent: … To: …") begins here: at least two of them in the next
 * five lines.
 */
export function isMessageHeader(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  const isOwn = fromLine.test(line)
  if (!isOwn && !sentFirst.test(line)) return false
  const following = lines.slice(at + 1, at + 7).filter(Boolean)
  return following.filter(next => moreLine.test(next)).length >= (isOwn ? 2 : 1)
}

const dashes = /^(?:--\s?|__|—+|–{2,}|_{2,10}|={4,}|\*{3,})$/

const closing = new RegExp(
  `^(?:(?:${[
    '(?:(?:best|kind|warm|many)\\s)?regards',
    'best wishes',
    'yours (?:sincerely|faithfully|truly)',
    'sincerely',
    '(?:(?:med )?(?:vänliga|bästa|varma) )?hälsningar',
    'med vänlig hälsning',
    'vänligen',
    'mvh',
    'hälsningar',
    '(?:cordiali|distinti) saluti',
    'cordialmente',
    'un saluto',
    '(?:mit )?(?:freundlichen?|besten?|vielen|herzlichen?|lieben?|schönen?) grü(?:ß|ss)en?',
    'mfg',
    'viele grüße',
    'beste grüße',
    'salutacions(?: cordials)?',
    '(?:ben )?cordialment',
    'atentament',
    'с уважением',
    'с наилучшими пожеланиями',
    '(?:bien )?cordialement',
    'saludos(?: cordiales)?',
    'atenciosamente',
    'met vriendelijke groet(?:en)?',
  ].join('|')}))[,.!]?$`,
  'iu',
)

/**
 * Whether a signature begins at a line: "-- ", or a closing formula with little behind it.
 * A rule of dashes counts only when short lines, and no sentences, follow.
 */
export function isSignatureStart(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim()
  if (line.length > 60 || !(dashes.test(line) || closing.test(line))) return false
  const rest = lines.slice(at + 1).filter(next => next.trim())
  if (/^--\s?$/.test(line)) return rest.length <= 15
  // Nothing but a picture stands above: what is below may be all that was said.
  if (!lines.slice(0, at).some(above => /[\p{L}\p{N}]/u.test(above))) return false
  const looksSigned = rest.length <= 8 && rest.every(next => next.trim().length <= 90 && !isSentence(next))
  if (dashes.test(line)) return rest.length > 0 && looksSigned
  return closing.test(line) && looksSigned && rest.length <= 8
}

/** Several words that end like a sentence: more likely something said than a signature. */
function isSentence(line: string): boolean {
  const text = line.trim()
  return /[.!?:;]$/.test(text) && text.split(/\s+/).length > 3 && !/https?:|@/.test(text)
}

const sentFrom = new RegExp(
  `^(?:${[
    'sent (?:from|via|with) (?:my|mail for|outlook|yahoo|proton|typeapp|samsung|a |the |iphone|android|\\p{Lu})',
    'get outlook for',
    'skicka[ts] (?:från|med) (?:min|mitt|outlook|e-post|\\p{Lu})',
    '(?:hämta|skaffa) outlook',
    'inviato (?:da|dal) (?:mio|il mio|outlook|iphone|yahoo|\\p{Lu})',
    'scarica outlook',
    'gesendet (?:von|mit|über) (?:mein|outlook|mail|\\p{Lu})',
    'von meinem .{3,30} gesendet',
    'holen sie sich outlook',
    'enviat (?:des de|des del|amb) (?:el|la|l|outlook|\\p{Lu})',
    'obteniu (?:l.)?outlook',
    'obtén outlook|descarga outlook|obter o outlook|baixe o outlook|download outlook|pobierz outlook',
    'отправлено (?:с|из|через) \\S',
    'скачать outlook',
    'envoyé (?:de|depuis|à partir de) (?:mon|outlook|\\p{Lu})',
    'télécharger outlook',
    'enviado (?:desde|do) (?:mi|meu|\\p{Lu})',
    'verstuurd vanaf',
    'verzonden (?:vanaf|met)',
    'sendt fra (?:min|\\p{Lu})',
    'lähetetty \\p{Lu}',
    'wysłane z',
  ].join('|')})`,
  'iu',
)

/**
 * Whether a program's own line ("Sent from my iPhone") stands here, with nothing a person wrote behind it.
 */
export function isSentFrom(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim()
  if (line.length > 120 || !sentFrom.test(line) || lines[at - 1]?.trim()) return false
  return lines.slice(at + 1).filter(next => next.trim()).length <= 2
}
