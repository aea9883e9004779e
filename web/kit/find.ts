// Whether words fit what was typed: accents and case do not matter, every typed word must begin a word.

/** Lower case without accents: `Pàsqual` → `pasqual`, `ё` → `е`. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')

/**
 * How well a text fits: 0 not at all; more is better (beginning of the text, then of a word, then inside).
 */
export function fit(text: string, typed: string): number {
  const inside = plainText(text)
  const wished = plainText(typed).split(/\s+/).filter(Boolean)
  if (wished.length === 0) return 1
  let sum = 0
  for (const one of wished) {
    const at = inside.indexOf(one)
    if (at < 0) return 0
    const begins = at === 0 || /[^\p{L}\p{N}]/u.test(inside.charAt(at - 1))
    sum += at === 0 ? 3 : begins ? 2 : 1
  }
  return sum / wished.length
}

/** The parts of a text, those typed marked; lengths are kept so that the original letters show. */
export function marked(text: string, typed: string): { readonly text: string; readonly hit: boolean }[] {
  const letters = [...text]
  const plain = letters.map(letter => plainText(letter))
  const hits = new Array<boolean>(letters.length).fill(false)
  for (const one of plainText(typed).split(/\s+/).filter(Boolean)) {
    for (let i = 0; i < letters.length; i++) {
      let taken = ''
      let j = i
      while (j < letters.length && taken.length < one.length) taken += plain[j++]
      if (taken !== one) continue
      hits.fill(true, i, j)
      break
    }
  }
  const parts: { text: string; hit: boolean }[] = []
  letters.forEach((letter, i) => {
    const last = parts.at(-1)
    const hit = hits[i] === true
    if (last && last.hit === hit) last.text += letter
    else parts.push({ text: letter, hit })
  })
  return parts
}
