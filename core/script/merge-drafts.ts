// Two people change one draft at once: their work put together, step by step and sentence by sentence, and
// what
// both changed told apart. Drafts are forms, which may be unfinished. Not: what is wrong with one.
import { isFields } from '#core/kit/fields.ts'

/** Whatever JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Both changed the same. The merged draft has `theirs`, which was saved first; `mine` is not lost. */
export type Clash = {
  /** where, from the outside in; a step by its name: `steps.dsl-light.why.sv` */
  readonly path: string
  /** null: taken away */
  readonly mine: Json
  readonly theirs: Json
}

export type Merged = { readonly draft: Json; readonly clashes: readonly Clash[] }

/**
 * Puts two drafts together that were made of the same one.
 * @param base what both began with
 * @param mine what is to be saved now
 * @param theirs what was saved meanwhile
 */
export function mergeDrafts(base: Json, mine: Json, theirs: Json): Merged {
  const clashes: Clash[] = []
  // Where something stands on either side, something is left.
  const draft = merged({ base, mine, theirs }, '', clashes) as Json
  return { draft, clashes }
}

/** One place in the three of them; undefined: it is not there. */
type Three = {
  readonly base: Json | undefined
  readonly mine: Json | undefined
  readonly theirs: Json | undefined
}

function merged(three: Three, path: string, clashes: Clash[]): Json | undefined {
  const { base, mine, theirs } = three
  if (isSame(mine, theirs) || isSame(base, mine)) return theirs
  if (isSame(base, theirs)) return mine
  const named = { base: byName(base), mine: byName(mine), theirs: byName(theirs) }
  if (named.mine && named.theirs) return list(named.base, named.mine, named.theirs, path, clashes)
  if (isFields(mine) && isFields(theirs))
    return fields(isFields(base) ? base : {}, mine, theirs, path, clashes)
  clashes.push({ path, mine: mine ?? null, theirs: theirs ?? null })
  // Whoever took away what somebody else still works on is asked again.
  return theirs ?? mine
}

type Fields = { readonly [key: string]: Json }

function fields(base: Fields, mine: Fields, theirs: Fields, path: string, clashes: Clash[]): Fields {
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)])
  // From entries: a key may be called __proto__, and is then a key.
  return Object.fromEntries(
    [...keys].flatMap(key => {
      const three = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) }
      const one = merged(three, below(path, key), clashes)
      return one === undefined ? [] : [[key, one]]
    }),
  )
}

type Named = ReadonlyMap<string, Json>

/**
 * Items with names, whatever their places: in their order, mine that are new after the one they stood after.
 */
function list(base: Named | null, mine: Named, theirs: Named, path: string, clashes: Clash[]): Json[] {
  const names = order([...(base?.keys() ?? [])], [...mine.keys()], [...theirs.keys()])
  return names.flatMap(name => {
    const three = { base: base?.get(name), mine: mine.get(name), theirs: theirs.get(name) }
    const one = merged(three, below(path, name), clashes)
    return one === undefined ? [] : [one]
  })
}

/**
 * Whoever moved something decides; where both did, theirs. What only the other has stands after its
 * neighbour.
 */
function order(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const isKnown = (name: string) => base.includes(name)
  const haveMoved = (names: readonly string[]) => {
    const left = names.filter(isKnown)
    return left.join('\n') !== base.filter(name => left.includes(name)).join('\n')
  }
  const [first, second] = haveMoved(mine) && !haveMoved(theirs) ? [mine, theirs] : [theirs, mine]
  const names = [...first]
  second.forEach((name, i) => {
    if (names.includes(name)) return
    const neighbour = second.slice(0, i).findLast(one => names.includes(one))
    names.splice(neighbour === undefined ? 0 : names.indexOf(neighbour) + 1, 0, name)
  })
  return names
}

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

const own = (from: Fields, key: string): Json | undefined =>
  Object.hasOwn(from, key) ? from[key] : undefined

/** The items of a list by their names; null: it is no list of items each of which has a name of its own. */
function byName(one: Json | undefined): Named | null {
  if (!Array.isArray(one)) return null
  const found = new Map<string, Json>()
  for (const item of one as readonly Json[]) {
    const name = isFields(item) ? own(item, 'name') : undefined
    if (typeof name !== 'string' || found.has(name)) return null
    found.set(name, item)
  }
  return found
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, i) => isSame(item, other[i]))
  if (!isFields(one) || !isFields(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  )
}
