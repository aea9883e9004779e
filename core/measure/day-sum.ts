// What a day that is over comes to, in each part of the desk: under each name its values, each with how often
// it came, and the cases behind them. Days that count as a whole are counted from it, exactly as from their
// marks. Not: what is counted (of-period.ts), nor where it lies (store/desk/measured-sum.ts).
import { putNumbers, putValues, writing } from '#core/measure/kept-run.ts'
import { type MarkKind, markKinds, type Place } from '#core/measure/mark.ts'
import { type MarkPage, type PageKey, rangeOf } from '#core/measure/mark-page.ts'

/** Of one part of the desk. */
export type DaySum = {
  /** the part, as measures name it */
  readonly scope: string
  /** in the order in which what they say lies in the bytes */
  readonly names: readonly string[]
  readonly bytes: Uint8Array
}

/** Kinds that a sum tells of. What lies open is told of an instant. */
export const summedKinds: readonly MarkKind[] = markKinds.filter(kind => kind !== 'lay')

/** What another answer changed stands under the instant of the first one, which says whether it counts. */
const anewOf = 'anew '
const lastedOf = { 7: 'lasted 7 ', 30: 'lasted 30 ' } as const

/** The name of how what helped lasted for so many days. */
export const lastedName = (of: string, days: keyof typeof lastedOf): string => `${lastedOf[days]}${of}`

/** A name, and whether values stand under it; without, it is only told how many. */
export type Name = { readonly name: string; readonly hasValues: boolean }

const told = (name: string): Name => ({ name, hasValues: true })
const counted = (name: string): Name => ({ name, hasValues: false })

/**
 * Kinds told apart: targets by the version of their policy, first fixes by kind and by what helped, causes by
 * how, costs by what was paid; what lasted is asked of the same once more.
 */
const apart: Partial<Record<MarkKind, (key: PageKey) => readonly Name[]>> = {
  answered_anew: ({ of }) => [told(`${anewOf}${of}`)],
  cost: ({ of }) => [told('cost'), told(of!)],
  owed: ({ of }) => [told(of!)],
  solved: ({ kind }) => [told('solved'), counted(`kind:${kind}`)],
  solved_cause: ({ of }) => [counted('solved_cause'), counted(of!)],
  helped: ({ of }) => [counted(of!)],
  helped_lasted_7: ({ of }) => [told(lastedName(of!, 7))],
  helped_lasted_30: ({ of }) => [told(lastedName(of!, 30))],
}

/** The names a mark of a kind stands under. */
export const namesOf = (kind: MarkKind, key: PageKey): readonly Name[] => apart[kind]?.(key) ?? [told(kind)]

const kindsOfPrefix: readonly (readonly [prefix: string, kind: MarkKind])[] = [
  [anewOf, 'answered_anew'],
  [lastedOf[7], 'helped_lasted_7'],
  [lastedOf[30], 'helped_lasted_30'],
  ['policy:', 'owed'],
  ['kind:', 'solved'],
  ['cause:', 'solved_cause'],
  ['cost:', 'cost'],
]

/** The kind of the marks that stand under a name. */
export function kindOfName(name: string): MarkKind {
  const kind = markKinds.find(one => one === name)
  return kind ?? kindsOfPrefix.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'helped'
}

/** When the first answer was given that another one took the place of; null: the name is of others. */
export const anewSince = (name: string): number | null =>
  name.startsWith(anewOf) ? Number(name.slice(anewOf.length)) : null

/** Of every part of the desk in which something was marked. The same page makes the same bytes. */
export function sumsOf(page: MarkPage): DaySum[] {
  const parts = new Map<string, Map<string, Columns>>()
  const scopes = page.keys.map(scopesOf)
  for (const kind of summedKinds) {
    const [from, to] = rangeOf(page, kind)
    // Of each key where its marks go, looked up once.
    const places: Columns[][] = []
    for (let i = from; i < to; i++) {
      const key = page.key[i]!
      places[key] ??= columnsOf(parts, scopes[key]!, namesOf(kind, page.keys[key]!))
      for (const { numbers, values, hasValues } of places[key]) {
        numbers.push(page.number[i]!)
        values.push(hasValues ? page.value[i]! : 0)
      }
    }
  }
  return [...parts].toSorted(byName).map(([scope, names]) => ({ scope, ...packed(names) }))
}

type Columns = Pick<Name, 'hasValues'> & { readonly numbers: number[]; readonly values: number[] }

/** The desk, and each part of it a place lies in. */
function scopesOf({ team, level, product, kind, channel }: Place): string[] {
  const parts = [`team:${team}`, `level:${level}`, `kind:${kind}`, `channel:${channel}`]
  return ['desk', ...parts, ...(product === null ? [] : [`product:${product}`])]
}

function columnsOf(
  parts: Map<string, Map<string, Columns>>,
  scopes: readonly string[],
  names: readonly Name[],
): Columns[] {
  return scopes.flatMap(scope => {
    const part = parts.get(scope) ?? new Map<string, Columns>()
    parts.set(scope, part)
    return names.map(({ name, hasValues }) => {
      const columns = part.get(name) ?? { hasValues, numbers: [], values: [] }
      part.set(name, columns)
      return columns
    })
  })
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

function packed(part: ReadonlyMap<string, Columns>): Omit<DaySum, 'scope'> {
  const written = writing()
  const sorted = [...part].toSorted(byName)
  for (const [, { numbers, values }] of sorted) {
    putValues(written, Uint32Array.from(values).sort())
    putNumbers(written, Uint32Array.from(numbers).sort())
  }
  return { names: sorted.map(([name]) => name), bytes: written.bytes() }
}
