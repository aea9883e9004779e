// Planted bugs in hand-offs: what is left out of one, who may take part in it, and where the work lands.
import type { Command } from '#core/case/case.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import type { Case, OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, rules, without } from '#sim/planting.ts'

/** Decides one kind of command as if the case stood otherwise. */
const deciding = (type: Command['type'], as: (state: OpenedCase) => Partial<OpenedCase>) =>
  rules({
    decide: (state, command, by, setting) =>
      caseRules.decide(
        command.type === type && state.phase === 'open' ? { ...state, ...(as(state) as object) } : state,
        command,
        by,
        setting,
      ),
  })
/** Adds facts to what a kind of command comes to. */
const adding = (type: Command['type'], more: (state: OpenedCase, first: Event) => readonly Event[]) =>
  rules({
    decide: (state, command, by, setting) => {
      const outcome = caseRules.decide(state, command, by, setting)
      if (command.type !== type || isRefusal(outcome) || state.phase === 'unopened') return outcome
      const [first] = outcome
      return first ? [...outcome, ...more(state, first)] : outcome
    },
  })
/** Lets anybody do it. */
const anybody = (type: Command['type']) =>
  rules({
    may: (actor, asked, state, desk) => (asked === type ? true : caseRules.may(actor, asked, state, desk)),
  })
const changing = (change: (event: Event) => readonly Event[]) => (events: readonly Event[]) =>
  events.flatMap(change)

export const handOffBugs: readonly Broken[] = [
  {
    bug: 'a hand-off tells of another team than the one that gives it',
    caughtBy: ['hand_off.says_all'],
    seed: 1,
    breaks: decidesOf(
      'hand_off.offer',
      changing(event =>
        event.type === 'hand_off.offered'
          ? [{ ...event, from: { ...event.from, team: event.to.team } }]
          : [event],
      ),
    ),
  },
  {
    bug: 'a case goes up though nothing was tried, and nothing says why',
    caughtBy: ['hand_off.says_all'],
    seed: 1,
    breaks: decidesOf(
      'hand_off.offer',
      changing(event => {
        if (event.type !== 'hand_off.offered') return [event]
        const { noStepsBecause: _, ...summary } = event.summary
        return [{ ...event, summary }]
      }),
    ),
  },
  {
    bug: 'anybody may take a hand-off back',
    caughtBy: ['hand_off.by_giver'],
    seed: 4,
    breaks: anybody('hand_off.withdraw'),
  },
  {
    bug: 'what was offered can be accepted twice',
    caughtBy: ['offer.once', 'hand_off.by_receiver'],
    seed: 1,
    breaks: deciding('hand_off.accept', ({ handOffs }) => ({
      handOffs: Object.fromEntries(
        Object.entries(handOffs).map(([id, one]) => [id, { ...one, standing: 'offered' as const }]),
      ),
    })),
  },
  {
    bug: 'accepting does not give the case to whoever accepts',
    caughtBy: ['giver.holds'],
    seed: 1,
    breaks: decidesOf('hand_off.accept', without('worker.assigned')),
  },
  {
    bug: 'offering a case takes back what was promised in it',
    caughtBy: ['giver.keeps_word'],
    seed: 1,
    breaks: adding('hand_off.offer', (state, { at, by }) =>
      openPromises(state).map(([promise]) => ({ type: 'promise.withdrawn', at, by, promise })),
    ),
  },
  {
    bug: 'a hand-off that is returned moves the case into the giver’s queue',
    caughtBy: ['giver.keeps_word'],
    seed: 1,
    breaks: adding('hand_off.return', ({ team, level }, { at, by }) => [
      { type: 'worker.queued', at, by, team, level },
    ]),
  },
  {
    bug: 'a hand-off can be returned again and again',
    caughtBy: ['return.once_a_step'],
    seed: 4,
    breaks: deciding('hand_off.return', ({ handOffs }) => ({
      handOffs: Object.fromEntries(
        Object.entries(handOffs).filter(([, { standing }]) => standing !== 'returned'),
      ),
    })),
  },
  {
    bug: 'a return does not say what to do next',
    caughtBy: ['return.says_why'],
    seed: 1,
    breaks: decidesOf(
      'hand_off.return',
      changing(event =>
        event.type === 'hand_off.returned'
          ? [{ ...event, nextAct: { ...event.nextAct, text: '' as 'txt_' } }]
          : [event],
      ),
    ),
  },
  {
    bug: 'an answered case stays where it was answered',
    caughtBy: ['answer.brings_back'],
    seed: 1,
    breaks: decidesOf('hand_off.answer', without('worker.assigned', 'worker.queued')),
  },
  {
    bug: 'an answered case goes to a queue though its giver is there',
    caughtBy: ['answer.brings_back'],
    seed: 1,
    breaks: decidesOf(
      'hand_off.answer',
      changing(event => {
        if (event.type !== 'worker.assigned') return [event]
        const { at, by, level, team } = event
        return [{ type: 'worker.queued', at, by, level, team }]
      }),
    ),
  },
  {
    bug: 'opening a case again puts it into a queue',
    caughtBy: ['reopen.keeps'],
    seed: 1,
    breaks: adding('message.receive', ({ phase, team, level }, { at, by }) =>
      phase === 'solved' ? [{ type: 'worker.queued', at, by, team, level }] : [],
    ),
  },
  {
    bug: 'a solved case is still handed on',
    caughtBy: ['ended.stands_still'],
    seed: 14,
    breaks: rules({
      decide: (state, command, by, setting) =>
        caseRules.decide(
          state.phase === 'solved' && command.type === 'hand_off.offer'
            ? ({ ...state, phase: 'open', wait: null } as unknown as Case)
            : state,
          command,
          by,
          setting,
        ),
    }),
  },
  {
    bug: 'a mail is kept in the case that gets the next one, too',
    caughtBy: ['message.in_one_case'],
    seed: 1,
    breaks: (() => {
      let last: EventOf<'message.received'> | null = null
      return decidesOf('message.receive', events => {
        const before = last
        const now = events.find(event => event.type === 'message.received')
        last = now?.automatic === null ? now : last
        return before && now?.automatic === null ? [...events, { ...now, message: before.message }] : events
      })
    })(),
  },
  {
    bug: 'anybody may accept what was offered to others',
    caughtBy: ['hand_off.by_receiver'],
    seed: 10,
    breaks: anybody('hand_off.accept'),
  },
  {
    bug: 'severity 1 can be returned',
    caughtBy: ['return.not_severity_1'],
    seed: 1,
    breaks: deciding('hand_off.return', () => ({ severity: 2 })),
  },
  {
    bug: 'an offer nobody accepted in time is not there any more',
    caughtBy: ['case.is_its_ledger', 'offer.expires'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) => {
        const next = caseRules.evolve(state, event)
        return event.type === 'hand_off.expired' && next.phase === 'open' ? { ...next, offered: null } : next
      },
    }),
  },
]
