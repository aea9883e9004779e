// The letters most mail is written in, folded ahead: Latin, Cyrillic and common signs, a look-up for each.
// Not: what folding is (fold-words.ts), nor texts with any other letter.

/** What becomes of one UTF-16 unit of a text. */
const parts = 0
const nothing = 0xffff
const other = 0xfffe
const several = 0xfffd

const blank = 0x20

// Latin with its supplements, accents that follow their letter, Cyrillic, and the quotation marks, dashes,
// arrows and signs programs write.
const ranges = [
  [0x0000, 0x0250],
  [0x0300, 0x0370],
  [0x0400, 0x0530],
  [0x2000, 0x2600],
] as const

type Letters = { readonly folded: Uint16Array; readonly spelled: ReadonlyMap<number, readonly number[]> }

/**
 * Reads texts of common letters into their distinct words, in order of appearance, without a text made for
 * each word that was there before.
 * @param fold how a text is folded, by which each letter is folded ahead
 * @param lengthMax letters of a word that are kept
 * @param wordsMax words that are kept
 * @returns null for a text with a letter that is not among these
 */
export function commonWords(
  fold: (text: string) => string,
  { lengthMax, wordsMax }: { readonly lengthMax: number; readonly wordsMax: number },
): (text: string) => string[] | null {
  const { folded, spelled } = lettersBy(fold)
  const seen = seenWords(lengthMax, wordsMax)
  return text => {
    const units = unitsOf(text)
    const { letters } = seen
    const words: string[] = []
    let end = seen.begin()
    let begin = end
    // Whether the word under way stands in the text as it is told, and so can be had from there.
    let isAsWritten = true
    for (let i = 0; i <= text.length && words.length < wordsMax; i++) {
      const unit = i < text.length ? units[i]! : blank
      const letter = unit < folded.length ? folded[unit]! : other
      if (letter === parts) {
        const length = end - begin
        if (length > 0 && seen.isNew(begin, end)) {
          words.push(isAsWritten ? text.slice(i - length, i) : wordOf(letters.subarray(begin, end)))
          begin = end
        }
        end = begin
        isAsWritten = true
      } else if (letter < several) {
        const hasRoom = end - begin < lengthMax
        isAsWritten &&= hasRoom && letter === unit
        if (hasRoom) letters[end++] = letter
      } else if (letter === other) return null
      else {
        isAsWritten = false
        for (const one of spelled.get(unit) ?? []) if (end - begin < lengthMax) letters[end++] = one
      }
    }
    return words
  }
}

const wordOf = (letters: Uint16Array): string =>
  String.fromCharCode.apply(null, letters as unknown as number[])

const usualUnits = 32 * 1024
let room = Buffer.alloc(0)

/** The UTF-16 units of a text as numbers, until the next text is read: faster to look at than a text. */
function unitsOf(text: string): Uint16Array {
  let bytes = room
  if (bytes.length < 2 * text.length) {
    bytes = Buffer.allocUnsafeSlow(2 * Math.max(usualUnits, text.length))
    // A long text gives its room back.
    if (text.length <= usualUnits) room = bytes
  }
  bytes.write(text, 'utf16le')
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length)
}

function lettersBy(fold: (text: string) => string): Letters {
  const folded = new Uint16Array(ranges.at(-1)![1]).fill(other)
  const spelled = new Map<number, readonly number[]>()
  for (const [from, before] of ranges)
    for (let unit = from; unit < before; unit++) {
      const text = fold(String.fromCharCode(unit))
      if (text === '') folded[unit] = nothing
      else if (/^[^\p{L}\p{N}]+$/u.test(text)) folded[unit] = parts
      else if (/^[\p{L}\p{N}]+$/u.test(text) && text.length === [...text].length) {
        folded[unit] = text.length === 1 ? text.charCodeAt(0) : several
        if (text.length > 1)
          spelled.set(
            unit,
            [...text].map(one => one.charCodeAt(0)),
          )
      }
    }
  return { folded, spelled }
}

/** Where the words seen so far lie, found again by their letters. */
function seenWords(lengthMax: number, wordsMax: number) {
  // Four places for a word, so that few are looked at for each; a power of two.
  const places = 2 ** Math.ceil(Math.log2(4 * wordsMax))
  const begins = new Int32Array(places)
  const lengths = new Uint8Array(places)
  const used: number[] = []
  // One more than are kept is under way.
  const letters = new Uint16Array(1 + lengthMax * (wordsMax + 1))
  return {
    letters,
    /** Forgets all words. @returns where the first begins: a place that says 0 is free */
    begin(): number {
      for (const at of used) begins[at] = 0
      used.length = 0
      return 1
    },
    /** Whether the word from here to there was not seen before; it is from now on. */
    isNew(begin: number, end: number): boolean {
      const length = end - begin
      let hash = 0
      for (let i = begin; i < end; i++) hash = (Math.imul(hash, 31) + letters[i]!) | 0
      let at = (hash ^ (hash >>> 15)) & (places - 1)
      for (; begins[at] !== 0; at = (at + 1) & (places - 1)) {
        if (lengths[at] !== length) continue
        let same = 0
        while (same < length && letters[begins[at]! + same] === letters[begin + same]) same++
        if (same === length) return false
      }
      begins[at] = begin
      lengths[at] = length
      used.push(at)
      return true
    },
  }
}
