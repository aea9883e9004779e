// What a contact finds written when he passes on what came of a problem.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { Recorded } from '#core/case/event.ts'
import type { Untold } from '#core/case/state.ts'
import { instant } from '#core/kit/time.ts'
import type { Say } from '#words/say.ts'
import { preparedNews } from './prepared-news.ts'

const desk = { kind: 'system', part: 'desk' } as const
const ref = (text: string) => ({ text: `txt_${text}`, mac: '' }) as const
const told = (news: MatterNews, at: number): Recorded =>
  ({ type: 'matter.told', matter: 'prb_a', fact: at, news, at: instant(at), by: desk, seq: at }) as Recorded
const untold = (at: number, text: string | null, more: Partial<Untold> = {}): Untold => ({
  ...{ what: 'matter', about: 'prb_a', tell: text === null ? null : ref(text), at: instant(at), by: desk },
  ...{ dueAt: instant(at), late: false, ...more },
})
const theirs: Say = (key, values) => `${key}: ${values?.text ?? ''}`
const view = (ledger: readonly Recorded[], wordings: Record<string, string> = {}) => ({
  ...{ ledger, say: theirs, who: () => ({ name: 'Bo', me: false }), customerFirst: 'Anna' },
  text: (one: { text: string } | null | undefined) => one?.text.slice(4) ?? '',
  data: { matters: [{ id: 'prb_a', wordings }] } as never,
  state: {
    customer: 'cus_anna',
    brought: [
      { from: 'cas_b', customer: 'cus_anna' },
      { from: 'cas_c', customer: 'cus_eva' },
    ],
  } as never,
})

test('each news begins in his language, with the words of whoever found it out', () => {
  const ledger = [told('cause', 1), told('workaround', 2)]
  const news = [untold(1, 'a leak'), untold(2, 'restart')]
  assert.equal(
    preparedNews(view(ledger), news, theirs),
    'matter.letter_cause: a leak\n\nmatter.letter_workaround: restart',
  )
})

test('a ready wording in his language goes before; a wordless one says what happened', () => {
  const wordings = { fixed: 'Ist behoben.' }
  assert.equal(
    preparedNews(view([told('fixed', 1)], wordings), [untold(1, 'patched')], theirs),
    'Ist behoben.',
  )
  assert.equal(preparedNews(view([told('fixed', 1)]), [untold(1, null)], theirs), 'matter.letter_fixed:')
})

test('once it is fixed, how one got around it is told no more; other news stays', () => {
  const ledger = [told('workaround', 1), told('fixed', 2), told('supplier_answered', 3)]
  const note = untold(4, 'the visit is booked', { what: 'note', about: 'not_a' })
  const all = [untold(1, 'restart'), untold(2, 'patched'), note]
  assert.equal(preparedNews(view(ledger), all, theirs), 'matter.letter_fixed: patched\n\nthe visit is booked')
  const supplier = preparedNews(view(ledger), [untold(3, 'next week')], theirs)
  assert.equal(supplier, 'next week', 'what only the supplier said stands as it is')
})

test('what a merged case had for him is told, and what it had for somebody else is not put into his letter', () => {
  const note = { what: 'note', about: 'not_a' } as const
  const news = [
    untold(1, 'swapped', { ...note, from: 'cas_b' }),
    untold(2, 'hers', { ...note, from: 'cas_c' }),
  ]
  assert.equal(preparedNews(view([]), news, theirs), 'swapped')
})
