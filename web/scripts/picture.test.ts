// The map as a picture: what a step says in short, in the language asked for, and a file any program reads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { sayIn } from '#words/say-in.ts'
import { sampleScript } from '#test/support/sample-script.ts'
import { graphOf } from './map-graph.ts'
import { laidAtOnce } from './map-layout.ts'
import { labelOf, shortened, toldOf } from './map-words.ts'
import { outlineOf } from './outline.ts'
import { bandsOf, labelAt, pictureOf, svgText, wrapped } from './picture.ts'

const outline = outlineOf(parse(sampleScript))
const graph = graphOf(outline)
const laid = laidAtOnce(graph)
const said = (language: 'en' | 'sv') =>
  pictureOf(laid, outline, { language, say: sayIn(language) }).shapes.flatMap(one => one.text ?? [])

test('a picture has every step in the language asked for, and the answers on its arrows', () => {
  for (const text of ['Lyser lampan?', 'Den lyser']) assert.ok(said('sv').includes(text), text)
  assert.ok(said('en').includes('Does its light shine?'))
  assert.ok(said('en').includes('worked'))
  assert.equal(said('en').filter(one => /^[1-8]$/.test(one)).length, 8)
})
test('a file escapes what people write, and has no letter XML does not allow', () => {
  const text = svgText(
    pictureOf(laid, outline, { language: 'en', say: key => `<${key}>&"\u0001` }),
    'A & "B" <c>',
  )
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d/)
  assert.match(text, /<title>A &amp; &quot;B&quot; &lt;c&gt;<\/title>/)
  assert.ok(!text.includes('<scripts') && !text.includes('\u0001'))
  assert.match(text, /text-anchor="middle"/)
})
test('a long sentence is wrapped, and cut with three dots where there is no more room', () => {
  assert.deepEqual(wrapped('one two three', 7, 3), ['one two', 'three'])
  assert.deepEqual(wrapped('one two three four five six', 9, 2), ['one two', 'three…'])
  assert.deepEqual(wrapped('aaaaaa bbbbbb cccccc dddd', 8, 2).length, 2)
  assert.equal(shortened('abcdefghijkl', 6), 'abcde…')
  assert.deepEqual(wrapped('', 7, 3), [''])
})
test('an arrow with a condition says it in signs', () => {
  const edge = graph.edges[0]!
  const label = (condition: unknown) =>
    labelOf(
      { ...edge, ways: [{ ...edge.ways[0]!, by: 'next', when: 'as written', condition }] },
      sayIn('en'),
      'en',
    )
  assert.equal(label({ is: ['light', 'red'] }), 'light = red')
  assert.equal(label({ all: [{ below: ['mbit', 2] }, { answered: 'room' }] }), 'mbit < 2 & room')
  assert.equal(
    label({ not: { any: [{ atLeast: ['n', 2] }, { among: ['l', ['a', 'b']] }] } }),
    '¬(n ≥ 2 | l = a | b)',
  )
  assert.equal(label({ not: { is: ['n', 1] } }), '¬ n = 1')
  assert.equal(label({ odd: 1 }), '…')
})
test('an arrow says each answer once; long arrows are numbers at their step', () => {
  const edge = graph.edges.find(one => one.from === 1 && one.to === 4)!
  assert.equal(labelOf(edge, sayIn('en'), 'en'), 'then, skipped or not…')
  assert.equal(toldOf(laid.told, 4), '→ 5')
  assert.equal(toldOf(laid.told, 0), '')
  assert.ok(
    labelAt(
      [
        { x: 0, y: 0 },
        { x: 100, y: 72 },
      ],
      1,
    ).y >
      labelAt(
        [
          { x: 0, y: 0 },
          { x: 100, y: 72 },
        ],
        0,
      ).y,
  )
})
test('pages cut a picture between rows, and hold all of it', () => {
  const bands = bandsOf({ shapes: [], width: 400, height: 5_000 }, 168)
  assert.ok(bands.length > 3 && bands.every(one => one.width === 760 && one.y % 168 === 0))
  assert.equal(bands.at(-1)!.y + bands.at(-1)!.height, 5_000)
  assert.equal(bandsOf({ shapes: [], width: 2_000, height: 100 }, 168).length, 1)
})
