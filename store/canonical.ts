// One JSON text for one value, so that a hash over it means something. Not: a parser, nor a clean-up of
// values.

// The names of fields as JSON: few, and met again with every fact.
const names = new Map<string, string>()
const namesMax = 1_000

function nameOf(key: string): string {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = `${JSON.stringify(key)}:`
  if (names.size < namesMax) names.set(key, name)
  return name
}

/** The canonical JSON text of a value: keys sorted, no white space, absent (`undefined`) fields left out. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(canonical).join(',')}]`
  let text = '{'
  for (const key of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[key]
    if (field === undefined) continue
    const one = nameOf(key) + canonical(field)
    text += text === '{' ? one : `,${one}`
  }
  return `${text}}`
}
