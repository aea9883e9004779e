import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markedName, pictureMark, withNames, withoutPicture, withPicture } from './picture-mark.ts'

test('a name cannot end its own mark', () => {
  assert.equal(markedName(' a [1]\nb.png '), 'a 1 b.png')
  assert.equal(pictureMark('x](http://t.example)'), '![x (http://t.example)]')
  assert.equal(markedName('n'.repeat(300)).length, 200)
})
test('plain text names the picture; a link is none', () => {
  assert.equal(withNames('See ![lamp.png].\n![a](b)'), 'See [lamp.png].\n![a](b)')
})
test('a picture is put on a line of its own, where one writes', () => {
  assert.deepEqual(withPicture('', 'a.png', 0), { text: '![a.png]\n', at: 9 })
  assert.deepEqual(withPicture('See\nMore', 'a.png', 3), { text: 'See\n![a.png]\nMore', at: 13 })
  assert.deepEqual(withPicture('See\nMore', 'a.png', 4), { text: 'See\n![a.png]\nMore', at: 13 })
})
test('a picture that is taken away leaves no mark behind', () => {
  assert.equal(withoutPicture('See\n![a.png]\nMore ![a.png].\n![b.png]', 'a.png'), 'See\nMore .\n![b.png]')
})
