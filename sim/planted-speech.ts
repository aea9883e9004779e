// Planted bugs in what is disputed, sent on, raised and read back, and in who speaks with the customer.
import type { Command } from '#core/case/case.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, rules, without } from '#sim/planting.ts'

/** Lets anybody do it. */
const anybody = (type: Command['type']) =>
  rules({
    may: (actor, asked, state, desk) => (asked === type ? true : caseRules.may(actor, asked, state, desk)),
  })
const changing =
  <T extends EventType>(type: T, change: (event: EventOf<T>) => Event) =>
  (events: readonly Event[]) =>
    events.map(event => (event.type === type ? change(event as EventOf<T>) : event))

export const speechBugs: readonly Broken[] = [
  {
    bug: 'anybody decides what was said no to twice',
    caughtBy: ['dispute.lead_decides'],
    seed: 1,
    breaks: anybody('hand_off.decide'),
  },
  {
    bug: 'what belongs to another team goes there at the level of the first',
    caughtBy: ['reroute.keeps_clock'],
    seed: 1,
    breaks: decidesOf(
      'hand_off.return',
      changing('hand_off.rerouted', event => ({ ...event, to: { ...event.to, level: 2 } })),
    ),
  },
  {
    bug: 'what nobody took is raised to somebody who does not lead',
    caughtBy: ['raise.once'],
    seed: 1,
    breaks: decidesOf(
      'clock.ring',
      changing('hand_off.raised', event => ({ ...event, agent: 'agt_first0' })),
    ),
  },
  {
    bug: 'who accepts need not say what he understood',
    caughtBy: ['read_back.said'],
    seed: 1,
    breaks: decidesOf(
      'hand_off.accept',
      changing('hand_off.accepted', ({ readBack: _, ...event }) => event),
    ),
  },
  {
    bug: 'anybody corrects what was read back',
    caughtBy: ['read_back.by_giver'],
    seed: 2,
    breaks: anybody('hand_off.correct'),
  },
  {
    bug: 'whoever works on a case writes to the customer, and nobody agreed',
    caughtBy: ['speech.agreed_first'],
    seed: 1,
    breaks: rules({
      may: (actor, asked, state, desk) => {
        const isHis = state.phase === 'open' && actor.kind === 'agent' && state.worker === actor.id
        return asked === 'message.queue' && isHis ? true : caseRules.may(actor, asked, state, desk)
      },
    }),
  },
  {
    bug: 'anybody agrees that another speaks with the customer',
    caughtBy: ['speech.by_contact'],
    seed: 1,
    breaks: anybody('speech.agree'),
  },
  {
    bug: 'what was agreed for one word goes on after it',
    caughtBy: ['speech.one_word'],
    seed: 1,
    breaks: decidesOf('message.note_sent', without('speech.ended')),
  },
  {
    bug: 'what was agreed for one word lets two go while the first has not left',
    caughtBy: ['speech.one_word'],
    seed: 57,
    breaks: rules({
      may: (actor, asked, state, desk) =>
        caseRules.may(actor, asked === 'message.queue' ? 'promise.make' : asked, state, desk),
    }),
  },
  {
    bug: 'what was agreed and is over is taken back all the same',
    caughtBy: ['speech.ends_once'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const isAsked = command.type === 'speech.withdraw' && state.phase === 'open'
        const speeches = isAsked
          ? Object.fromEntries(
              Object.entries(state.speeches).map(([id, one]) => [
                id,
                { ...one, standing: 'agreed' as const },
              ]),
            )
          : {}
        return caseRules.decide(isAsked ? { ...state, speeches } : state, command, by, setting)
      },
    }),
  },
]
