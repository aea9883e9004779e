// The pages of the set-up: their names, their order, and who sees them. Not: what stands on them.
import { maySetUp, type SetUpThing } from '#core/access/set-up.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'

export const pages = [
  { id: 'people', part: 'work', thing: 'rights' },
  { id: 'levels', part: 'work', thing: 'levels' },
  { id: 'products', part: 'work', thing: 'products' },
  { id: 'routing', part: 'work', thing: 'routing' },
  { id: 'wanted', part: 'work', thing: 'wanted' },
  { id: 'calendars', part: 'work', thing: 'calendars' },
  { id: 'policies', part: 'work', thing: 'policies' },
  { id: 'contracts', part: 'work', thing: 'contracts' },
  { id: 'waivers', part: 'work', thing: 'waiver_report' },
  { id: 'goodwill', part: 'work', thing: 'goodwill_figures' },
  { id: 'costs', part: 'work', thing: 'costs' },
  { id: 'suppliers', part: 'work', thing: 'suppliers' },
  { id: 'outages', part: 'work', thing: 'outages' },
  { id: 'articles', part: 'work', thing: 'articles' },
  { id: 'replies', part: 'words', thing: 'desk_replies' },
  { id: 'mail-senders', part: 'words', thing: 'mail_words' },
  { id: 'mail-templates', part: 'words', thing: 'mail_words' },
  { id: 'notes', part: 'words', thing: 'notes' },
  { id: 'desk', part: 'house', thing: 'desk' },
  { id: 'addresses', part: 'house', thing: 'addresses' },
  { id: 'senders', part: 'house', thing: 'desk' },
  { id: 'system-mail', part: 'house', thing: 'system_mail' },
  { id: 'unreadable-mail', part: 'house', thing: 'unreadable_mail' },
  { id: 'mailboxes', part: 'house', thing: 'mailboxes' },
  { id: 'trackers', part: 'house', thing: 'trackers' },
  { id: 'tokens', part: 'house', thing: 'tokens' },
  { id: 'walls', part: 'house', thing: 'walls' },
  { id: 'outbox', part: 'house', thing: 'outbox' },
  { id: 'signing', part: 'house', thing: 'signing' },
  { id: 'suppressions', part: 'house', thing: 'suppressions' },
  { id: 'quarantine', part: 'house', thing: 'quarantine' },
  { id: 'audit', part: 'house', thing: 'audit' },
  { id: 'health', part: 'house', thing: 'health' },
] as const satisfies readonly { id: string; part: string; thing: SetUpThing }[]

export type Page = (typeof pages)[number]
export type PageId = Page['id']
export const parts = ['work', 'words', 'house'] as const

type Who = Pick<AgentFacts, 'roles' | 'active'>

/** The pages this person sees, in their order. */
export const pagesFor = (who: Who): readonly Page[] => pages.filter(page => maySetUp(who, page.thing, 'read'))

/** The page an address means; the first thing to look at is what is unset or broken. */
export function pageOf(splat: string, who: Who): PageId | 'denied' | null {
  const seen = pagesFor(who)
  const id = splat.split('/')[0] ?? ''
  if (id === '') return seen.find(page => page.id === 'health')?.id ?? seen[0]?.id ?? 'denied'
  const page = pages.find(one => one.id === id)
  if (!page) return null
  return seen.includes(page) ? page.id : 'denied'
}
