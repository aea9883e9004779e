// Why a case lies where it lies, as one sentence for the second line of a row. Not: the clock beside it
// (kit/clock.ts).
import type { Card } from '#core/case/card.ts'
import { endsAt } from '#core/case/waiting.ts'
import type { AgentId } from '#core/kit/id.ts'
import { distance, type Words, wallTime, windowTime } from '#web/kit/times.ts'

/** Who reads it, when, and how agents are called. */
export type WhyReader = {
  readonly me: AgentId
  readonly now: number
  readonly words: Words
  readonly nameOf: (agent: AgentId) => string | undefined
  /** of whom the reader keeps this word, because he stands in for him; null: of nobody */
  readonly coversFor?: (card: Card) => AgentId | null
}

/** The name people are called by in a line: the first word of what stands on the case. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

type Reading = WhyReader & {
  readonly card: Card
  readonly name: string
  readonly at: string
  readonly ago: string
}

const agentName = (reading: Reading, agent: AgentId | undefined): string =>
  firstName((agent && reading.nameOf(agent)) || reading.words.say('why.somebody'))

const wroteLine = ({ card, words, name, ago }: Reading): string =>
  card.why.text
    ? words.say('why.customer_wrote_said', { name, ago, text: card.why.text })
    : words.say('why.customer_wrote', { name, ago })

function promiseLine(reading: Reading): string {
  const { card, words, me, now, name } = reading
  const { clock } = card
  const at = clock ? windowTime({ from: clock.windowFrom, dueAt: clock.dueAt }, now, words) : ''
  if (clock?.kind === 'first_answer') return words.say('why.first_answer', { name, at })
  if (clock?.kind !== 'promise' || !card.why.text) return words.say('why.replied', { name, ago: reading.ago })
  const values = { at, text: card.why.text }
  const isWindow = clock.windowFrom !== undefined
  return card.why.agent === me
    ? words.say(isWindow ? 'why.promised_you_window' : 'why.promised_you', values)
    : words.say(isWindow ? 'why.promised_by_window' : 'why.promised_by', {
        ...values,
        agent: agentName(reading, card.why.agent),
      })
}

function waitLine(reading: Reading): string {
  const { card, words, now, name } = reading
  const wait = card.wait
  if (!wait) return words.say('why.replied', { name, ago: reading.ago })
  const sentence = words.say(`why.waiting_${wait.turn}`, { name, at: wallTime(wait.since, now, words) })
  const over = endsAt(wait)
  return over === null ? sentence : words.say('why.wait_until', { sentence, at: wallTime(over, now, words) })
}

function offerLine(reading: Reading): string {
  const { card, words, me } = reading
  const offer = card.offer
  const text = card.why.text ?? card.subject
  if (!offer) return words.say('why.queued')
  return offer.by === me
    ? words.say('why.offered_out', { n: offer.level, text })
    : words.say('why.offered_in', { agent: agentName(reading, offer.by), text })
}

function takenLine(reading: Reading): string {
  const { card, words, me, at } = reading
  const who = card.why.agent ?? card.worker
  return who === me
    ? words.say('why.taken_you', { at })
    : words.say('why.taken_by', { agent: agentName(reading, who ?? undefined), at })
}

/** What the last fact that matters says of the case. */
function lastLine(reading: Reading): string {
  const { card, words, name, at, ago } = reading
  const text = card.why.text ?? ''
  switch (card.why.code) {
    case 'new':
      return words.say(card.contact === null ? 'why.new' : 'why.queued')
    case 'customer_wrote':
      return wroteLine(reading)
    case 'promised':
      return promiseLine(reading)
    case 'offered':
      return offerLine(reading)
    case 'taken':
      return takenLine(reading)
    case 'handed_over':
      return words.say(text === '' ? 'why.handed_over' : 'why.handed_over_said', {
        agent: agentName(reading, card.why.agent),
        text,
      })
    case 'to_pass_on':
      return text === '' ? words.say('why.to_pass_on') : words.say('why.to_pass_on_said', { text })
    case 'speech_asked':
      return words.say('why.speech_asked', { agent: agentName(reading, card.why.agent), name, text })
    case 'waiting_customer':
    case 'waiting_supplier':
    case 'waiting_us':
      return waitLine(reading)
    default:
      return words.say(`why.${card.why.code}`, { name, at, ago, text })
  }
}

/** That it is stuck goes before what else is to be said, by its gravest sign that is not said anyway. */
function stuckLine({ stuck, help }: Card, sentence: string, { words, now }: WhyReader): string {
  const { signs = [], until } = stuck ?? {}
  if (until !== undefined) return words.say('stuck.row_until', { at: wallTime(until, now, words), sentence })
  const sign = signs.find(one => !help || one !== 'help_asked') ?? signs[0]
  return words.say('stuck.row', { what: words.say(`stuck.sign_${sign}`), sentence })
}

const isNearer = (card: Card): boolean =>
  card.offer !== null && card.why.code !== 'expired' && card.why.code !== 'disputed'

/**
 * The sentence: what is nearest first (an offer, a wait, a word owed), then help asked for, then the
 * language.
 */
export function whySentence(card: Card, reader: WhyReader): string {
  const { words, now } = reader
  const reading: Reading = {
    ...reader,
    card,
    name: firstName(card.customerName),
    at: wallTime(card.why.at, now, words),
    ago: distance(card.why.at, now, words),
  }
  const open = card.phase === 'open'
  const waits = open && card.wait !== null && card.why.code !== 'customer_wrote'
  let sentence = open && isNearer(card) ? offerLine(reading) : waits ? waitLine(reading) : lastLine(reading)
  if (card.phase === 'solved' && card.clock?.kind === 'check_back')
    sentence = words.say('why.ask_back', { name: reading.name, at: wallTime(card.clock.dueAt, now, words) })
  const other = reader.coversFor?.(card) ?? null
  if (other !== null) sentence = words.say('why.covers', { agent: agentName(reading, other), sentence })
  if (card.stuck) sentence = stuckLine(card, sentence, reader)
  if (card.help && card.why.code !== 'help_asked' && card.why.code !== 'help_raised')
    sentence = words.say('why.help_first', { sentence })
  if (open && card.worker === null && card.language !== words.language) {
    const language = words.say(`kinds.language_${card.language}`)
    sentence = words.say('why.in_language', { sentence, language })
  }
  return sentence
}
