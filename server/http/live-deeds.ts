// Deeds of help at once: the live line, swarms, wanted call-backs. Part of deeds.ts.
import { present } from '#core/case/deed/deed.ts'
import type { DeedType } from '#server/http/deed-schemas.ts'
import type { Row } from '#server/http/deeds.ts'

type LiveDeed = Extract<DeedType, `live_line.${string}` | `swarm.${string}` | `call_back.${string}`>

export const liveDeeds: { readonly [T in LiveDeed]: Row<T> } = {
  'live_line.ask': {
    summary: 'Ask another level now; the case stays where it is.',
    commands: ({ live, question, problem, known, tried, ...to }, { id, ref, maybeRef }) => [
      {
        ...present(to),
        type: 'live_line.ask',
        live: id('liv', 'live', live),
        question: ref(question),
        problem: maybeRef(problem),
        known: maybeRef(known),
        tried: maybeRef(tried),
      },
    ],
  },
  'live_line.answer': {
    summary: 'Answer a question on the live line.',
    commands: ({ live }) => [{ type: 'live_line.answer', live }],
  },
  'live_line.decline': {
    summary: 'Not now: the next is rung.',
    commands: ({ live, text }, { maybeRef }) => [{ type: 'live_line.decline', live, text: maybeRef(text) }],
  },
  'live_line.join': {
    summary: 'Join two who talk (leads).',
    commands: ({ live }) => [{ type: 'live_line.join', live }],
  },
  'live_line.say': {
    summary: 'Write to the others on the line; it is a part of the case.',
    commands: ({ live, text }, { ref }) => [{ type: 'live_line.say', live, text: ref(text) }],
  },
  'live_line.take_back': {
    summary: 'Take the question back.',
    commands: ({ live }) => [{ type: 'live_line.take_back', live }],
  },
  'live_line.end': {
    summary: 'End the line with what came of it.',
    commands: ({ live, outcome, text }, { maybeRef }) => [
      { type: 'live_line.end', live, outcome, text: maybeRef(text) },
    ],
  },
  'swarm.raise': {
    summary: 'Raise a hand with a question.',
    commands: ({ swarm, question, ...more }, { id, ref }) => [
      { ...present(more), type: 'swarm.raise', swarm: id('swm', 'swarm', swarm), question: ref(question) },
    ],
  },
  'swarm.offer': {
    summary: 'Offer help to whoever raised a hand.',
    commands: ({ swarm, text }, { maybeRef }) => [{ type: 'swarm.offer', swarm, text: maybeRef(text) }],
  },
  'swarm.choose_lead': {
    summary: 'Say who of those who help leads.',
    commands: ({ swarm, agent }) => [{ type: 'swarm.choose_lead', swarm, agent }],
  },
  'swarm.say': {
    summary: 'Write to the others of a swarm; it is a part of the case.',
    commands: ({ swarm, text }, { ref }) => [{ type: 'swarm.say', swarm, text: ref(text) }],
  },
  'swarm.end': {
    summary: 'End a swarm with what came of it.',
    commands: ({ swarm, how, text }, { maybeRef }) => [
      { type: 'swarm.end', swarm, how, text: maybeRef(text) },
    ],
  },
  'call_back.want': {
    summary: 'Want a word from a level by a time; the second time it rings a lead at once.',
    commands: ({ callBack, text, ...to }, { id, ref }) => [
      { ...present(to), type: 'call_back.want', callBack: id('cbk', 'callBack', callBack), text: ref(text) },
    ],
  },
  'call_back.give': {
    summary: 'Say that the word was given.',
    commands: ({ callBack, text }, { maybeRef }) => [
      { type: 'call_back.give', callBack, text: maybeRef(text) },
    ],
  },
  'call_back.withdraw': {
    summary: 'Want the word no more.',
    commands: ({ callBack }) => [{ type: 'call_back.withdraw', callBack }],
  },
}
