// The heart of the shell: ledger read, folded, asked for the right, decided, appended. Every door goes
// through here.
import { may } from '#core/access/may.ts'
import { type Card, type CardStep, cardAfter } from '#core/case/card.ts'
import { decide, evolve } from '#core/case/case.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import type { Event } from '#core/case/event.ts'
import { ringOf } from '#core/case/ring.ts'
import { type Case, unopened } from '#core/case/state.ts'
import { unseenBy } from '#core/case/unseen.ts'
import type { NewId, TextId } from '#core/kit/id.ts'
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import type { Instant } from '#core/kit/time.ts'
import { tellsOfWalks, walksTold } from '#core/measure/walk-told.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { There } from '#core/people/who-rings.ts'
import type { Deed, Handled, Names } from '#server/deed.ts'
import { effectsOf } from '#server/effects.ts'
import type { Folds } from '#server/folds.ts'
import type { Append, Appended, Ledger, Store } from '#store/store.ts'

/** What handling needs of the world; passed in, so that tests and the simulator can turn the clock. */
export type World = {
  readonly store: Store
  readonly now: () => Instant
  readonly newId: NewId
  readonly facts: () => DeskFacts
  /** who can be rung now; left out, the desk's settings decide alone */
  readonly there?: () => There
  /** what was folded before; left out, each deed folds the whole ledger */
  readonly folds?: Folds
}

/**
 * How cases go: the functions that decide what a deed becomes. An argument, so that the simulator can
 * prove by broken ones that it would notice.
 */
export type CaseRules = {
  readonly may: typeof may
  readonly decide: typeof decide
  readonly evolve: typeof evolve
  readonly cardAfter: typeof cardAfter
  readonly nextRing: typeof ringOf
  readonly effectsOf: typeof effectsOf
}
export const caseRules: CaseRules = { may, decide, evolve, cardAfter, nextRing: ringOf, effectsOf }

const attemptsMax = 5
/** More of one message is kept, but not searched. */
const searchedLettersMax = 100_000
const itself: Actor = { kind: 'system', part: 'desk' }

/**
 * Records what a deed wishes, or says why not.
 * A case somebody else wrote to meanwhile is read and decided again, five times; then the deed is refused as
 * changed.
 */
export async function handle(world: World, deed: Deed, rules: CaseRules = caseRules): Promise<Handled> {
  for (let attempt = 1; ; attempt++) {
    const found = isNew(deed) ? null : await world.store.read(deed.caseId)
    if (!found && !isNew(deed)) return { outcome: 'refused', refusal: refuse('case.not_found') }
    const decided = decideAll(world, deed, found, rules)
    if ('outcome' in decided) {
      if (decided.outcome === 'nothing') await ringLater(world, deed, found, rules)
      return decided
    }
    const appended = await append(world, deed, found, decided, rules)
    if (appended.outcome === 'appended') keepCase(world, deed, decided, appended.seq, rules)
    if (appended.outcome !== 'stale') return answer(deed, decided.events, appended)
    if (isNew(deed) || attempt === attemptsMax) return { outcome: 'refused', refusal: refuse('case.changed') }
  }
}

const isNew = (deed: Deed): boolean => deed.commands[0]?.type === 'case.open'

/** The new facts, and the case after each of them. */
type Decided = { readonly events: readonly Event[]; readonly states: readonly Case[] }

function decideAll(world: World, deed: Deed, found: Ledger | null, rules: CaseRules): Decided | Handled {
  const { may, decide, evolve } = rules
  const before = found ? caseOf(world, found, evolve) : unopened
  const seq = found?.events.length ?? 0
  if (deed.ifSeq !== undefined && deed.ifSeq !== seq) return { outcome: 'precondition', seq }
  const unseen = found && deed.seenSeq !== undefined ? unseenBy(found.events, deed.by, deed.seenSeq) : []
  if (unseen.length > 0) return refused(refuse('message.unseen_entry', { entries: unseen.join(',') }))
  const desk = world.facts()
  const setting = {
    ...{ now: deed.at ?? world.now(), newId: world.newId, desk },
    ...(world.there && { there: world.there() }),
  }
  let after = before
  const events: Event[] = []
  const states: Case[] = []
  const byDesk = (deed.deskCommands ?? []).map(command => ({ command, by: itself }))
  for (const { command, by } of [...deed.commands.map(command => ({ command, by: deed.by })), ...byDesk]) {
    const right = may(by, command.type, after, desk)
    if (right !== true) return refused(right)
    const outcome = decide(after, command, by, setting)
    if (isRefusal(outcome)) return refused(outcome)
    for (const event of outcome) {
      after = evolve(after, event)
      events.push(event)
      states.push(after)
    }
  }
  for (const event of nextWord(after, events, setting)) {
    after = evolve(after, event)
    events.push(event)
    states.push(after)
  }
  if (events.length > 0) return { events, states }
  return {
    outcome: 'nothing',
    caseId: deed.caseId,
    number: found?.number ?? 0,
    seq,
    ids: deed.ids ?? {},
  }
}

/**
 * The clock looked and had nothing to say: what falls due by the desk's settings, or by somebody's hours,
 * falls due later since they were changed. It looks again then.
 */
async function ringLater(world: World, deed: Deed, found: Ledger | null, rules: CaseRules): Promise<void> {
  if (!found || deed.commands[0]?.type !== 'clock.ring') return
  const at = rules.nextRing(caseOf(world, found, rules.evolve), world.facts())
  if (at !== null && at <= (deed.at ?? world.now())) return
  await world.store.moveRing(deed.caseId, found.events.length, { at })
}

const caseOf = ({ folds }: World, ledger: Ledger, evolve: CaseRules['evolve']): Case =>
  folds ? folds.of(ledger, evolve) : ledger.events.reduce<Case>(evolve, unopened)

function keepCase(
  { folds }: World,
  { caseId }: Deed,
  { events, states }: Decided,
  seq: number,
  { evolve }: CaseRules,
): void {
  const [event, state] = [events.at(-1), states.at(-1)]
  if (folds && event && state) folds.became(caseId, { seq, type: event.type, at: event.at }, state, evolve)
}

const refused = (refusal: Refusal): Handled => ({ outcome: 'refused', refusal })

async function append(
  world: World,
  deed: Deed,
  found: Ledger | null,
  decided: Decided,
  { cardAfter, effectsOf, nextRing }: CaseRules,
): Promise<Appended> {
  const names = deed.names ?? namesOf(found?.card)
  const words = { ...names, text: textOf(deed, found) }
  const card = cardAfter(found?.card ?? null, deed.caseId, stepsOf(decided), words)
  if (!card) throw new Error(`facts without a card for ${deed.caseId}`)
  const { effects, cancelled } = effectsOf(deed.caseId, decided.events)
  const after = found?.events.length ?? 0
  return world.store.append({
    caseId: deed.caseId,
    expectedSeq: after,
    erasures: found?.erasures ?? 0,
    events: decided.events,
    texts: deed.texts,
    blobs: deed.blobs ?? [],
    effects,
    cancelled,
    card,
    search: searchText(deed, names, found),
    ring: { at: nextRing(decided.states.at(-1)!, world.facts()) },
    ...walksAfter(found, decided),
    ...(deed.key && {
      answered: { ...deed.key, answer: { caseId: deed.caseId, after, seq: card.seq, ids: deed.ids ?? {} } },
    }),
    ...(deed.intakeKey && { intakeKey: deed.intakeKey }),
    ...(deed.unlessMerged && { unlessMerged: deed.unlessMerged }),
  })
}

/** What the walks of a case tell from now on; nothing where these facts are of none. */
function walksAfter(found: Ledger | null, { events, states }: Decided): Pick<Append, 'walks'> {
  const state = states.at(-1)
  const hasNone = !state || state.phase === 'unopened' || Object.keys(state.walks).length === 0
  return hasNone || !tellsOfWalks(events) ? {} : { walks: walksTold(events, found?.events) }
}

/** The texts of a case with those a deed brings. */
function textOf({ texts }: Deed, found: Ledger | null): (ref: { text: TextId }) => string | null {
  const fresh = texts.length === 0 ? null : new Map(texts.map(one => [one.id, one.words]))
  return ({ text }) => fresh?.get(text) ?? found?.texts.get(text) ?? null
}

function stepsOf({ events, states }: Decided): CardStep[] {
  const steps: CardStep[] = []
  for (let i = 0; i < events.length; i++) {
    const state = states[i]!
    if (state.phase !== 'unopened') steps.push({ state, event: events[i]! })
  }
  return steps
}

const namesOf = (card: Card | undefined): Names => ({
  customerName: card?.customerName ?? '',
  organisationName: card?.organisationName ?? null,
})

/** What this deed adds to the words a case is found by. */
function searchText(deed: Deed, names: Names, found: Ledger | null): string {
  const words = deed.texts.map(text => text.words)
  const all = found ? words : [names.customerName, names.organisationName ?? '', ...words]
  return all.join('\n').slice(0, searchedLettersMax)
}

function answer(
  deed: Deed,
  events: readonly Event[],
  appended: Exclude<Appended, { outcome: 'stale' }>,
): Handled {
  switch (appended.outcome) {
    case 'appended': {
      const { number, seq, position } = appended
      return { outcome: 'done', caseId: deed.caseId, number, seq, position, events, ids: deed.ids ?? {} }
    }
    case 'repeated':
      return {
        outcome: 'repeated',
        answer: appended.answer as Extract<Handled, { outcome: 'repeated' }>['answer'],
      }
    default:
      return appended
  }
}
