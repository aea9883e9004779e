// Recording a wanted fact: with who or what says so, and when. A newer one counts; the older stays readable.
// Not: what is wanted (core/wanted), nor answers of scripts (walk.ts).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { WantedSource } from '#core/case/wanted-fact.ts'
import type { WantedFactId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import { isCaseField, type WantedFact, wantedOf } from '#core/wanted/wanted-list.ts'

export type WantedFactCommands = {
  'wanted_fact.record': {
    wantedFact: WantedFactId
    fact: string
    choice?: string | undefined
    text?: TextRef | undefined
    source: WantedSource
    seenAt?: Instant | undefined
  }
}
type Recording = WantedFactCommands['wanted_fact.record']

export const wantedFactDeciders: Deciders<WantedFactCommands> = {
  'wanted_fact.record': (state, command, wish) => {
    const { wantedFact, seenAt } = command
    if (state.answers.some(one => one.walk === wantedFact)) return []
    if (isCaseField(command.fact)) return refuse('wanted_fact.of_case')
    const wanted = wantedOf(wish.setting.desk, state).find(one => one.name === command.fact)
    if (!wanted) return refuse('wanted_fact.not_wanted')
    const no = unfit(wanted, command)
    if (no) return no
    if (seenAt !== undefined && seenAt > wish.at) return refuse('wanted_fact.not_yet')
    return [fact(wish, 'wanted_fact.recorded', present(command))]
  },
}

function unfit({ choices }: WantedFact, { choice, text }: Recording): Refusal | null {
  if (choices.length === 0) return text && choice === undefined ? null : refuse('wanted_fact.needs_words')
  const names = choices.map(({ name }) => name)
  const isOne = !text && names.some(name => name === choice)
  return isOne ? null : refuse('wanted_fact.not_a_choice', { choices: names.join(', ') })
}

export const wantedFactRecorded: Evolver<'wanted_fact.recorded'> = (state, event) => {
  const { wantedFact: walk, fact: name, choice = '', text = null, source, seenAt = null, at, by } = event
  const told = { source, seenAt, by }
  const known = { fact: name, value: text?.text ?? choice, text, walk, place: 0, at, until: null, told }
  return { ...state, answers: [...state.answers, known] }
}
