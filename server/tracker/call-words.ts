// What a tracker is told of a fact of ours, in words of our own. Not: how it gets there (deliver-calls.ts).
import { harmless, markOf, quoted } from '#channels/tracker/body.ts'
import type { ChangeFact } from '#core/change/change-fact.ts'
import type { Change } from '#core/change/state.ts'
import type { TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { sayIn } from '#words/say-in.ts'

/** What is needed to say it: the change with its texts, and where people of ours find it. */
export type Saying = {
  readonly matter: string
  readonly number: number
  readonly state: Change
  readonly texts: ReadonlyMap<TextId, string>
  readonly secret: Uint8Array
}

const titleMax = 200

/** An entry's title; what was erased says so. */
export const titleOf = ({ state, texts, number }: Saying): string => {
  const title = (texts.get(state.title.text) ?? '').replace(/\s+/g, ' ').slice(0, titleMax)
  return title === '' ? `Tierline ${number}` : harmless(title)
}

/** What an entry says that is made for it, with the evidence there was when it was sent. */
export function entryWords(saying: Saying, sentSeq: number): string {
  const { state, texts, number } = saying
  const say = sayIn('en')
  const read = (ref: TextRef) => texts.get(ref.text) ?? say('change.erased')
  const evidence = Object.entries(state.evidence).filter(([seq]) => Number(seq) < sentSeq)
  const parts = [
    `**${say('change.wanted')}**\n\n${harmless(read(state.wanted))}`,
    `**${say('change.why')}**\n\n${harmless(read(state.why))}`,
    ...evidence.map(([, one]) => `**${say('change.evidence')}**\n\n${quoted(read(one.words))}`),
    `_${say('change.from_desk', { number })}_`,
  ]
  return `${parts.join('\n\n')}\n\n${mark(saying, sentSeq)}`
}

const mark = ({ secret, matter }: Saying, seq: number) => markOf(secret, matter, seq)

/** What is said in the entry because of a later fact; null: nothing. */
export function saidWords(saying: Saying, fact: ChangeFact, seq: number): string | null {
  const words = wordsOf(fact)
  if (!words) return null
  const { texts } = saying
  const say = sayIn('en')
  const own = texts.get(words.ref.text) ?? say('change.erased')
  const said = fact.type === 'change.evidence_added' ? quoted(own) : harmless(own)
  const head = words.head ? `**${say(words.head)}**\n\n` : ''
  return `${head}${said}\n\n${mark(saying, seq)}`
}

function wordsOf(fact: ChangeFact): { ref: TextRef; head: string | null } | null {
  switch (fact.type) {
    case 'change.written':
      return { ref: fact.words, head: null }
    case 'change.evidence_added':
      return { ref: fact.words, head: 'change.evidence' }
    case 'change.verified':
      return { ref: fact.words, head: 'change.standing_verified' }
    case 'change.withdrawn':
      return { ref: fact.because, head: 'change.standing_withdrawn' }
    case 'change.reopened':
      return fact.because ? { ref: fact.because, head: 'change.standing_reopened' } : null
    default:
      return null
  }
}
