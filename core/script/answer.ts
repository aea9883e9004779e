// What may be given at a step, and whether it fits. Not: where the walk goes on then (walk.ts).
import { readDate } from '#core/clock/date.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { Value } from '#core/script/condition.ts'
import type { Asked, Step } from '#core/script/script.ts'

export type Answer =
  /** of an ask; of a text, photo or serial number it is what refers to it, so that it can be erased */
  | { readonly kind: 'value'; readonly value: Value }
  /** of an ask: known from elsewhere, offered and taken over */
  | { readonly kind: 'known'; readonly value: Value }
  /** of a do: what was expected came, or did not */
  | { readonly kind: 'worked' | 'failed' }
  /** of an ask, do or check; why stands beside it */
  | { readonly kind: 'skipped' }
  /** of an ask or do: the customer cannot; why stands beside it */
  | { readonly kind: 'cannot' }
  /** of a check */
  | { readonly kind: 'result'; readonly value: Value }
  /** of a check that did not answer in time */
  | { readonly kind: 'silent' }
  /** of a tell */
  | { readonly kind: 'told' }
export type AnswerKind = Answer['kind']

const kindsAt: Readonly<Record<Step['kind'], readonly AnswerKind[]>> = {
  ask: ['value', 'known', 'skipped', 'cannot'],
  do: ['worked', 'failed', 'skipped', 'cannot'],
  check: ['result', 'silent', 'skipped'],
  tell: ['told'],
  script: [],
  end: [],
}

/** Longer ones are kept beside the ledger and referred to. */
const textLengthMax = 4_000

/** What is wrong with an answer at this step; null: nothing. */
export function unfit(step: Step, answer: Answer): Refusal | null {
  if (!kindsAt[step.kind].includes(answer.kind)) return refuse('walk.answer_kind')
  if (step.kind === 'ask' && 'value' in answer) return unfitValue(step.asked, answer.value)
  return null
}

function unfitValue(asked: Asked, value: Value): Refusal | null {
  switch (asked.kind) {
    case 'choice': {
      const names = asked.choices.map(({ name }) => name)
      const isOne = names.some(name => name === value)
      return isOne ? null : refuse('walk.not_a_choice', { choices: names.join(', ') })
    }
    case 'number': {
      const { least, most } = asked
      const isIn = typeof value === 'number' && least <= value && value <= most
      return isIn ? null : refuse('walk.out_of_range', { least, most })
    }
    case 'date':
      return readDate(String(value)) === null ? refuse('walk.not_a_date') : null
    default: {
      const isText = typeof value === 'string' && value.trim() !== '' && value.length <= textLengthMax
      return isText ? null : refuse('walk.answer_kind')
    }
  }
}

/** What conditions may compare an answer with; null: nothing was answered. */
export const comparable = (answer: Answer): Value | null =>
  'value' in answer ? answer.value : answer.kind === 'worked' || answer.kind === 'failed' ? answer.kind : null
