// Planted bugs in the clocks of what a policy owes.
import type { Calendar } from '#core/clock/calendar.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, rules, without } from '#sim/planting.ts'

export const clockBugs: readonly Broken[] = [
  {
    bug: 'the customer’s word does not let the clocks go on',
    caughtBy: ['target.still_while_waiting'],
    seed: 3,
    breaks: decidesOf('message.receive', without('target.resumed')),
  },
  {
    bug: 'what we owe is called breached one ring after the other',
    caughtBy: ['target.breached_once', 'case.is_its_ledger'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) => {
        const after = caseRules.evolve(state, event)
        if (event.type !== 'target.breached' || after.phase === 'unopened') return after
        const one = after.targets[event.target]
        if (!one) return after
        return { ...after, targets: { ...after.targets, [event.target]: { ...one, breached: null } } }
      },
    }),
  },
  {
    bug: 'a clock of what we owe that ran out is not marked',
    caughtBy: ['target.breached_soon'],
    seed: 1,
    breaks: decidesOf('clock.ring', without('target.breached')),
  },
  {
    bug: 'hours are counted on as if the clocks never changed',
    caughtBy: ['target.due_by_clock'],
    seed: 3,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const desk = { ...setting.desk, calendars: unchanging(setting.desk.calendars, setting.now) }
        return caseRules.decide(state, command, by, { ...setting, desk })
      },
    }),
  },
  {
    bug: 'an accepted hand-off leaves the clock of its acceptance running',
    caughtBy: ['target.accepts_an_offer'],
    seed: 1,
    breaks: decidesOf('hand_off.accept', events =>
      events.filter(one => one.type !== 'target.met' || one.kind !== 'hand_off_acceptance'),
    ),
  },
  {
    bug: 'the clock of a level goes on at the next one',
    caughtBy: ['target.level_of_its_own'],
    seed: 1,
    breaks: decidesOf('hand_off.accept', events =>
      events.filter(
        one => (one.type !== 'target.met' && one.type !== 'target.started') || one.kind !== 'level_time',
      ),
    ),
  },
  {
    bug: 'two cases become one, and the later beginning counts',
    caughtBy: ['target.earliest_survives'],
    seed: 4,
    breaks: decidesOf('case.link', without('target.retargeted')),
  },
  {
    bug: 'solving a case leaves its clocks running',
    caughtBy: ['target.closed_runs_none'],
    seed: 1,
    breaks: decidesOf('case.solve', without('target.met', 'target.cancelled')),
  },
  {
    bug: 'the time to solve is told an hour too long',
    caughtBy: ['solved.working_time'],
    seed: 1,
    breaks: decidesOf('case.solve', events =>
      events.map(one =>
        one.type === 'case.solved' ? { ...one, workingMs: (one.workingMs ?? 0) + 3_600_000 } : one,
      ),
    ),
  },
  {
    bug: 'our word leaves the customer waiting, and the next one says so once more',
    caughtBy: ['replied.working_time'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) => {
        const after = caseRules.evolve(state, event)
        if (event.type !== 'message.sent' || state.phase === 'unopened' || after.phase === 'unopened')
          return after
        return { ...after, awaited: state.awaited }
      },
    }),
  },
]

/** Calendars whose zones keep the offset they have now: right until the clocks change. */
function unchanging(calendars: DeskFacts['calendars'], at: Instant): DeskFacts['calendars'] {
  const still = ([id, one]: [string, Calendar | undefined]) => {
    const zone = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(one!.zone).offset
    return [id, { ...one!, zone }]
  }
  return Object.fromEntries(Object.entries(calendars).map(still))
}
