// Whatever the page foresees of a deed it foresees from the body it sends, without falling over: in every
// state a case can be in. What the body does not say has to be left to the server.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CommandType } from '#core/case/case.ts'
import { caseIn, commandTypes, later, samples, worldNames } from '#core/testing/sample.ts'
import { at, by, desk } from '#core/testing/world.ts'
import { deedSchemas } from '#server/http/deed-schemas.ts'
import { foresee, isForeseen, type OwnDeed } from '#web/case/foresee.ts'

type Sent = Exclude<keyof typeof deedSchemas, 'case.open'>

/** The sample as a page sends it: fields of the body alone, words as words. */
function bodyOf(type: Sent): Record<string, unknown> {
  const fields = Object.keys(deedSchemas[type].shape)
  const sample: Record<string, unknown> = samples[type as CommandType]
  return Object.fromEntries(
    fields.flatMap(field => {
      const value = sample[field]
      if (value === undefined) return []
      return [[field, isWords(value) ? `words of ${field}` : value]]
    }),
  )
}
const isWords = (value: unknown): boolean => typeof value === 'object' && value !== null && 'mac' in value

const sent = commandTypes.filter((type): type is Sent => type in deedSchemas && isForeseen(type))

test('there are deeds that are foreseen', () => assert.ok(sent.length > 20))

for (const type of sent)
  test(`${type} is foreseen from its body, or refused, in every state of a case`, () => {
    for (const name of worldNames) {
      const ledger = caseIn(name).events.map((event, i) => ({ ...event, seq: i + 1 }))
      const deed = { key: 'k-1', caseId: 'cas_a', type, body: bodyOf(type), at: at(later), state: 'sending' }
      assert.doesNotThrow(() => foresee(ledger, {}, [deed as OwnDeed], { me: by('bo'), desk }), name)
    }
  })
