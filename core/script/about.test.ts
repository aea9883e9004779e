import assert from 'node:assert/strict'
import { test } from 'node:test'
import { about } from '#core/script/about.ts'
import { ask, inner, outer, passOn, scriptOf, shelf, solved, sub } from '#core/testing/script-world.ts'
import { walking, yes } from '#core/testing/walking.ts'

test('about so many steps are to come: the median over the ways', () => {
  const line = scriptOf([ask('one', 'two'), ask('two', 'three'), ask('three', 'good'), solved('good')])
  const walk = walking(line)
  assert.equal(about(walk.walk(), walk.scripts), 3)
  walk.gives(yes)
  assert.equal(about(walk.walk(), walk.scripts), 2)
  walk.gives(yes, yes)
  assert.equal(about(walk.walk(), walk.scripts), 0)
})
test('sub-scripts and the scripts around count in what is to come', () => {
  const walk = walking(outer, inner)
  assert.equal(about(walk.walk(), walk.scripts), 2)
  walk.gives(yes)
  assert.equal(about(walk.walk(), walk.scripts), 1)
  // Gone meanwhile: the inner one alone is counted.
  assert.equal(about(walk.walk(), shelf(inner)), 1)
  const twice = scriptOf([
    sub('on', 'inner', { solved: 'more', unsolved: 'more' }),
    sub('more', 'inner', { solved: 'away', unsolved: 'away' }),
    sub('away', 'nowhere', { solved: 'ask', unsolved: 'ask' }),
    ask('ask', 'nowhere'),
  ])
  assert.equal(about(walking(twice, inner).walk(), shelf(twice, inner)), 4)
})
test('how many are to come is guessed with bounded work, whatever goes round', () => {
  const names = Array.from({ length: 2_000 }, (_, i) => `step-${i}`)
  const around = scriptOf([
    ...names.map((name, i) =>
      ask(name, names[(i + 1) % 2_000]!, {
        otherwise: names[(i * 7) % 2_000]!,
        tries: { most: 2, spent: 'bad' },
      }),
    ),
    passOn('bad'),
  ])
  const walk = walking(around)
  const from = performance.now()
  assert.ok(about(walk.walk(), walk.scripts) > 5)
  // Without a bound it would not be through in an hour; a busy machine is given its time.
  assert.ok(performance.now() - from < 2_000, 'it took too long')
  const ring = scriptOf([
    ask('first', 'on'),
    sub('on', 'sample', { solved: 'bad', unsolved: 'bad' }),
    passOn('bad'),
  ])
  assert.equal(about(walking(ring).walk(), shelf(ring)), 3)
})
test('a script that nobody checked and that never ends has a guess too', () => {
  const script = scriptOf([ask('one', 'two'), ask('two', 'one')])
  const guess = about(walking(script).walk(), shelf(script))
  assert.ok(guess > 1_000 && guess < 20_000, `${guess}`)
})
