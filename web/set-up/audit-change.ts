// A line of the audit as fields with what they were and are. Not: the page.

export type Field = { readonly field: string; readonly was: string | null; readonly is: string | null }
type State = Readonly<Record<string, unknown>> | null

const lengthMax = 160
/** Facts that say nothing to a person who reads what was changed. */
const silent = new Set(['id', 'version', 'createdAt', 'passwordPhc'])

const text = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  const said = typeof value === 'string' ? value : JSON.stringify(value)
  return said.length > lengthMax ? `${said.slice(0, lengthMax - 1)}…` : said
}

/** The fields of a change in their order; those that are empty before and after are left out. */
export function shownChange({ before, after }: { before: State; after: State }): Field[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .filter(name => !silent.has(name))
    .map(field => ({ field, was: text(before?.[field]), is: text(after?.[field]) }))
    .filter(one => one.was !== one.is)
}
