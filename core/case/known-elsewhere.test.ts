// Answers known from other cases of the same customer.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { type Elsewhere, isOfSame, knownIn, serialIn } from '#core/case/known-elsewhere.ts'
import type { Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { ask, choicesOf, passOn, scriptOf, solved } from '#core/testing/script-world.ts'
import { answer, begin, bo, goBack, only, reuse } from '#core/testing/walk-course.ts'
import { at, given, taken, text, type Wished } from '#core/testing/world.ts'

const router = { serial: 'SN1', product: 'pro_router' } as const
const unknown = { serial: null, product: null }

describe('whether another case is of the same', () => {
  test('of the person always; of a device by its number, else by its product', () => {
    assert.equal(isOfSame('caller.name', unknown, { serial: 'SN9', product: 'pro_other' }), true)
    assert.equal(isOfSame('router.light', router, { ...router, product: 'pro_renamed' }), true)
    assert.equal(isOfSame('router.light', router, { ...router, serial: 'SN2' }), false)
    assert.equal(isOfSame('router.light', router, { serial: null, product: 'pro_router' }), true)
    assert.equal(isOfSame('router.light', router, { serial: null, product: 'pro_other' }), false)
    assert.equal(isOfSame('router.light', unknown, unknown), false)
    assert.equal(isOfSame('recaller.name', unknown, unknown), false)
  })

  test('who may speak was found out for one call, and is of no other', () => {
    for (const fact of ['caller.right', 'caller.identity', 'call.about', 'call.words'])
      assert.equal(isOfSame(fact, router, router), false)
  })

  test('the number is the one it was judged by last', () => {
    const judged = (serial?: string) => ({ type: 'entitlement.decided', ...(serial && { serial }) })
    const ledger = [judged('SN1'), judged('SN2'), judged(), { type: 'note.added' }] as unknown as Recorded[]
    assert.deepEqual([serialIn(ledger), serialIn([])], ['SN2', null])
  })
})

const holding = scriptOf([
  ask('light', 'name', { fact: 'router.light', holdsMinutes: 30 }),
  ask('name', 'over', { fact: 'caller.name' }),
  passOn('over'),
])
const using = { scripts: [holding], checks: {} }
const walked: readonly Wished[] = [
  ...taken,
  [2, bo, begin(using)],
  [3, bo, answer('light', 'yes', using)],
  [4, bo, answer('name', 'no', using)],
]
const stateOf = (...more: readonly Wished[]) => given(...walked, ...more).state as OpenedCase

describe('what a case knows for another', () => {
  test('the latest answer under that name, as long as it is true', () => {
    const state = stateOf()
    assert.equal(knownIn(state, 'router.light', at(32))?.value, 'yes')
    assert.equal(knownIn(state, 'router.light', at(33)), null)
    assert.equal(knownIn(state, 'caller.name', at(9_999))?.value, 'no')
    assert.equal(knownIn(state, 'router.other', at(5)), null)
  })

  test('what has no end is true as long as its case is open; what has one, until then', () => {
    const solve: Command = { type: 'case.solve', fix: text('It is fixed') }
    const state = stateOf([5, bo, solve])
    assert.equal(state.phase, 'solved')
    assert.equal(knownIn(state, 'caller.name', at(6)), null)
    assert.equal(knownIn(state, 'router.light', at(6))?.value, 'yes')
  })

  test('what was gone back over is not known', () => {
    const state = stateOf([5, bo, goBack], [6, bo, goBack])
    assert.deepEqual(
      ['caller.name', 'router.light'].map(fact => knownIn(state, fact, at(7))),
      [null, null],
    )
  })
})

describe('taking it over', () => {
  const elsewhere: Elsewhere = {
    ...{ fact: 'router.light', value: 'yes', text: null, walk: 'wlk_old', at: at(-60) },
    case: 'cas_old',
  }
  const here: readonly Wished[] = [...taken, [2, bo, begin(using)]]
  const takes = (known: Partial<Elsewhere> = {}) =>
    reuse('light', { walk: 'wlk_a', ...using, elsewhere: { ...elsewhere, ...known } })

  test('says in the ledger in which case and walk it was answered', () => {
    const events = given(...here)
      .when(3, bo, takes())
      .then('walk.reused')
    const { value, from, fromCase, fact, text: words } = only(events, 'walk.reused')
    assert.deepEqual(
      [value, from, fromCase, fact, words],
      ['yes', 'wlk_old', 'cas_old', 'router.light', undefined],
    )
    const words_ = given(...here)
      .when(3, bo, takes({ text: text('Red') }))
      .then('walk.reused')
    assert.deepEqual(only(words_, 'walk.reused').text, text('Red'))
  })

  test('goes after what this case knows itself', () => {
    const both: readonly Wished[] = [...walked, [5, bo, begin({ ...using, walk: 'wlk_b' })]]
    const wish = reuse('light', { ...using, elsewhere: { ...elsewhere, value: 'no' } })
    const taken_ = only(
      given(...both)
        .when(6, bo, wish)
        .then('walk.reused'),
      'walk.reused',
    )
    assert.deepEqual([taken_.value, taken_.from, taken_.fromCase], ['yes', 'wlk_a', undefined])
  })

  test('is refused where it is no answer to the question asked', () => {
    const refuses = (known: Partial<Elsewhere>) =>
      given(...here)
        .when(3, bo, takes(known))
        .thenRefused('walk.not_known')
    refuses({ value: 'blue' })
    refuses({ fact: 'router.other' })
    const ended = scriptOf([ask('light', 'fine', { asked: choicesOf('yes') }), solved('fine')])
    const own = { scripts: [ended], checks: {} }
    given(...taken, [2, bo, begin(own)], [3, bo, answer('light', 'yes', own)])
      .when(4, bo, reuse('fine', { walk: 'wlk_a', ...own, elsewhere }))
      .thenRefused('walk.not_known')
  })
})
