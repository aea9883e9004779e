// Planted bugs in help at once and in looking again later.
import { refuse } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, rules, without } from '#sim/planting.ts'

export const liveBugs: readonly Broken[] = [
  {
    bug: 'a second one answers a live line that is answered',
    caughtBy: ['live.one_end'],
    seed: 1,
    breaks: decidesOf('live_line.answer', events => [...events, ...events]),
  },
  {
    bug: 'the minutes of a live line count from its first ring',
    caughtBy: ['live.minutes_once'],
    seed: 1,
    breaks: decidesOf('live_line.end', events =>
      events.map(one => (one.type === 'live_line.ended' ? { ...one, minutes: one.minutes + 1 } : one)),
    ),
  },
  {
    bug: 'what rings cannot be taken back',
    caughtBy: ['live.taken_back'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) =>
        command.type === 'live_line.take_back'
          ? refuse('live_line.ended')
          : caseRules.decide(state, command, by, setting),
    }),
  },
  {
    bug: 'who begs a second time waits for a third note',
    caughtBy: ['live.begged_rings_lead'],
    seed: 1,
    breaks: decidesOf('call_back.want', without('live_line.asked', 'live_line.rang', 'live_line.unanswered')),
  },
  {
    bug: 'the clock rings for a look that is due, and says nothing',
    caughtBy: ['regression.never_forgotten'],
    seed: 1,
    breaks: decidesOf('clock.ring', without('regression.due')),
  },
  {
    bug: 'a look that was moved falls due at its old time',
    caughtBy: ['regression.due_once', 'case.is_its_ledger'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) =>
        event.type === 'regression.moved' && state.phase !== 'unopened'
          ? { ...state, seq: state.seq + 1, lastAt: event.at }
          : caseRules.evolve(state, event),
    }),
  },
]
