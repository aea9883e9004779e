// A script as a file somebody reads and mends: YAML or JSON, its keys in the order in which one writes them.
// Not: reading one (read-script.ts).
import { stringify } from 'yaml'
import { languages } from '#core/people/language.ts'

/** As docs/scripts.md writes them; the database keeps no order. */
const order = [
  ...['slug', 'languages', 'name', 'ask', 'do', 'check', 'tell', 'script', 'end', 'of', 'title', 'says'],
  ...[
    'why',
    'say',
    'expect',
    'words',
    'safety',
    'file',
    'alt',
    'picture',
    'choices',
    'number',
    'date',
    'text',
  ],
  ...['photo', 'serial', 'fixed', 'question', 'toLevel', 'team', 'article', 'start', 'when', 'least', 'most'],
  ...['unit', 'spent', 'next', 'worked', 'failed', 'solved', 'unsolved', 'to', 'otherwise', 'tries', 'fact'],
  ...['holdsMinutes', 'seconds', 'minutes', 'level', 'group', 'steps', ...languages],
]
const rank = new Map(order.map((key, index) => [key, index]))

/** The same form with its keys in our order; those we do not know come last. */
export function inOrder(form: unknown): unknown {
  if (Array.isArray(form)) return form.map(inOrder)
  if (typeof form !== 'object' || form === null) return form
  const place = ([key]: [string, unknown]) => rank.get(key) ?? order.length
  const sorted = Object.entries(form).sort((one, other) => place(one) - place(other))
  return Object.fromEntries(sorted.map(([key, inner]) => [key, inOrder(inner)]))
}

export type ScriptFileKind = 'yaml' | 'json'

/** The form as the text of a file. */
export const writeScript = (form: unknown, as: ScriptFileKind): string =>
  as === 'json'
    ? `${JSON.stringify(inOrder(form), null, 2)}\n`
    : stringify(inOrder(form), { lineWidth: 110, aliasDuplicateObjects: false })
