// One JSON text for one value, so that a hash over it means something. Not: a parser, nor a clean-up of
// values.

/** The canonical JSON text of a value: keys sorted, no white space, absent (`undefined`) fields left out. */
export function canonical(value: unknown): string {
  const inOrder = ordered(value)
  return inOrder === unordered ? spelled(value) : (JSON.stringify(inOrder) ?? 'null')
}

/** The same of an object without some of its fields. */
export function canonicalWithout(value: object, left: readonly string[]): string {
  const inOrder = fieldsInOrder(value, left)
  if (inOrder !== unordered) return JSON.stringify(inOrder)
  return spelled(Object.fromEntries(Object.entries(value).filter(([key]) => !left.includes(key))))
}

const unordered = Symbol('a table that cannot be put in order')
// An object tells names like numbers first, whatever was made first, and takes these two for something else.
const isStubborn = (key: string): boolean =>
  (key >= '0' && key < ':') || key === '__proto__' || key === 'toJSON'

/**
 * The same value with its fields made anew in the order of their names, in which JSON tells them: that costs
 * less than to put the text together here.
 */
function ordered(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map(ordered)
    return items.includes(unordered) ? unordered : items
  }
  return fieldsInOrder(value, nothing)
}

const nothing: readonly string[] = []

function fieldsInOrder(value: object, left: readonly string[]): unknown {
  const fields: Record<string, unknown> = {}
  for (const key of sortedKeys(value)) {
    const field = (value as Record<string, unknown>)[key]
    if (field === undefined || left.includes(key)) continue
    const inOrder = isStubborn(key) ? unordered : ordered(field)
    if (inOrder === unordered) return unordered
    fields[key] = inOrder
  }
  return fields
}

/** A field at a time: for values whose fields cannot be put in order. */
function spelled(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(spelled).join(',')}]`
  const fields: string[] = []
  for (const key of sortedKeys(value)) {
    const field = (value as Record<string, unknown>)[key]
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${spelled(field)}`)
  }
  return `{${fields.join(',')}}`
}

// Most facts have few fields: these are put in order in their place, without the room a sort of many takes.
const fewMax = 16

function sortedKeys(value: object): string[] {
  const keys = Object.keys(value)
  if (keys.length > fewMax) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!
    let at = i
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!
    keys[at] = key
  }
  return keys
}
