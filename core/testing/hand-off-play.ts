// Hand-offs as the tests of the core play them: an offer, what becomes of it, and the desk with other people.
// Not product code: nothing outside tests imports it.
import assert from 'node:assert/strict'
import type { Command } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { agentId, by, desk, taken, teamId, text, type Wished } from '#core/testing/world.ts'

export const summary = { problem: text('evenings'), claims: [], steps: [], promise: null }
type Offer = Extract<Command, { type: 'hand_off.offer' }>
export const offer = (more: Partial<Offer> = {}): Offer => ({
  type: 'hand_off.offer',
  handOff: 'hnd_a',
  team: teamId(2),
  question: text('test the line'),
  summary: { ...summary, noSteps: 'nothing_to_try' },
  ...more,
})
export const ring: Command = { type: 'clock.ring' }
export const accept = (readBack?: string): Command => ({
  type: 'hand_off.accept',
  handOff: 'hnd_a',
  ...(readBack !== undefined && { readBack: text(readBack) }),
})
export type Return = Extract<Command, { type: 'hand_off.return' }>
export const back = (reason: Return['reason'], more: Partial<Return> = {}): Return => ({
  type: 'hand_off.return',
  handOff: 'hnd_a',
  reason,
  nextAct: text('do this'),
  ...more,
})
export const offered: readonly Wished[] = [...taken, [3, by('bo'), offer()]]
export const named: readonly Wished[] = [...taken, [3, by('bo'), offer({ agent: agentId('marta') })]]
export const accepted: readonly Wished[] = [...offered, [5, by('marta'), accept('the line')]]
export const deskWith = (
  changes: Readonly<Record<string, Partial<AgentFacts>>>,
  more: Partial<DeskFacts> = {},
): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.entries(desk.agents).map(([id, one]) => [id, { ...one, ...changes[one.name] }]),
  ),
  ...more,
})
export const first = ({ state }: { state: object }): HandOffState => (state as OpenedCase).handOffs.hnd_a!
export const entryOf = (events: readonly object[]) => {
  const entry = timeline(events.map((event, i) => ({ ...event, seq: i + 1 }) as Recorded)).find(
    one => one.kind === 'hand_off',
  )
  assert.ok(entry?.kind === 'hand_off')
  return entry
}
