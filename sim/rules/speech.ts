// Rules of who of ours speaks with the customer beside the contact, and by which agreement. Not: what is
// said.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { AgentId, SpeechId } from '#core/kit/id.ts'
import { coversFor } from '#core/people/cover.ts'
import { type DeskFacts, workSetting } from '#core/people/desk-facts.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Batch, Rules, Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { asKnown, isLead } from '#sim/rules/people.ts'

/** He answers to the customer himself, stands in for whoever does, or leads. */
const isAsContact = ({ contact, team }: SeenCase, agent: AgentId, facts: DeskFacts): boolean =>
  contact === agent || isLead(facts, agent) || coversFor(facts, agent, contact, team)

const asAnyKnows = (watched: Watched, batch: Batch, is: (facts: DeskFacts) => boolean): boolean =>
  asKnown(watched, batch).some(is)

/** Somebody who may speak whatever was agreed: as contact, for a colleague, or because his team does. */
function needsNone(seen: SeenCase, agent: AgentId, facts: DeskFacts): boolean {
  const keepers = [seen.worker, ...[...seen.owed].map(id => seen.promises.get(id)?.keeper ?? null)]
  return (
    isAsContact(seen, agent, facts) ||
    keepers.some(other => coversFor(facts, agent, other, seen.team)) ||
    (seen.worker === agent && workSetting(facts, seen.team).speaks)
  )
}

const agreedWith = ({ speeches }: SeenCase, agent: AgentId): boolean =>
  [...speeches.values()].some(one => one.agent === agent && one.standing === 'agreed')

const byContact = (
  seen: SeenCase,
  { by, type }: { readonly by: Actor; readonly type: string },
  batch: Batch,
  watched: Watched,
) =>
  !(by.kind === 'agent' && asAnyKnows(watched, batch, facts => isAsContact(seen, by.id, facts))) &&
  `${type} by somebody who is not the contact`

const isOver = new Set(['declined', 'withdrawn', 'ended'])
const running = ({ speeches }: SeenCase, { speech, type }: { speech: SpeechId; type: string }) => {
  const one = speeches.get(speech)
  return (!one || isOver.has(one.standing)) && `${type} of ${speech}, which is ${one?.standing ?? 'unknown'}`
}

/** What rests on an agreement for one word ends it: a call at once, a message when it has left. */
function unspent({ seen, events }: Batch): string | null {
  for (const event of events) {
    const agreed = spentBy(seen, event)
    const one = agreed && seen.speeches.get(agreed)
    if (one && one.until === null && one.standing === 'agreed')
      return `${agreed} was for one word, and goes on`
  }
  return null
}
const spentBy = ({ messages }: SeenCase, event: Recorded): SpeechId | undefined =>
  event.type === 'contact.held'
    ? event.agreed
    : event.type === 'message.sent'
      ? messages.get(event.message)?.agreed
      : undefined

/** A word rests on what was agreed with whoever writes it; for one word no second one is written. */
function overdrawn(
  seen: SeenCase,
  { by, agreed }: EventOf<'message.queued'>,
  batch: Batch,
  watched: Watched,
) {
  const { speeches, messages } = seen
  const one = agreed && speeches.get(agreed)
  if (!agreed) return null
  if (one?.standing !== 'agreed' || by.kind !== 'agent' || by.id !== one.agent)
    return `${agreed} is ${one?.standing ?? 'unknown'}, with ${one?.agent}`
  // Whoever may write anyway writes as often as he likes.
  const { id } = by
  if (one.until !== null || asAnyKnows(watched, batch, facts => needsNone(seen, id, facts))) return null
  for (const [message, { agreed: rests, standing }] of messages)
    if (rests === agreed && standing === 'queued') return `${agreed} lets ${message} go already`
  return null
}

export const speechRules: Rules = {
  'speech.agreed_first': {
    says: 'Who is not the contact, and whose team does not speak, writes to the customer as the contact agreed.',
    facts: {
      'message.queued': (seen, { by, automatic }, batch, watched) =>
        by.kind === 'agent' &&
        automatic === undefined &&
        !agreedWith(seen, by.id) &&
        !asAnyKnows(watched, batch, facts => needsNone(seen, by.id, facts)) &&
        `${by.id} wrote, and nobody had agreed`,
    },
  },
  'speech.by_contact': {
    says: 'The contact, or whoever stands in for him, says whether another of ours may speak with the customer.',
    facts: { 'speech.agreed': byContact, 'speech.declined': byContact },
  },
  'speech.one_word': {
    says: 'What was agreed for one word lets one word go, and ends with it.',
    facts: { 'message.queued': overdrawn },
    batch: unspent,
  },
  'speech.ends_once': {
    says: 'What was asked or agreed ends once: said no to, taken back, used, or over; by the clock not before its time.',
    facts: {
      'speech.asked': ({ speeches }, { speech }) => speeches.has(speech) && `${speech} was asked twice`,
      'speech.agreed': ({ speeches }, { speech }) =>
        speeches.has(speech) &&
        speeches.get(speech)!.standing !== 'asked' &&
        `${speech} was agreed, and is ${speeches.get(speech)!.standing}`,
      'speech.declined': running,
      'speech.withdrawn': running,
      'speech.ended': (seen, event) => {
        const until = seen.speeches.get(event.speech)?.until ?? null
        const isEarly = event.how === 'over' && (until === null || event.at < until)
        return running(seen, event) || (isEarly && `${event.speech} was over before its time`)
      },
    },
  },
}
