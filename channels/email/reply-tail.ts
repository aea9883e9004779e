// What stands in a mail and is nobody's new words though nothing announces it: notices of lawyers and of
// programs, and our own mail of which we know the words. Not: quotes and signatures (reply-marks.ts).

/** Whether every one of these is spoken of, a paragraph is a notice and not somebody's sentence. */
const noticeSigns = [
  /confidential|vertraulich|konfidentiell|konfidensiel|sekretess|riservat|confidencial|confidentiel|конфиденциальн|privileged|vertrouwelijk|luottamuksel|poufn/i,
  /intended|addressee|recipient|avsed|mottagare|modtager|mottaker|adressat|destinat|empfänger|адресат|geadresseerde|vastaanottaj|adresat/i,
  /in error|notify|delete|destroy|disclos|unauthori[sz]ed|prohibited|radera|avsändaren|av misstag|cancell|mittente|löschen|vernichten|absender|esborr|remitent|удалит|отправител|erreur|supprim|expéditeur|elimin|verwijder|afzender|poista|slett|usuń|usunąć/i,
]
const noticeMin = 60

const programLine = new RegExp(
  [
    'consider the environment before',
    'tänk på miljön',
    'pensa all.ambiente|rispetta l.ambiente',
    '(?:an die|der) umwelt .{0,40}(?:druck|mail)',
    'penseu en el medi ambient|abans d.imprimir',
    'подумайте об окружающей среде|прежде чем (?:рас)?печатать',
    'pensez à l.environnement',
    'medio ambiente .{0,60}imprimir|antes de imprimir',
    '^(?:this e-?mail has been checked for viruses|virus[- ]?free|virenfrei|libre de virus|senza virus)',
    '^(?:denna e-post|det här e-postmeddelandet) har kontrollerats',
    '^(?:garanti sans virus|без вирусов|проверено на вирусы|lliure de virus|virusfritt?|wolny od wirusów)',
  ].join('|'),
  'iu',
)

/** How many paragraphs from the end may be notices. */
const paragraphsMax = 8

/** The lines without notices at their end; what somebody wrote between and below them stays. */
export function withoutNotices(lines: readonly string[]): string[] {
  const kept = [...lines]
  let end = kept.length
  for (let seen = 0; seen < paragraphsMax && end > 0; seen++) {
    while (end > 0 && !kept[end - 1]!.trim()) end--
    let start = end
    while (start > 0 && kept[start - 1]!.trim()) start--
    if (start > 0 && isNotice(kept.slice(start, end)))
      kept.splice(start, end - start + (kept[end] === '' ? 1 : 0))
    end = start
  }
  return kept
}

function isNotice(lines: readonly string[]): boolean {
  if (lines.some(line => /^\s*>/.test(line))) return false
  const text = lines.join(' ')
  if (text.length < 300 && programLine.test(text)) return true
  return text.length >= noticeMin && text.length < 6_000 && noticeSigns.every(sign => sign.test(text))
}

const oursMax = 40_000
const linesMax = 1_000
/** A block of our words is ours from so many letters on; less may be what two people say alike. */
const blockMin = 40
const lineMin = 12

const flat = (text: string): string =>
  text
    .replace(/^[\s>]+/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** The lines that are not our own words coming back; all of them when nothing else is left. */
export function withoutOurs(lines: readonly string[], ours: string): readonly string[] {
  if (lines.length > linesMax || !ours.trim()) return lines
  const known = ` ${ours.slice(0, oursMax).split('\n').map(flat).filter(Boolean).join(' ')} `
  const words = lines.map(flat)
  const isKnown = words.map(line => line !== '' && known.includes(` ${line} `))
  const isOurs = new Set<number>()
  for (let at = 0; at < lines.length; at++) {
    if (!isKnown[at]) continue
    let end = at
    while (end < lines.length && (isKnown[end] || !words[end])) end++
    const block = words.slice(at, end)
    const isLong = block.join('').length >= blockMin && block.some(line => line.length >= lineMin)
    if (isLong) for (let inside = at - announcedBy(words, at); inside < end; inside++) isOurs.add(inside)
    at = end - 1
  }
  const left = lines.filter((_, at) => !isOurs.has(at))
  return left.some(line => line.trim()) ? left : lines
}

/** How many lines up to a block only announce it: one that ends in a colon, with the blank below it. */
function announcedBy(words: readonly string[], at: number): number {
  let above = at - 1
  while (above > 0 && !words[above]) above--
  const line = words[above] ?? ''
  return at > 0 && /[:：]$/.test(line) && line.length < 120 && !/[.!?]\s/.test(line) ? at - above : 0
}
