// Secrets at rest: what is sealed opens for its own use under its own key, and for nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysOf, newKeyLine, secretBox } from '#server/secret-box.ts'

const keys = (...numbers: number[]) => keysOf(numbers.map(newKeyLine).join(''))!
const use = 'mailbox/mbx_1/password'

test('what was sealed opens again, and its words stand nowhere in it', () => {
  const box = secretBox(keys(1))
  for (const words of ['hunter2', '', 'пароль с пробелом', 'x'.repeat(4_000)]) {
    const sealed = box.seal(words, use)
    assert.equal(box.open(sealed, use), words)
    assert.ok(words === '' || !sealed.includes(Buffer.from(words)))
  }
  assert.notDeepEqual(box.seal('same', use), box.seal('same', use))
})
test('a secret sealed for one use opens for no other, so that rows cannot be exchanged', () => {
  const box = secretBox(keys(1))
  assert.equal(box.open(box.seal('hunter2', use), 'mailbox/mbx_2/password'), null)
})
test('a changed, cut or foreign sealing opens for nobody', () => {
  const box = secretBox(keys(1))
  const sealed = box.seal('hunter2', use)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    assert.equal(box.open(changed, use), null, `byte ${at}`)
    assert.equal(box.open(sealed.subarray(0, at), use), null, `cut at ${at}`)
  }
  assert.equal(secretBox(keys(1)).open(sealed, use), null)
})
test('after a new key the old secrets still open, and are known as old', () => {
  const one = newKeyLine(1)
  const before = secretBox(keysOf(one)!)
  const sealed = before.seal('hunter2', use)
  const after = secretBox(keysOf(`# rotated in March\n${one}${newKeyLine(2)}`)!)
  assert.equal(after.open(sealed, use), 'hunter2')
  assert.ok(after.isOld(sealed))
  const again = after.seal('hunter2', use)
  assert.ok(!after.isOld(again))
  assert.equal(before.open(again, use), null)
})
test('keys that cannot be read are no keys', () => {
  const line = newKeyLine(7).trim()
  assert.equal(keysOf(`${line},${newKeyLine(8).trim()}`)?.size, 2)
  for (const text of ['', '7:', `0:${line.slice(2)}`, `256:${line.slice(2)}`, '1:short', `${line},${line}`])
    assert.equal(keysOf(text), null, text)
})
