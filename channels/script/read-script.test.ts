import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readScript } from '#channels/script/read-script.ts'
import { sampleScript } from '#test/support/sample-script.ts'

/** What is wrong, as `line: code at place`. */
const faults = (text: string) =>
  readScript(text, () => null).faults.map(
    fault => `${fault.line}: ${fault.code}${'path' in fault ? ` at ${fault.path}` : ''}`,
  )
const with_ = (from: string | RegExp, to: string) => {
  const text = sampleScript.replace(from, to)
  assert.notEqual(text, sampleScript)
  return text
}
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

test('a script is read from YAML, and the same from JSON', () => {
  const { script, faults: none } = readScript(sampleScript, () => null)
  assert.deepEqual(none, [])
  assert.deepEqual([script?.slug, script?.steps.length], ['kettle', 8])
  const form = JSON.stringify({
    slug: 'x',
    languages: ['en'],
    title: { en: 'T' },
    says: { en: 'S' },
    article: 'a',
    start: 'e',
    steps: [{ name: 'e', end: 'solved', say: { en: 'Good' }, fixed: { en: 'It' } }],
  })
  assert.deepEqual(faults(form), [])
})
test('yes and no are words, not truths', () => {
  const { script } = readScript(sampleScript, () => null)
  const step = script?.steps[0]
  assert.deepEqual(step?.kind === 'check' && step.next[0]?.when, { is: ['recall', 'yes'] })
})
test('a fault of the form and of the script is told at its line', () => {
  assert.deepEqual(faults(with_('    toLevel: 2\n', '    toLevel: 9\n')), [
    `${lineOf(sampleScript, 'toLevel')}: number_wrong at steps.6.toLevel`,
  ])
  assert.deepEqual(faults(with_('    failed: plug', '    failed: plugg')), [
    `${lineOf(sampleScript, 'failed: plug')}: arrow_nowhere at steps.4.failed`,
  ])
  assert.deepEqual(faults(with_(', sv: Bra.}', '}')), [
    `${lineOf(sampleScript, 'say: {en: Good.')}: language_missing at steps.5.say`,
  ])
})
test('what is missing is told where it would be', () => {
  const text = with_('    fixed: {en: Another socket, sv: Ett annat uttag}\n', '')
  assert.deepEqual(faults(text), [`${lineOf(text, 'name: boils')}: end_incomplete at steps.5.fixed`])
})
test('a broken YAML names line and cause', () => {
  const at = lineOf(sampleScript, 'says:')
  const { script, faults: all } = readScript(with_('says: {en: It', 'says: {en: "It'), () => null)
  assert.equal(script, null)
  assert.ok(all.every(({ code }) => code === 'not_yaml'))
  assert.ok(all[0]!.line >= at && 'because' in all[0]! && all[0].because.length > 5)
  assert.deepEqual(faults('slug: a\nslug: b\n'), ['2: not_yaml'])
  assert.deepEqual(faults('a: 1\n---\nb: 2\n'), ['2: not_yaml'])
  assert.deepEqual(faults('slug: !!set {a}\n').length > 0, true)
  assert.deepEqual(faults('slug: *nobody\n'), ['1: not_yaml'])
})
test('an empty file or one word is no script', () => {
  for (const text of ['', 'kettle', '7', '- a\n- b\n'])
    assert.match(faults(text)[0]!, /^1: (not_an_object|missing) at $/)
})
test('anchors may be used again, and none unfolds without end', () => {
  const twice = with_('say: {en: Good., sv: Bra.}', 'say: &good {en: Good., sv: Bra.}').replace(
    'say: {en: It was recalled., sv: Den är återkallad.}',
    'say: *good',
  )
  assert.deepEqual(faults(twice), [])
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`),
  ].join('\n')
  const from = performance.now()
  assert.deepEqual(faults(bomb), ['1: not_yaml'])
  assert.ok(performance.now() - from < 1_000)
  assert.deepEqual(faults('steps: &a [*a]\n').length > 0, true)
})
test('a fault behind an anchor is told at what it stands for', () => {
  const text = with_('say: {en: Good., sv: Bra.}', 'say: &good {en: Good.}').replace(
    'say: {en: It was recalled., sv: Den är återkallad.}',
    'say: *good',
  )
  assert.deepEqual(faults(text), [
    `${lineOf(text, '&good')}: language_missing at steps.5.say`,
    `${lineOf(text, '*good')}: language_missing at steps.7.say`,
  ])
})
test('brackets without end and letters without end are refused', () => {
  assert.equal(faults('['.repeat(200_000))[0], '1: not_yaml')
  assert.deepEqual(faults(' '.repeat(20_000_001)), ['1: not_yaml'])
})
