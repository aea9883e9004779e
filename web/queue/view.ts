// A view of the queue as its address says it: which list, which filters, in what order. Not: the rows
// (rows.ts).
import { channels, kinds, severities } from '#core/case/event.ts'
import { languages } from '#core/people/language.ts'

export const sorts = ['clock', 'newest', 'age'] as const
export type Sort = (typeof sorts)[number]
export type Density = 'comfortable' | 'compact'

/** Filters by name; each holds one value. */
export const filterNames = [
  'level',
  'team',
  'worker',
  'severity',
  'kind',
  'channel',
  'language',
  'phase',
  'late',
  'waiting',
] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Readonly<Partial<Record<FilterName, string>>>

/**
 * A list: `mine`, `unassigned`, `offered`, `news`, `waiting`, `followed`, `stuck`, `all`, `level/2` or
 * `team/tea_…`, as it stands after /q/.
 */
export type View = { readonly list: string; readonly filters: Filters; readonly sort: Sort }

const fixed = ['mine', 'unassigned', 'offered', 'news', 'waiting', 'followed', 'stuck', 'all']
const isList = (list: string): boolean =>
  fixed.includes(list) || /^(level\/[123]|team\/tea_[0-9a-z]+)$/.test(list)

const known: Partial<Record<FilterName, readonly string[]>> = {
  level: ['1', '2', '3'],
  severity: severities.map(String),
  kind: kinds,
  channel: channels,
  language: languages,
  phase: ['open', 'solved', 'closed'],
  late: ['1'],
  waiting: ['0', '1'],
}

/** Whether a value may stand for a filter; teams and workers are ids, everything else is a known word. */
const isValue = (name: FilterName, value: string): boolean =>
  known[name]?.includes(value) ?? /^(tea|agt)_[0-9a-z]+$/.test(value)

/**
 * Reads a view out of an address.
 * @param splat what stands after `/q/`; an unknown list reads as `mine`
 * @param search the query string with or without its question mark; unknown filters are left out
 */
export function viewOf(splat: string, search: string): View {
  const list = splat.replace(/\/+$/, '')
  const query = new URLSearchParams(search)
  const filters: Partial<Record<FilterName, string>> = {}
  for (const part of (query.get('f') ?? '').split(/[+ ]/)) {
    const [name, value] = part.split(':') as [FilterName, string | undefined]
    const wished = value ?? '1'
    if (filterNames.includes(name) && isValue(name, wished)) filters[name] = wished
  }
  const sort = sorts.find(one => one === query.get('sort')) ?? 'clock'
  return { list: isList(list) ? list : 'mine', filters, sort }
}

/** The query of a view's address, so that every view is a link; what is usual is left out. */
export function searchOf(view: View): { f?: string; sort?: string } {
  const parts = filterNames.flatMap(name => {
    const value = view.filters[name]
    if (value === undefined) return []
    return value === '1' && name === 'late' ? [name] : [`${name}:${value}`]
  })
  return {
    ...(parts.length > 0 && { f: parts.join(' ') }),
    ...(view.sort !== 'clock' && { sort: view.sort }),
  }
}

/** The same view with a filter set, or taken off with null. */
export function withFilter(view: View, name: FilterName, value: string | null): View {
  const { [name]: _old, ...rest } = view.filters
  return { ...view, filters: value === null ? rest : { ...rest, [name]: value } }
}

const asked: readonly FilterName[] = ['level', 'team', 'worker', 'severity', 'phase', 'late', 'waiting']
const flags: readonly FilterName[] = ['late', 'waiting']

/** The question for the server: `{ view: 'level:2', sort: 'clock', late: 'true' }`. */
export function questionOf(view: View): Record<string, string> {
  // What is to be passed on goes by when it is to be told.
  const sort = view.list === 'news' && view.sort === 'clock' ? 'told' : view.sort
  const question: Record<string, string> = { view: view.list.replace('/', ':'), sort }
  for (const name of asked) {
    const value = view.filters[name]
    if (value !== undefined) question[name] = flags.includes(name) ? String(value === '1') : value
  }
  return question
}
