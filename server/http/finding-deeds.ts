// Deeds of finding out: a fault made to happen again, what is suspected, what it is. Rows of the table in
// deeds.ts.
import { findingsOf } from '#core/case/findings.ts'
import type { findingSchemas } from '#server/http/finding-schemas.ts'
import type { Row } from '#server/http/deeds.ts'

export const findingDeeds: { readonly [T in keyof typeof findingSchemas]: Row<T> } = {
  'reproduction.try': {
    summary: 'Record a try to make the fault happen again: where, how, and how often it was seen.',
    commands: ({ reproduction, environment, steps, expected, actual, ...often }, { id, ref }) => [
      {
        ...often,
        type: 'reproduction.try',
        reproduction: id('rpr', 'reproduction', reproduction),
        environment: ref(environment),
        steps: ref(steps),
        expected: ref(expected),
        actual: ref(actual),
      },
    ],
  },
  'reproduction.strike': {
    summary: 'Strike a try that was recorded by mistake; it stays readable.',
    commands: ({ reproduction, because }, { ref }) => [
      { type: 'reproduction.strike', reproduction, because: ref(because) },
    ],
  },
  'hypothesis.raise': {
    summary: 'Name what may be the cause, and how sure one is.',
    commands: ({ hypothesis, text, confidence }, { id, ref }) => [
      {
        type: 'hypothesis.raise',
        hypothesis: id('hyp', 'hypothesis', hypothesis),
        text: ref(text),
        confidence,
      },
    ],
  },
  'hypothesis.rule_out': {
    summary: 'Rule out what was suspected, and say how; it stays readable.',
    commands: ({ hypothesis, how }, { ref }) => [{ type: 'hypothesis.rule_out', hypothesis, how: ref(how) }],
  },
  'hypothesis.take_up': {
    summary: 'Suspect again what was ruled out too early, with the reason.',
    commands: ({ hypothesis, because }, { ref }) => [
      { type: 'hypothesis.take_up', hypothesis, because: ref(because) },
    ],
  },
  'cause.find': {
    summary: 'Say what the cause is, how that is known, and which entries show it.',
    commands: async ({ hypothesis, text, how, because, evidence }, { id, ref, maybeRef, state }) => {
      const known = hypothesis && findingsOf(await state()).hypotheses[hypothesis] ? hypothesis : undefined
      return [
        {
          type: 'cause.find',
          hypothesis: known ?? id('hyp', 'hypothesis', hypothesis),
          text: known ? undefined : maybeRef(text),
          how,
          because: ref(because),
          evidence,
        },
      ]
    },
  },
  'cause.withdraw': {
    summary: 'Take back what counted as the cause, with the reason.',
    commands: ({ because }, { ref }) => [{ type: 'cause.withdraw', because: ref(because) }],
  },
}
