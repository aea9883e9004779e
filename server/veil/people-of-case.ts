// Who the people of a case are, as far as the desk knows: what is taken out of words for whoever is kept from
// them. Not: for whom (core/access/sight.ts), nor out of what (veil.ts).
import type { Identifiers } from '#core/access/mask.ts'
import type { Card } from '#core/case/card.ts'
import type { Recorded } from '#core/case/event.ts'
import { isPersonal } from '#core/case/known-elsewhere.ts'
import type { AgentId, CustomerId, TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import { secondMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

export type VeilShell = {
  readonly store: Pick<Shell['store'], 'read' | 'card' | 'cards'>
  readonly facts: Shell['facts']
  readonly now: Shell['now']
  readonly desk: {
    readonly customers: Pick<Shell['desk']['customers'], 'some' | 'one'>
    readonly organisations: Pick<Shell['desk']['organisations'], 'one'>
  }
}

export type PeopleOfCase = {
  /** the person's names, addresses and numbers; without what his organisation is called */
  readonly person: Identifiers
  /** names of his organisation and its places */
  readonly organisation: readonly string[]
  /** what was said of the person, each in words of its own */
  readonly personal: ReadonlySet<TextId>
  /** what customers wrote: it may be signed */
  readonly written: ReadonlySet<TextId>
  /** whole mails with what they quote, and the words of them that are shown instead */
  readonly whole: ReadonlyMap<TextId, TextId>
  /** what is not shared with partners, by who wrote it: his own house reads it */
  readonly inside: ReadonlyMap<TextId, AgentId | null>
  readonly ledger: Ledger | null
}

// The same case is shown again and again while somebody works on it.
const keptMs = 5 * secondMs
const keptMax = 300
type Kept = { readonly until: Instant; readonly people: Promise<PeopleOfCase> }
const kept = new Map<string, Kept>()

/** The people of a case as it stands; remembered for a few seconds. */
export function peopleOf(shell: VeilShell, card: Pick<Card, 'id' | 'seq' | 'customer' | 'organisation'>) {
  const now = shell.now()
  const key = `${card.id} ${card.seq}`
  const known = kept.get(key)
  if (known && known.until > now) return known.people
  const people = read(shell, card)
  if (kept.size >= keptMax) kept.clear()
  kept.set(key, { until: (now + keptMs) as Instant, people })
  people.catch(() => kept.delete(key))
  return people
}

async function read(
  { store, desk }: VeilShell,
  { id, customer, organisation }: Pick<Card, 'id' | 'customer' | 'organisation'>,
): Promise<PeopleOfCase> {
  const ledger = await store.read(id)
  const events = ledger?.events ?? []
  const said = textsOf(events)
  const customers = await desk.customers.some([...new Set([customer, ...customersIn(events)])])
  const firm = organisation && (await desk.organisations.one(organisation))
  const words = (texts: ReadonlySet<TextId>) => [...texts].flatMap(text => ledger?.texts.get(text) ?? [])
  const told = words(said.personal)
  const numbers = told.filter(one => /^[+\d\s().-]{5,}$/.test(one))
  return {
    person: {
      names: [...customers.map(one => one.name), ...told.filter(one => !numbers.includes(one))],
      phrases: [],
      emails: customers.flatMap(one => one.email ?? []),
      phones: [...customers.flatMap(one => one.phones), ...numbers],
    },
    organisation: [...(firm ? [firm.name, ...firm.domains] : []), ...sitesIn(events)],
    ...said,
    ledger,
  }
}

const customersIn = (events: readonly Recorded[]): CustomerId[] =>
  [...JSON.stringify(events).matchAll(/"(cus_[0-9a-z]+)"/g)].map(([, id]) => id as CustomerId)
const sitesIn = (events: readonly Recorded[]): string[] =>
  events.flatMap(one => (one.type === 'entitlement.decided' ? (one.site ?? []) : []))

/** Facts a partner reads whole, as the work needs them; the words of all others stay with us. */
const shared = new Set<Recorded['type']>([
  'case.opened',
  'case.solved',
  'case.reopened',
  'question.added',
  'question.answered',
  'question.declined',
  'message.received',
  'message.queued',
  'contact.held',
  'claim.made',
  'claim.judged',
  'step.tried',
  'wanted_fact.recorded',
  'reproduction.tried',
  'reproduction.struck',
  'hypothesis.raised',
  'hypothesis.ruled_out',
  'hypothesis.taken_up',
  'cause.found',
  'cause.withdrawn',
  'promise.made',
  'promise.moved',
  'promise.withdrawn',
  'hand_off.offered',
  'hand_off.accepted',
  'hand_off.returned',
  'hand_off.answered',
  'wait.started',
  'walk.answered',
  'walk.reused',
])

type Said = Pick<PeopleOfCase, 'personal' | 'written' | 'whole' | 'inside'>

function textsOf(events: readonly Recorded[]): Said {
  const [personal, written] = [new Set<TextId>(), new Set<TextId>()]
  const inside = new Map<TextId, AgentId | null>()
  const whole = new Map<TextId, TextId>()
  const add = (ref: TextRef | null | undefined) => ref && personal.add(ref.text)
  for (const event of events) {
    if (event.type === 'message.received') {
      written.add(event.text.text)
      if (event.full) whole.set(event.full.text, event.text.text)
      add(event.cc)
      add(event.checked?.details)
    } else if (event.type === 'message.echoed') {
      if (event.text) written.add(event.text.text)
    } else if (event.type === 'contact.held') {
      add(event.opening?.name)
      add(event.opening?.callBack)
    } else if (
      (event.type === 'walk.answered' ||
        event.type === 'walk.reused' ||
        event.type === 'wanted_fact.recorded') &&
      event.fact
    ) {
      if (isPersonal(event.fact)) add(event.text)
    }
    const author = event.by.kind === 'agent' ? event.by.id : null
    if (!isShared(event)) for (const text of refsIn(event)) inside.set(text, author)
  }
  return { personal, written, whole, inside }
}

/** A note is its team's own, unless whoever wrote it shares it. */
const isShared = (event: Recorded): boolean =>
  shared.has(event.type) || (event.type === 'note.added' && event.shared === true)

const refsIn = (event: Recorded): TextId[] =>
  [...JSON.stringify(event).matchAll(/"(txt_[0-9a-z]+)"/g)].map(([, id]) => id as TextId)
