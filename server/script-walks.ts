// The walks of a script as its figures are made of them: counted by the ways they took, with their tally.
// Not: how they are kept (store/desk/walk-figure.ts), nor how figures are told
// (server/http/script-figures.ts).
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { type Counted, emptyTally, type Tally, tallyOf, together } from '#core/measure/walk-tally.ts'
import type { Shell } from '#server/shell.ts'

export type Period = { readonly since: Instant; readonly until: Instant }
export type Walks = { readonly counts: readonly Counted[]; readonly tally: Tally }

/** Whoever has not gone on for so long will not. */
const restingMs = 7 * dayMs
/** The middle of so many times is as good as that of a million. */
const timedMost = 20_000

/** The walks of each version that began within a time; `all`: of all versions together. */
export async function walksOf(
  shell: Pick<Shell, 'desk' | 'now'>,
  asked: Period & { readonly slug: string },
): Promise<(version: number | 'all') => Walks> {
  const { walkFigures } = shell.desk
  const counts = await walkFigures.counted(asked, instant(shell.now() - restingMs))
  const byVersion = Map.groupBy(counts, one => one.course.version)
  const versions = [...byVersion.keys()]
  const each = Math.ceil(timedMost / Math.max(1, versions.length))
  const times = await walkFigures.timed({ ...asked, versions }, each, counts)
  const timed = Map.groupBy(times, one => one.course.version)
  const known = new Map<number | 'all', Walks>(
    [...byVersion].map(([version, own]) => [
      version,
      { counts: own, tally: tallyOf(own, timed.get(version) ?? []) },
    ]),
  )
  return version => {
    if (version === 'all' && !known.has('all')) {
      const tally = [...known.values()].reduce((sum, one) => together(sum, one.tally), emptyTally)
      known.set('all', { counts, tally })
    }
    return known.get(version) ?? { counts: [], tally: emptyTally }
  }
}
