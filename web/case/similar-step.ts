// Whether a step was tried already: by its words, so that nobody is asked to do the same twice without a
// reason.

/** Words too common to tell two steps apart, in our six languages. */
const common = new Set(
  'the a an and of to in on for den det en ett och i il lo la un una di e der die das ein eine und el els les i un una de и в на с по'.split(
    ' ',
  ),
)

/** The telling words of a text, without endings: the first five letters say enough. */
export const stems = (text: string): Set<string> =>
  new Set(
    (
      text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    )
      .filter(word => word.length > 2 && !common.has(word))
      .map(word => word.slice(0, 5)),
  )

/** How much two texts share, from 0 to 1, measured against the shorter one. */
export function likeness(one: string, other: string): number {
  const [a, b] = [stems(one), stems(other)]
  const smaller = Math.min(a.size, b.size)
  if (smaller === 0) return 0
  let shared = 0
  for (const stem of a) if (b.has(stem)) shared++
  return shared / smaller
}

const alikeFrom = 0.67

/**
 * The step most like what is being written; null when none is. One shared word of two is chance, so two are
 * needed.
 */
export function similarStep<S extends { readonly what: string }>(
  steps: readonly S[],
  what: string,
): S | null {
  let best: S | null = null
  let most = alikeFrom
  for (const step of steps) {
    const how = likeness(step.what, what)
    const short = Math.min(stems(step.what).size, stems(what).size) < 2
    if (how >= most && (!short || how === 1)) {
      best = step
      most = how
    }
  }
  return best
}
