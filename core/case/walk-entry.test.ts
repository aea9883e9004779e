// A walk as the ledger and the card show it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf } from '#core/case/card.ts'
import type { Event } from '#core/case/event.ts'
import { timeline, type Entry } from '#core/case/timeline.ts'
import type { WalkEntry } from '#core/case/walk-entry.ts'
import { ask, check, scriptOf, solved } from '#core/testing/script-world.ts'
import {
  answer,
  begin,
  begun,
  answered,
  bo,
  giveUp,
  goBack,
  jump,
  pause,
  resume,
  reuse,
  tried,
  using,
  worked,
} from '#core/testing/walk-course.ts'
import { at, caseId, customer, given, taken, text, textOf, type Wished } from '#core/testing/world.ts'

const entryOf = (wished: readonly Wished[]) => {
  const ledger = given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))
  return timeline(ledger).find((one: Entry) => one.kind === 'walk') as WalkEntry
}

test('the ledger shows a walk as one entry with its answers, and where it stands', () => {
  const course: readonly Wished[] = [
    ...begun,
    [3, bo, answer('light', 'yes', { nowhere: true })],
    [4, bo, answer('restart', { kind: 'cannot' }, { because: text('no socket'), tried })],
    [5, bo, goBack],
    [6, bo, goBack],
    [7, bo, jump('restart')],
    [8, bo, pause],
  ]
  const entry = entryOf(course)
  assert.deepEqual(
    entry.lines.map(({ how, place, value, tried: step, nowhere }) => [how, place.step, value, step, nowhere]),
    [
      ['value', 'light', 'yes', null, true],
      ['cannot', 'restart', null, 'stp_w', false],
      ['went_back', 'level2', null, null, false],
      ['went_back', 'restart', null, null, false],
      ['jumped', 'light', null, null, false],
    ],
  )
  assert.deepEqual(
    [entry.slug, entry.version, entry.place.step, entry.standing],
    ['sample', 1, 'restart', 'paused'],
  )
  assert.equal(entryOf([...course, [9, bo, resume]]).standing, 'running')
  const over = entryOf([...course, [9, bo, giveUp]])
  assert.deepEqual([over.standing, over.because], ['given_up', text('line dropped')])
  const done = entryOf([...answered, [4, bo, answer('restart', worked)]])
  assert.deepEqual([done.standing, done.end, done.place.step], ['ended', 'solved', 'fine'])
})

test('an entry says what was taken over, and that support is waited for', () => {
  const twice = scriptOf([
    ask('a', 'b', { fact: 'f' }),
    ask('b', 'look', { fact: 'f' }),
    check('look', 'last'),
    ask('last', 'fine', { level: 1 }),
    solved('fine'),
  ])
  const own = using(twice)
  const course: readonly Wished[] = [
    ...taken,
    [2, customer, begin(own)],
    [3, customer, answer('a', 'yes', own)],
    [4, customer, reuse('b', { walk: 'wlk_a', ...own })],
  ]
  const entry = entryOf(course)
  assert.deepEqual(
    [entry.standing, entry.lines.map(one => one.how)],
    ['needs_support', ['value', 'known', 'silent']],
  )
  const back = entryOf([...course, [5, bo, goBack]])
  assert.deepEqual([back.place.step, back.standing], ['b', 'running'])
  const events = given(...taken, [2, bo, begin(own)]).events
  const odd = [...events, { type: 'walk.went_back', walk: 'wlk_a', at: at(3), by: bo } as Event]
  const entries = timeline(odd.map((event, i) => ({ ...event, seq: i + 1 })))
  assert.equal((entries.find(one => one.kind === 'walk') as WalkEntry).place.step, 'a')
})

test('the card shows the walk that moved last, as long as the case is open and the walk not at its end', () => {
  const names = { text: textOf, customerName: 'Anna', organisationName: null }
  const cardWalk = (wished: readonly Wished[]) => cardOf(caseId('a'), given(...wished).events, names)?.walk
  assert.equal(cardWalk(taken), undefined)
  assert.deepEqual(cardWalk(answered), {
    walk: 'wlk_a',
    script: 'sample',
    version: 1,
    standing: 'running',
    walker: 'agent',
    changedAt: at(3),
  })
  assert.equal(cardWalk([...answered, [4, bo, pause]])?.standing, 'paused')
  const own: readonly Wished[] = [...taken, [2, customer, begin()], [3, customer, answer('light', 'yes')]]
  const waiting = cardWalk(own)
  assert.deepEqual([waiting?.standing, waiting?.walker], ['needs_support', 'customer'])
  assert.equal(cardWalk([...answered, [4, bo, answer('restart', worked)]]), undefined)
  assert.equal(cardWalk([...answered, [4, bo, { type: 'case.solve', fix: text('f') }]]), undefined)
})
