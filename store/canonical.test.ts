// The canonical text: the same for the same value, whatever order its fields were made in.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { canonical } from './canonical.ts'

/** The rule once more, as plainly as it can be said. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${plainly(field)}`).join()}}`
}

const names = fc.oneof(
  fc.string(),
  fc.constantFrom('10', '9', '0a', '__proto__', 'toJSON', 'constructor', ''),
)
const { value: anything } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, true, 0, -0, 1e21, 'text', '\ud800', '"\n'),
    fc.string(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 20, noNullPrototype: false }),
  ),
}))

it('is the text the rule says, for every value', () => {
  fc.assert(
    fc.property(anything, value => assert.equal(canonical(value), plainly(value))),
    {
      numRuns: 1_000,
    },
  )
})

it('sorts names like numbers as names, and keeps a field called __proto__', () => {
  assert.equal(canonical({ 9: 1, 10: 2 }), '{"10":2,"9":1}')
  assert.equal(canonical(JSON.parse('{"b":1,"__proto__":{"a":2}}')), '{"__proto__":{"a":2},"b":1}')
})

it('is the same whatever order many fields were made in', () => {
  const many = Array.from({ length: 40 }, (_, i) => [`field ${i}`, i] as const)
  assert.equal(canonical(Object.fromEntries(many)), canonical(Object.fromEntries(many.toReversed())))
})

it('leaves out what is absent, and says null for it in a list', () => {
  assert.equal(canonical({ a: undefined, b: [undefined, 1], c: {} }), '{"b":[null,1],"c":{}}')
  assert.equal(canonical(undefined), 'null')
})
