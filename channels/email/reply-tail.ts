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
    '^(?:<https?:[^>]{1,200}> ?)?(?:this e-?mail has been checked for viruses|virus[- ]?free|virenfrei|libre de virus|senza virus)',
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
const blockMin = 30
/** Once one is found, another is likelier. */
const nextBlockMin = 18
const lineMin = 10

/** The letters of a line: each mail has links of its own, and each program its own blanks and stars. */
const lettersOf = (text: string): string =>
  text
    .replace(/https?:\/\/[^\s<>]+/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** Whether one of our longer lines stands in a text: only then is it worth looking closer. */
export function mayHoldOurs(text: string, ours: string): boolean {
  const said = lettersOf(text.slice(0, oursMax))
  const known = ours.slice(0, oursMax).split('\n').map(lettersOf)
  return known.filter(line => line.length >= 2 * lineMin).some(line => said.includes(line))
}

/** The lines that are not our own words coming back; all of them when nothing else is left. */
export function withoutOurs(lines: readonly string[], ours: string): readonly string[] {
  if (lines.length > linesMax || !ours.trim()) return lines
  const words = lines.map(lettersOf)
  const blocks = oursIn(words, lettersOf(ours.slice(0, oursMax)))
  const sizeOf = ([start, end]: Block) => words.slice(start, end).join('').length
  if (!blocks.some(block => sizeOf(block) >= blockMin)) return lines
  const isOurs = new Set<number>()
  for (const block of blocks.filter(one => sizeOf(one) >= nextBlockMin))
    for (let at = block[0] - announcedBy(lines, block[0]); at < block[1]; at++) isOurs.add(at)
  const left = lines.filter((_, at) => !isOurs.has(at))
  return left.some(line => line.trim()) ? left : lines
}

type Block = readonly [start: number, end: number]

/**
 * Stretches of lines that stand in our words. A short one counts only beside one it stands beside there:
 * "yes" is in many a mail.
 */
function oursIn(words: readonly string[], known: string): Block[] {
  const spoken = words.flatMap((line, at) => (line ? [at] : []))
  const isLong = (at: number | undefined) =>
    at !== undefined && words[at]!.length >= lineMin && known.includes(words[at]!)
  const isKnown = (place: number): boolean => {
    const [before, at, after] = [spoken[place - 1], spoken[place]!, spoken[place + 1]]
    if (words[at]!.length >= lineMin) return isLong(at)
    const beside = (a: number | undefined, b: number | undefined) =>
      a !== undefined && b !== undefined && known.includes(`${words[a]}${words[b]}`)
    return (isLong(before) && beside(before, at)) || (isLong(after) && beside(at, after))
  }
  const blocks: [number, number][] = []
  let isOpen = false
  for (const [place, at] of spoken.entries()) {
    const isOurs = isKnown(place)
    if (isOurs && isOpen) blocks.at(-1)![1] = at + 1
    else if (isOurs) blocks.push([at, at + 1])
    isOpen = isOurs
  }
  return blocks
}

/** How many lines up to a block only announce it: one that ends in a colon, with the blank below it. */
function announcedBy(lines: readonly string[], at: number): number {
  let above = at - 1
  while (above > 0 && !lines[above]!.trim()) above--
  const line = lines[above]?.trim() ?? ''
  return at > 0 && /[:：]$/.test(line) && line.length < 120 && !/[.!?]\s/.test(line) ? at - above : 0
}
