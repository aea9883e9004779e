// Deeds of making sure: a fix checked in a test environment, and what is checked again later. Rows of the
// table in deeds.ts.
import type { Row } from '#server/http/deeds.ts'
import type { verificationSchemas } from '#server/http/verification-schemas.ts'

export const verificationDeeds: { readonly [T in keyof typeof verificationSchemas]: Row<T> } = {
  'verification.make': {
    summary: 'Record that a fix was checked where the fault was seen, and what came of it.',
    commands: ({ verification, environment, recreated, fix, result, because }, { id, ref, maybeRef }) => [
      {
        type: 'verification.make',
        verification: id('vrf', 'verification', verification),
        environment: ref(environment),
        recreated: maybeRef(recreated),
        fix: ref(fix),
        result,
        because: ref(because),
      },
    ],
  },
  'verification.strike': {
    summary: 'Strike a check of a fix that was recorded by mistake; it stays readable.',
    commands: ({ verification, because }, { ref }) => [
      { type: 'verification.strike', verification, because: ref(because) },
    ],
  },
  'regression.plan': {
    summary: 'Say what is checked again, when and by whom.',
    commands: ({ regression, what, dueAt, checker }, { id, ref, by }) => [
      {
        type: 'regression.plan',
        regression: id('rgr', 'regression', regression),
        what: ref(what),
        dueAt,
        checker: checker ?? by,
      },
    ],
  },
  'regression.move': {
    summary: 'Check it at another time or by somebody else, with the reason.',
    commands: ({ regression, dueAt, checker, because }, { ref }) => [
      { type: 'regression.move', regression, dueAt, checker, because: ref(because) },
    ],
  },
  'regression.check': {
    summary:
      'Say what was seen when it was checked again. What came back opens the case again, or a follow-up.',
    commands: async ({ regression, result, seen, next }, { ref, maybeRef, followUp }) => {
      const isBack = result === 'came_back' && next !== undefined
      const to = isBack ? await followUp(regression, next) : null
      return [
        {
          type: 'regression.check',
          regression,
          result,
          seen: ref(seen),
          next: maybeRef(next),
          followUp: to ?? undefined,
        },
        ...(to ? [{ type: 'case.link' as const, to, how: 'related' as const }] : []),
      ]
    },
  },
}
