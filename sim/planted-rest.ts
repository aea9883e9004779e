// Planted bugs for rules that no other bank tries: what is said twice, too early, by the wrong one, or lost.
import type { Command } from '#core/case/case.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { instant, minuteMs } from '#core/kit/time.ts'
import { caseRules } from '#server/handle.ts'
import { appends, type Broken, decidesOf, rules, store, without } from '#sim/planting.ts'

/** Puts other facts in the place of each of a kind. */
const instead =
  <T extends EventType>(type: T, of: (event: EventOf<T>) => readonly Event[]) =>
  (events: readonly Event[]) =>
    events.flatMap(event => (event.type === type ? of(event as EventOf<T>) : [event]))
const twice = (type: EventType) => instead(type, event => [event as Event, event as Event])
/** Decides one kind of command as if the case stood otherwise. */
const deciding = (type: Command['type'], as: (state: OpenedCase) => object) =>
  rules({
    decide: (state, command, by, setting) =>
      caseRules.decide(
        command.type === type && state.phase !== 'unopened' ? { ...state, ...as(state) } : state,
        command,
        by,
        setting,
      ),
  })

const ofCases: readonly Broken[] = [
  {
    bug: 'a merged case leads to one that never was',
    caughtBy: ['merged.leads_on'],
    seed: 3,
    breaks: decidesOf(
      'case.merge',
      instead('case.merged', event => [{ ...event, into: 'cas_nowhere' }]),
    ),
  },
  {
    bug: 'a question to the customer does not end the wait for somebody else',
    caughtBy: ['wait.in_turn'],
    seed: 1,
    breaks: decidesOf('message.queue', without('wait.ended')),
  },
  {
    bug: 'a question that came back leaves it the customer’s turn',
    caughtBy: ['wait.never_asked'],
    seed: 3,
    breaks: decidesOf('message.note_bounced', without('wait.ended')),
  },
  {
    bug: 'what is late is called missed in the same breath',
    caughtBy: ['promise.missed_late'],
    seed: 1,
    breaks: decidesOf(
      'clock.ring',
      instead('promise.late', event => [
        event,
        { type: 'promise.missed', at: event.at, by: event.by, promise: event.promise },
      ]),
    ),
  },
  {
    bug: 'a promise is moved to one that is never made',
    caughtBy: ['promise.moved_before'],
    seed: 3,
    breaks: decidesOf('promise.move', without('promise.made')),
  },
  {
    bug: 'a case whose customer says that it holds is opened again',
    caughtBy: ['check_back.opens_nothing', 'wait.in_turn'],
    seed: 6,
    breaks: decidesOf(
      'check_back.end',
      instead('check_back.ended', event => [
        event,
        ...(event.how === 'holds'
          ? [{ type: 'case.reopened', at: event.at, by: event.by, reason: 'by_agent' } as const]
          : []),
      ]),
    ),
  },
  {
    bug: 'asking back is marked late twice at once',
    caughtBy: ['check_back.late_once'],
    seed: 1,
    breaks: decidesOf('clock.ring', twice('check_back.late')),
  },
  {
    bug: 'nobody marks that a customer was not asked back in time',
    caughtBy: ['check_back.late_soon'],
    seed: 1,
    breaks: decidesOf('clock.ring', without('check_back.late')),
  },
  {
    bug: 'a case is solved though its customer waits for more help',
    caughtBy: ['help.answered'],
    seed: 3,
    breaks: deciding('case.solve', () => ({ help: null })),
  },
  {
    bug: 'a request for more help is answered twice',
    caughtBy: ['help.ends_once'],
    seed: 1,
    breaks: decidesOf('message.note_sent', twice('help.explained')),
  },
  {
    bug: 'a request for more help is marked late twice at once',
    caughtBy: ['help.late_once'],
    seed: 1,
    breaks: decidesOf('clock.ring', twice('help.late')),
  },
]

const ofClocks: readonly Broken[] = [
  {
    bug: 'what was owed is met twice',
    caughtBy: ['target.ends_once'],
    seed: 1,
    breaks: decidesOf('message.note_sent', twice('target.met')),
  },
  {
    bug: 'what is met in time is called late',
    caughtBy: ['target.met_late'],
    seed: 1,
    breaks: decidesOf(
      'message.note_sent',
      instead('target.met', event => [{ ...event, late: !event.late }]),
    ),
  },
  {
    bug: 'two clocks of a kind begin with one word of the customer',
    caughtBy: ['target.one_of_a_kind'],
    seed: 1,
    breaks: decidesOf(
      'message.receive',
      instead('target.started', event => [event, { ...event, target: `${event.target}b` }]),
    ),
  },
  {
    bug: 'the clock of a supplier runs while nobody asked him',
    caughtBy: ['target.supplier_asked'],
    seed: 1,
    breaks: decidesOf(
      'wait.start',
      instead('wait.started', event => [{ ...event, turn: 'us' }]),
    ),
  },
]

const ofKeeping: readonly Broken[] = [
  {
    bug: 'replies leave ten minutes before their time',
    caughtBy: ['reply.leaves_in_time'],
    seed: 1,
    breaks: rules({
      effectsOf: (caseId, events) => {
        const own = caseRules.effectsOf(caseId, events)
        return {
          ...own,
          effects: own.effects.map(one => ({ ...one, dueAt: instant(one.dueAt - 10 * minuteMs) })),
        }
      },
    }),
  },
  {
    bug: 'some of what is leased is put aside and forgotten',
    caughtBy: ['outbox.ends', 'reply.ends'],
    seed: 1,
    breaks: store(own => ({
      leaseEffects: async (limit, leaseMs, kind) =>
        (await own.leaseEffects(limit, leaseMs, kind)).filter(({ key }) => !key.endsWith('0')),
    })),
  },
  {
    bug: 'the store says a number one too high',
    caughtBy: ['ledger.gapless'],
    seed: 1,
    breaks: {
      beneath: own => ({
        ...own,
        append: async append => {
          const appended = await own.append(append)
          return appended.outcome === 'appended' ? { ...appended, seq: appended.seq + 1 } : appended
        },
      }),
    },
  },
  {
    bug: 'the clock’s verdicts are put down to an agent',
    caughtBy: ['ledger.says_who'],
    seed: 1,
    breaks: decidesOf(
      'clock.ring',
      instead('promise.late', event => [{ ...event, by: { kind: 'agent', id: 'agt_first0' } }]),
    ),
  },
  {
    bug: 'the first text of a deed is not kept',
    caughtBy: ['ledger.words_kept'],
    seed: 1,
    breaks: appends(append => ({ ...append, texts: append.texts.slice(1) })),
  },
  {
    bug: 'the bytes of a mail are not kept',
    caughtBy: ['ledger.bytes_kept'],
    seed: 1,
    breaks: appends(append => ({ ...append, blobs: [] })),
  },
  {
    bug: 'the card does not learn who else had the case',
    caughtBy: ['card.is_its_ledger'],
    seed: 1,
    breaks: rules({
      cardAfter: (previous, id, steps, words) => {
        const card = caseRules.cardAfter(previous, id, steps, words)
        return card && { ...card, hadBy: previous?.hadBy ?? card.hadBy }
      },
    }),
  },
  {
    bug: 'whoever follows the ledger is told to begin one fact too early',
    caughtBy: ['reader.skips_nothing', 'ledger.acknowledged'],
    seed: 1,
    breaks: {
      beneath: own => ({
        ...own,
        position: async () => String(Math.max(0, Number(await own.position()) - 1)),
      }),
    },
  },
]

export const restBugs: readonly Broken[] = [...ofCases, ...ofClocks, ...ofKeeping]
