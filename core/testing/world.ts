// A small desk and the words given / when / then for tests of the core. Not product code: nothing outside
// tests imports it.
import assert from 'node:assert/strict'
import type { Command } from '#core/case/case.ts'
import { decide, fold } from '#core/case/case.ts'
import type { Setting } from '#core/case/deed/deed.ts'
import type { Event, EventType, Severity } from '#core/case/event.ts'
import type { Impact } from '#core/case/impact.ts'
import type { Case } from '#core/case/state.ts'
import { firstRules } from '#core/goodwill/rules.ts'
import type { AgentId, CaseId, CustomerId, NewId, Prefix, TeamId } from '#core/kit/id.ts'
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import {
  type AgentFacts,
  type DeskFacts,
  defaultDesk,
  type Role,
  type TeamFacts,
} from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { WantedFact, WantedList } from '#core/wanted/wanted-list.ts'

export const t0: Instant = instant(Date.UTC(2026, 10, 19, 9, 0))
export const at = (minutes: number): Instant => instant(t0 + minutes * 60_000)

const agent = (
  id: string,
  levels: HouseLevel[],
  roles: Role[] = ['agent'],
  more: Partial<AgentFacts> = {},
): AgentFacts => ({
  id: `agt_${id}`,
  name: id,
  roles,
  levels,
  teams: levels.map(level => `tea_${level}` as TeamId),
  active: true,
  absent: false,
  ...more,
})
const team = (level: HouseLevel, id = `${level}`): TeamFacts => ({
  id: `tea_${id}`,
  name: `Team ${id}`,
  level,
  setting: {},
  active: true,
})

/** A wanted fact that takes any words. */
export const wantedFact = (name: string, more: Partial<WantedFact> = {}): WantedFact => ({
  name,
  words: { en: name },
  ask: { en: `Which ${name}?` },
  choices: [],
  required: false,
  ...more,
})

const agents = [
  agent('bo', [1]),
  agent('chiara', [1]),
  agent('marta', [2]),
  agent('ivan', [2]),
  agent('jordi', [3]),
  agent('karin', [1, 2], ['agent', 'lead']),
  agent('gone', [1, 2], ['agent'], { active: false }),
  agent('audit', [], ['auditor']),
]
const teams = [team(1), team(2), team(3), team(1, 'other'), { ...team(2, 'shut'), active: false }]

/** Of every case one likes to know the router. */
const routerList: WantedList = {
  id: 'wfl_router',
  kinds: [],
  products: [],
  active: true,
  facts: [wantedFact('router.model')],
}

const { levels } = defaultDesk
/** Nobody reads back here: what is told of other things need not say it each time. */
export const desk: DeskFacts = {
  ...defaultDesk,
  levels: { ...levels, 2: { ...levels[2], readBack: false }, 3: { ...levels[3], readBack: false } },
  // Looked for where a test is about it (stuck.test.ts): elsewhere hours pass in which nobody does anything.
  stuck: { ...defaultDesk.stuck, signs: [] },
  wanted: [routerList],
  goodwill: { version: 2, rules: firstRules },
  costs: { currency: 'EUR', versions: [] },
  agents: Object.fromEntries(agents.map(one => [one.id, one])),
  teams: Object.fromEntries(teams.map(one => [one.id, one])),
}
/** The same desk as it is set from the start: levels 2 and 3 read back. */
export const readingDesk: DeskFacts = { ...desk, levels }
/** The same desk where level 2 speaks to customers. */
export const speakingDesk: DeskFacts = {
  ...desk,
  levels: { ...desk.levels, 2: { ...desk.levels[2], speaks: true } },
}

export const by = (id: string): Actor => ({ kind: 'agent', id: `agt_${id}` as AgentId })
export const anna: CustomerId = 'cus_anna'
export const customer: Actor = { kind: 'customer', id: anna }
export const clock: Actor = { kind: 'system', part: 'clock' }
export const relay: Actor = { kind: 'system', part: 'relay' }
export const agentId = (id: string): AgentId => `agt_${id}` as AgentId
export const caseId = (id: string): CaseId => `cas_${id}` as CaseId
export const teamId = (id: string | number): TeamId => `tea_${id}` as TeamId
/** A text reference that says its own words; `textOf` reads it back. */
export const text = (words: string): TextRef => ({ text: `txt_${words}`, mac: 'mac' })
export const textOf = (ref: TextRef): string => ref.text.slice(4)

/** Ids that count up, so that a test can name them: prm_1, prm_2 … */
export const countingIds = (): NewId => {
  const counts: Partial<Record<Prefix, number>> = {}
  return prefix => {
    counts[prefix] = (counts[prefix] ?? 0) + 1
    return `${prefix}_${counts[prefix]}`
  }
}

export const settingAt = (now: Instant, facts: DeskFacts = desk): Setting => ({
  now,
  newId: countingIds(),
  desk: facts,
})

export const openCommand: Extract<Command, { type: 'case.open' }> = {
  type: 'case.open',
  channel: 'email',
  subject: text('router'),
  customer: anna,
  language: 'sv',
  team: teamId(1),
  verified: false,
}

const impacts: Readonly<Record<Severity, Impact>> = {
  1: { people: 'all', workaround: 'none', harm: 'none' },
  2: { people: 'some', workaround: 'none', harm: 'none' },
  3: { people: 'one', workaround: 'none', harm: 'none' },
  4: { people: 'one', workaround: 'good', harm: 'none' },
}
/** The assessment that gives a severity. */
export const assessAs = (severity: Severity): Command => ({
  type: 'severity.assess',
  ...impacts[severity],
  because: text('seen'),
})

/** One wish: minutes after t0, who, what. */
export type Wished = readonly [minutes: number, by: Actor, command: Command]

/** Runs wishes one after the other; a refusal on the way is a fault of the test. */
export function play(
  wished: readonly Wished[],
  facts: DeskFacts = desk,
  newId: NewId = countingIds(),
): { events: Event[]; state: Case } {
  const events: Event[] = []
  let state: Case = fold([])
  for (const [minutes, who, command] of wished) {
    const outcome = decide(state, command, who, { now: at(minutes), newId, desk: facts })
    if (isRefusal(outcome)) assert.fail(`${command.type} was refused: ${outcome.refused}`)
    events.push(...outcome)
    state = fold(outcome, state)
  }
  return { events, state }
}

type Then = {
  then(...types: EventType[]): Event[]
  thenNothing(): void
  thenRefused(refused: Refusal['refused'], details?: Refusal['details']): void
  readonly outcome: readonly Event[] | Refusal
}

/** given(wishes).when(minutes, who, command).then('event.types') or .thenRefused('noun.reason') */
export function given(...wished: Wished[]): {
  when: (...wish: Wished) => Then
  state: Case
  events: Event[]
  on: (facts: DeskFacts) => { when: (...wish: Wished) => Then }
} {
  const newId = countingIds()
  const { events, state } = play(wished, desk, newId)
  const when =
    (facts: DeskFacts) =>
    (...[minutes, who, command]: Wished): Then => {
      const outcome = decide(state, command, who, { now: at(minutes), newId, desk: facts })
      const facted = (): readonly Event[] =>
        isRefusal(outcome)
          ? assert.fail(`refused: ${outcome.refused} ${JSON.stringify(outcome.details ?? {})}`)
          : outcome
      return {
        outcome,
        then: (...types) => {
          assert.deepEqual(
            facted().map(event => event.type),
            types,
          )
          return [...facted()]
        },
        thenNothing: () => assert.deepEqual(facted(), []),
        thenRefused: (refused, details) =>
          assert.deepEqual(outcome, details ? { refused, details } : { refused }),
      }
    }
  return { when: when(desk), state, events, on: facts => ({ when: when(facts) }) }
}

export const opened: Wished = [0, customer, openCommand]
/** Opened by mail, then taken by Bo of level 1. */
export const taken: readonly Wished[] = [opened, [1, by('bo'), { type: 'worker.take' }]]
