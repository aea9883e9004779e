// One figure of a score: how many of how many. Not: what is scored.

export type Figure = { readonly what: string; readonly hits: number; readonly of: number }

/** Counts hits by name, in the order the names first appear. */
export function tally(): { add: (what: string, isHit: boolean) => void; figures: () => Figure[] } {
  const counts = new Map<string, [hits: number, of: number]>()
  return {
    add: (what, isHit) => {
      const [hits, of] = counts.get(what) ?? [0, 0]
      counts.set(what, [hits + (isHit ? 1 : 0), of + 1])
    },
    figures: () => [...counts].map(([what, [hits, of]]) => ({ what, hits, of })),
  }
}
