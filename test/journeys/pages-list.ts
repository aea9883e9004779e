// The pages of the agents' app that pages.test.ts looks at, each by its address. Not: what is looked for.
import type { Card } from '#core/case/card.ts'
import { pages } from '#web/set-up/pages.ts'

/** What the demo company holds: its cases, and the number of one that Karin works on. */
export type Demo = { readonly cards: readonly Card[]; readonly own: number }

export type Place = {
  readonly name: string
  /** that of a case is known only once the company is there */
  readonly path: string | ((demo: Demo) => string)
  /** keys that open what stands over the page */
  readonly keys?: readonly string[]
  readonly signedOut?: boolean
}

/** A company that lacks such a case fails the look at it, instead of there being one look less. */
const caseWith = (name: string, fits: (card: Card) => boolean): Place => ({
  name: `a case: ${name}`,
  path: ({ cards }) => {
    const card = cards.find(fits)
    if (!card) throw new Error(`The demo company has no case that is: ${name}.`)
    return `/c/${card.number}`
  },
})

const lists = [
  'mine',
  'unassigned',
  'offered',
  'news',
  'level/1',
  'level/2',
  'waiting',
  'followed',
  'stuck',
  'all',
]
const forms = {
  'the customer says': ['q'],
  'a step tried': ['t'],
  'a promise': ['p'],
  'a hand-off': ['e'],
  'a contact held': ['o'],
  'a wait': ['w'],
  'what fixed it': ['d'],
  'a note for the team': ['i'],
  'the palette': ['Control+k'],
  'the keys': ['?'],
}

export const places: readonly Place[] = [
  ...lists.map(list => ({ name: `the list ${list}`, path: `/q/${list}` })),
  { name: 'the filter of a list', path: '/q/all', keys: ['f'] },
  caseWith('waits in the queue', card => card.phase === 'open' && card.worker === null),
  caseWith('offered', card => card.offer !== null),
  caseWith('waits for the customer', card => card.wait?.turn === 'customer'),
  caseWith('solved', card => card.phase === 'solved'),
  caseWith('closed', card => card.phase === 'closed'),
  { name: 'a case: none', path: '/c/999999' },
  ...Object.entries(forms).map(([name, keys]) => ({
    name: `on a case: ${name}`,
    path: ({ own }: Demo) => `/c/${own}`,
    keys,
  })),
  { name: 'a new case', path: '/new' },
  { name: 'the search', path: '/s' },
  { name: 'the search with hits', path: '/s?q=router' },
  { name: 'the scripts', path: '/scripts' },
  { name: 'a script that is being written', path: '/scripts/wifi-slow' },
  { name: 'a version of a script', path: '/scripts/wifi-slow?version=1' },
  { name: 'a script: none', path: '/scripts/none' },
  { name: 'a script many have walked', path: '/scripts/line-down' },
  { name: 'the figures of a script', path: '/scripts/line-down/figures?against=1&sort=-skipped' },
  { name: 'the figures of a script: their meaning', path: '/scripts/line-down/figures', keys: ['d'] },
  { name: 'the figures of a script: nobody', path: '/scripts/line-down/figures?span=days&until=2020-01-01' },
  { name: 'the board', path: '/board' },
  { name: 'a report', path: '/reports?of=2026-W48' },
  { name: 'a report as tables', path: '/reports?of=2026-11&as=table&against=year' },
  { name: 'one measure of a report', path: '/reports?of=2026-11&m=level_1_share' },
  { name: 'a report of days', path: '/reports?of=2026-11-02..2026-11-05&scope=level:1' },
  { name: 'capacity', path: '/capacity' },
  { name: 'capacity as a table', path: '/capacity?as=table&scope=level:1' },
  { name: 'an hour of capacity', path: '/capacity?h=mon-9' },
  { name: 'what if', path: '/capacity/what-if?people=2:1,1:1:mon-fri:9-17&solved=5&arrivals=10' },
  { name: 'what if as a table', path: '/capacity/what-if?people=2:1&as=table' },
  { name: 'a report: none', path: '/reports?of=none' },
  { name: 'the shifts', path: '/shifts' },
  { name: 'the live line', path: '/live-line' },
  { name: 'handing over cases', path: '/hand-over' },
  { name: 'handing over cases of an absence', path: '/hand-over?reason=absence' },
  ...pages.map(({ id }) => ({ name: `the set-up: ${id}`, path: `/admin/${id}` })),
  { name: 'my notices', path: '/notices' },
  { name: 'the supplier cases', path: '/suppliers?v=silent&mine=yes' },
  { name: 'a supplier case: none', path: '/suppliers/999999' },
  { name: 'the figures of a supplier: none', path: '/suppliers/by/sup_none' },
  { name: 'what was given to our house', path: '/shared' },
  { name: 'what was given to our house: none', path: '/shared/999999' },
  { name: 'problems', path: '/problems' },
  { name: 'problems: of one view', path: '/problems?v=mine' },
  { name: 'problems: by their cause', path: '/problems?cause=device' },
  { name: 'a problem: none', path: '/problems/9' },
  { name: 'wishes for a lead', path: '/escalations' },
  { name: 'a wish for a lead: none', path: '/escalations/esc_none' },
  { name: 'the change requests', path: '/changes' },
  { name: 'a change request: none', path: '/changes/999999' },
  { name: 'the policies of the house', path: '/policies' },
  { name: 'a policy of the house: none', path: '/policies/999999' },
  ...['', '?v=figures'].map(v => ({ name: `given beyond what is owed${v}`, path: `/goodwill${v}` })),
  { name: 'the referrals', path: '/referrals' },
  { name: 'a question whether something may be told: none', path: '/may-tells/999999' },
  ...['returned', 'unclear', 'well', 'sample', 'words', 'conduct', 'given', 'goals', 'themes'].map(v => ({
    name: `what leads read: ${v}`,
    path: `/coach?v=${v}&days=90`,
  })),
  ...['thanks', 'year', 'mad'].map(v => ({ name: `thanks and the year: ${v}`, path: `/thanks?v=${v}` })),
  { name: 'what is checked again', path: '/verification' },
  { name: 'one’s own settings', path: '/me' },
  { name: 'who can help with a product', path: '/knowing' },
  { name: 'what one person knows', path: '/knowing?v=person' },
  { name: 'no such page', path: '/nowhere/at/all', signedOut: true },
  { name: 'the sign-in', path: '/sign-in', signedOut: true },
  { name: 'a screen on a wall that is void', path: `/wall/${'v'.repeat(43)}`, signedOut: true },
  { name: 'an invitation that is void', path: '/invitation/void', signedOut: true },
  { name: 'a set-up link that is void', path: '/set-up-link/void', signedOut: true },
]
