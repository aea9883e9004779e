// Plays one case for seeding: wishes decided by the core at given instants, and in the end the whole case as
// the bulk load takes it. Not: which wishes (seed.ts, the benchmark).
import { card as cardAfter, type Card } from '#core/case/card.ts'
import { type Command, decide, evolve } from '#core/case/case.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import type { Event } from '#core/case/event.ts'
import { ringOf } from '#core/case/ring.ts'
import { type Case, unopened } from '#core/case/state.ts'
import type { NewId, TextId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { FinishedCase } from '#store/bulk.ts'

export type Play = { at: number; state: Case; events: Event[] }
type Setting = { readonly facts: DeskFacts; readonly newId: NewId }
type Played = { readonly by: Actor; readonly at: number; readonly command: Command }

export const newPlay = (at: number): Play => ({ at, state: unopened, events: [] })

/** Records a wish with what follows from it; false: it was refused, and nothing is. */
export function playOn({ facts, newId }: Setting, play: Play, { by, at, command }: Played): boolean {
  const setting = { now: instant(at), newId, desk: facts }
  const outcome = decide(play.state, command, by, setting)
  if (isRefusal(outcome)) return false
  play.at = at
  record(play, outcome)
  record(play, nextWord(play.state, outcome, setting))
  return true
}

function record(play: Play, events: readonly Event[]): void {
  for (const event of events) play.state = evolve(play.state, event)
  play.events.push(...events)
}

const clock: Actor = { kind: 'system', part: 'clock' }
/** No case has so much behind it; one that says so is left to the desk. */
const ringsMax = 100

/** Lets the clock say what fell due before an instant: a case that lived through it has nothing overdue. */
export function rungUntil(setting: Setting, play: Play, now: number): void {
  for (let rings = 0; rings < ringsMax; rings++) {
    const at = ringOf(play.state, setting.facts)
    if (at === null || at >= now) return
    playOn(setting, play, { by: clock, at: Math.max(at, play.at), command: { type: 'clock.ring' } })
  }
}

/** The case with its card, search words and next ring. */
export function finishedCase(
  { facts, newId }: Setting,
  play: Play,
  texts: FinishedCase['texts'],
  customerName: string,
): FinishedCase {
  const caseId = newId('cas')
  const byId = new Map<TextId, string>(texts.map(text => [text.id, text.words]))
  const words = {
    text: ({ text }: { text: TextId }) => byId.get(text) ?? null,
    customerName,
    organisationName: null,
  }
  let state: Case = unopened
  let card: Card | null = null
  for (const event of play.events) {
    state = evolve(state, event)
    if (state.phase !== 'unopened') card = cardAfter(card, caseId, state, event, words)
  }
  if (!card) throw new Error('a seeded case was not opened')
  const search = [customerName, ...texts.map(text => text.words)].join('\n')
  return { caseId, events: play.events, texts, card, search, ring: { at: ringOf(state, facts) } }
}
