// The key normaliser on the layouts our agents type on, and the sequences.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comboOf, follow, isSingleKey, keyOf, type Press, printed } from './keys.ts'

const press = (key: string, code: string, more: Partial<Press> & { altGraph?: boolean } = {}): Press => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  getModifierState: name => name === 'AltGraph' && more.altGraph === true,
  ...more,
})

const layouts: readonly (readonly [string, Press, string])[] = [
  ['English j', press('j', 'KeyJ'), 'j'],
  ['English capital J is the same key', press('J', 'KeyJ', { shiftKey: true }), 'j'],
  ['German z sits where English has y: the printed letter counts', press('z', 'KeyY'), 'z'],
  ['German ö is no Latin letter and has no letter key', press('ö', 'Semicolon'), 'ö'],
  ['Swedish / is Shift+7', press('/', 'Digit7', { shiftKey: true }), '/'],
  ['Italian ? is Shift+apostrophe', press('?', 'Minus', { shiftKey: true }), '?'],
  ['Catalan ç keeps its own sign', press('ç', 'Backslash'), 'ç'],
  ['Russian о lies on the j key', press('о', 'KeyJ'), 'j'],
  ['Russian К with shift lies on the r key', press('К', 'KeyR', { shiftKey: true }), 'r'],
  ['AltGr+e types € and is never ours', press('€', 'KeyE', { altGraph: true }), ''],
  ['Ctrl+Alt is AltGr on Windows', press('@', 'KeyQ', { ctrlKey: true, altKey: true }), ''],
  ['a dead key is typing', press('Dead', 'BracketLeft'), ''],
]
for (const [name, given, key] of layouts) test(name, () => assert.equal(keyOf(given), key))

test('a letter under composition is typing', () => {
  assert.equal(keyOf(press('j', 'KeyJ', { isComposing: true })), '')
})

test('shift is named for letters and named keys, not for symbols it already changed', () => {
  assert.equal(comboOf(press('J', 'KeyJ', { shiftKey: true }), false), 'shift+j')
  assert.equal(comboOf(press('?', 'Slash', { shiftKey: true }), false), '?')
  assert.equal(comboOf(press('Enter', 'Enter', { shiftKey: true, ctrlKey: true }), false), 'mod+shift+enter')
})

test('mod is Ctrl here and ⌘ on a Mac, and the other one belongs to the system', () => {
  assert.equal(comboOf(press('k', 'KeyK', { ctrlKey: true }), false), 'mod+k')
  assert.equal(comboOf(press('k', 'KeyK', { metaKey: true }), true), 'mod+k')
  assert.equal(comboOf(press('k', 'KeyK', { ctrlKey: true }), true), '')
  assert.equal(comboOf(press('k', 'KeyK', { metaKey: true }), false), '')
})

test('a modifier alone is no combination', () => {
  assert.equal(comboOf(press('Shift', 'ShiftLeft', { shiftKey: true }), false), '')
})

test('single keys are those a field would type', () => {
  for (const one of ['j', 'shift+j', '?', 'space']) assert.equal(isSingleKey(one), true, one)
  for (const one of ['mod+k', 'enter', 'f8', 'escape', 'arrowdown'])
    assert.equal(isSingleKey(one), false, one)
})

test('a sequence is pending until its end, and a stray key starts afresh', () => {
  const known = new Set(['g q', 'g e', 'j'])
  assert.deepEqual(follow('', 'g', known), { pending: 'g' })
  assert.deepEqual(follow('g', 'q', known), { hit: 'g q', pending: '' })
  assert.deepEqual(follow('g', 'j', known), { hit: 'j', pending: '' })
  assert.deepEqual(follow('g', 'y', known), { pending: '' })
})

test('keys are shown as they are printed', () => {
  assert.equal(printed('mod+shift+enter', true), '⌘⇧↵')
  assert.equal(printed('mod+enter', false), 'Ctrl+↵')
  assert.equal(printed('shift+y', false), '⇧Y')
  assert.equal(printed('g q', false), 'g q')
  assert.equal(printed('f8', false), 'F8')
})
