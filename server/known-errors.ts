// The known errors as a case is compared with them: read again only when something beside cases changed.
// Not: what makes two alike (core/problem/alike.ts).
import type { Card } from '#core/case/card.ts'
import { type Fit, fitting, termsOf } from '#core/problem/alike.ts'
import type { ProblemMore } from '#core/problem/rules.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterRow } from '#store/desk/matter.ts'

/** The newest so many are compared; each costs some hundred bytes here and a microsecond for each case. */
const knownMost = 2_000
const page = 500
const fitsMost = 3

export type KnownError = MatterRow & { readonly terms: readonly string[] }

/** Those that fit a case to which nothing of them belongs yet, and of which nobody said that they do not. */
export type KnownErrors = { fitting(card: Card, words: string): Promise<readonly Fit<KnownError>[]> }

export function knownErrors({ desk }: Pick<Shell, 'desk'>): KnownErrors {
  let kept: { version: string; all: Promise<readonly KnownError[]> } | null = null
  const all = async () => {
    const version = await desk.matters.version()
    if (kept?.version !== version) kept = { version, all: readAll(desk.matters) }
    return kept.all
  }
  return {
    async fitting(card, words) {
      const unfit = await desk.problems.unfitOf(card.id)
      const isOpen = ({ id }: KnownError) => !card.matters?.includes(id) && !unfit.includes(id)
      const found = (await all()).filter(isOpen)
      return fitting({ terms: termsOf(words), product: card.product }, found, fitsMost)
    },
  }
}

async function readAll(matters: Shell['desk']['matters']): Promise<readonly KnownError[]> {
  const found: KnownError[] = []
  let after: { key: number; id: string } | undefined
  while (found.length < knownMost) {
    const rows = await matters.list({
      ...{ kind: 'problem', isOpen: true, standing: ['known', 'fixed'], sort: 'newest', limit: page },
      ...(after && { after }),
    })
    found.push(...rows.map(row => ({ ...row, terms: (row.more as ProblemMore).terms ?? [] })))
    const last = rows.at(-1)
    if (!last || rows.length < page) break
    after = { key: last.openedAt, id: last.id }
  }
  return found
}
