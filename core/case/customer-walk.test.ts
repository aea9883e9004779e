// What a customer sees of a script that was gone through: his words and answers, and nothing of ours.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { customerView } from '#core/case/customer-view.ts'
import { type CustomerWalk, pinsIn } from '#core/case/customer-walk.ts'
import type { Attached, Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { languages } from '#core/people/language.ts'
import type { Script, Wording } from '#core/script/script.ts'
import {
  ask,
  check,
  choicesOf,
  doing,
  inAll,
  passOn,
  scriptOf,
  shelf,
  solved,
  tell,
} from '#core/testing/script-world.ts'
import { answer, begin, bo, giveUp, goBack, jump, pause, reuse, resume } from '#core/testing/walk-course.ts'
import { at, customer, desk, play, taken, text, textOf, type Wished } from '#core/testing/world.ts'

/** Whatever is written for agents is a canary. */
const canary = Object.fromEntries(languages.map(one => [one, 'canary'])) as Wording
const ours = { question: canary, why: canary }
const line = scriptOf([
  ask('light', 'rate', { ...ours, fact: 'light' }),
  ask('rate', 'day', { ...ours, asked: { kind: 'number', least: 0, most: 9, unit: 'Mbit/s' } }),
  ask('day', 'words', { ...ours, asked: { kind: 'date' } }),
  ask('words', 'photo', { ...ours, asked: { kind: 'text' } }),
  ask('photo', 'count', { ...ours, asked: { kind: 'photo' } }),
  ask('count', 'out', { ...ours, asked: { kind: 'number', least: 0, most: 9 } }),
  check('out', 'says', { why: canary, say: canary }),
  tell('says', 'restart', { say: canary }),
  doing('restart', { worked: 'fine', failed: 'inner' }, { instruction: canary, why: canary }),
  ask('inner', 'over', { ...ours, level: 1, say: canary, asked: choicesOf('canary-a', 'canary-b') }),
  passOn('over', { question: canary }),
  solved('fine', { fixed: canary }),
])
const with_ = { scripts: [line], checks: {} }
const gives = (step: string, value: Parameters<typeof answer>[1], more: object = {}) =>
  answer(step, value, { ...with_, ...more })
const begins = begin(with_)
const tried = (id: string, more: object = {}) => ({
  tried: { step: `stp_${id}`, what: text(`Do ${id}`), why: text('canary'), doneBy: 'customer', ...more },
})
const file = { file: 'fil_a', name: text('light.jpg'), type: 'image/jpeg', size: 9, sha256: 'ab' } as Attached

const ledgerOf = (wished: readonly Wished[]) => {
  const { events, state } = play([...taken, ...wished])
  return { ledger: events.map((one, i): Recorded => ({ ...one, seq: i + 1 })), state: state as OpenedCase }
}
const read = (
  wished: readonly Wished[],
  { scripts = [line], erased }: { scripts?: readonly Script[]; erased?: string } = {},
) => {
  const { ledger, state } = ledgerOf(wished)
  return customerTimeline(ledger, state, {
    text: ref => (textOf(ref) === erased ? null : textOf(ref)),
    agentName: () => 'Bo',
    now: at(999),
    scripts: shelf(...scripts),
  })
}
const walkIn = (...read_: Parameters<typeof read>): CustomerWalk => {
  const found = read(...read_).find(entry => entry.kind === 'walk')
  assert.ok(found?.kind === 'walk')
  return found
}
const answers = (one: CustomerWalk) => one.lines.map(each => (each.kind === 'asked' ? each.answer : each))
const worked = { kind: 'worked' } as const
const byHim: readonly Wished[] = [
  [2, customer, begins],
  [3, customer, gives('light', 'yes')],
]
const toTheLast: readonly Wished[] = [
  ...byHim,
  [4, customer, gives('rate', 7)],
  [5, customer, gives('day', '2026-11-01')],
  [
    6,
    customer,
    gives('words', 'txt_It fell', { text: text('It fell'), says: { claim: 'cla_w', text: text('It fell') } }),
  ],
  [7, customer, gives('photo', 'fil_a', { attached: [file] })],
  [8, customer, gives('count', 3)],
  [9, customer, gives('says', { kind: 'told' })],
]

describe('what a customer sees of a script', () => {
  test('each question in the words for him with his answer, and where it stands, in one line', () => {
    const seen = walkIn(toTheLast)
    assert.deepEqual(
      [seen.own, seen.standing, seen.title, seen.told, seen.isSolved],
      [true, 'yours', inAll('Sample'), null, false],
    )
    assert.deepEqual(
      seen.lines.map(each => each.kind === 'asked' && each.question),
      ['light', 'rate', 'day', 'words', 'photo', 'count'].map(name => inAll(`Say ${name}`)),
    )
    assert.deepEqual(answers(seen), [
      { kind: 'choice', words: inAll('yes') },
      { kind: 'number', number: 7, unit: 'Mbit/s' },
      { kind: 'date', date: '2026-11-01' },
      { kind: 'words', words: 'It fell' },
      { kind: 'photo' },
      { kind: 'number', number: 3, unit: null },
    ])
    assert.deepEqual(seen.files, [{ file: 'fil_a', name: 'light.jpg', type: 'image/jpeg', size: 9 }])
    // His words are in the answer; a second time beside it they would seem said twice.
    assert.deepEqual(
      read(toTheLast).map(({ kind }) => kind),
      ['opened', 'contact_is', 'walk'],
    )
  })

  test('nothing written for agents, no reason of ours and nothing looked up is ever in it', () => {
    const all: readonly Wished[] = [
      ...toTheLast,
      [10, bo, gives('restart', { kind: 'cannot' }, { because: text('canary'), ...tried('r') })],
      [11, bo, gives('inner', 'canary-a')],
      [12, bo, goBack],
      [13, bo, jump('inner', { ...with_, verified: text('canary') })],
      [14, bo, gives('inner', { kind: 'skipped' }, { because: text('canary') })],
      [15, bo, goBack],
      [16, bo, { type: 'walk.give_up', walk: 'wlk_a', because: text('canary') }],
    ]
    for (let i = 1; i <= all.length; i++) {
      const seen = JSON.stringify(read(all.slice(0, i)))
      assert.doesNotMatch(seen, /canary/, `after ${all[i - 1]![2].type}`)
    }
    assert.match(JSON.stringify(ledgerOf(all).ledger), /canary/)
  })

  test('what was done stands in it with what came of it; a reason only where he gave it himself', () => {
    const done = (who: Wished[1], kind: 'worked' | 'cannot', more: object = {}) => {
      const because = kind === 'cannot' ? { because: text('Too high') } : {}
      const seen = walkIn([
        ...toTheLast,
        [10, who, gives('restart', { kind }, { ...because, ...tried('r', more) })],
      ])
      const last = seen.lines.at(-1)
      return last?.kind === 'did' && [last.own, last.what, last.outcome, last.result]
    }
    assert.deepEqual(done(customer, 'cannot'), [true, 'Do r', 'not_possible', 'Too high'])
    assert.deepEqual(done(bo, 'cannot'), [false, 'Do r', 'not_possible', null])
    assert.deepEqual(done(bo, 'worked', { result: text('Green') }), [false, 'Do r', 'worked', 'Green'])
    assert.deepEqual(done(customer, 'worked'), [true, 'Do r', 'worked', null])
  })

  test('what he left out says so; why, where he said it, not where one of us wrote it', () => {
    const left = (who: Wished[1], kind: 'skipped' | 'cannot') =>
      answers(
        walkIn([
          [2, who, begins],
          [3, who, gives('light', { kind }, { because: text('Dark') })],
        ]),
      )
    assert.deepEqual(left(customer, 'skipped'), [{ kind: 'skipped', because: 'Dark' }])
    assert.deepEqual(left(bo, 'cannot'), [{ kind: 'cannot', because: null }])
  })

  test('an answer gone back over, or jumped from, is not said again; the one that stands is', () => {
    const again: readonly Wished[] = [...byHim, [4, customer, goBack], [5, customer, gives('light', 'no')]]
    assert.deepEqual(answers(walkIn(again)), [{ kind: 'choice', words: inAll('no') }])
    const jumped = walkIn([...again, [6, bo, jump('count', with_)], [7, bo, goBack], [8, bo, goBack]])
    assert.deepEqual(jumped.lines, [])
  })

  test('what was known already stands there like what was asked; words beside an answer are his', () => {
    const seen = read([
      [2, bo, begins],
      [3, bo, gives('light', 'yes', { says: { claim: 'cla_a', text: text('Red, I think') } })],
      [4, bo, begin({ ...with_, walk: 'wlk_b' })],
      [5, bo, reuse('light', with_)],
    ]).filter(entry => entry.kind === 'walk')
    assert.deepEqual(
      seen.map(
        one =>
          one.kind === 'walk' && one.lines.map(each => each.kind === 'asked' && [each.answer, each.said]),
      ),
      [
        [[{ kind: 'choice', words: inAll('yes') }, 'Red, I think']],
        [[{ kind: 'choice', words: inAll('yes') }, null]],
      ],
    )
  })

  test('it says whose turn it is, and what he is told at the end', () => {
    const standing = (...more: readonly Wished[]) => walkIn([...toTheLast, ...more]).standing
    assert.equal(standing([10, customer, pause]), 'yours')
    assert.equal(standing([10, bo, resume]), 'with_us')
    assert.equal(standing([10, bo, resume], [11, bo, pause]), 'rests')
    assert.equal(standing([10, bo, giveUp]), 'left')
    const restarted = (kind: 'worked' | 'failed'): Wished => [
      10,
      customer,
      gives('restart', { kind }, tried('r')),
    ]
    assert.equal(standing(restarted('failed')), 'with_us')
    const end = walkIn([...toTheLast, restarted('worked')])
    assert.deepEqual([end.standing, end.told, end.isSolved], ['ended', inAll('Solved fine'), true])
    const over = walkIn([...toTheLast, restarted('failed'), [11, bo, gives('inner', 'canary-a')]])
    assert.deepEqual([over.standing, over.told, over.isSolved], ['ended', inAll('Passed over'), false])
  })

  test('erased words are gone from it', () => {
    const name = walkIn(toTheLast, { erased: 'light.jpg' })
    assert.deepEqual(
      name.files.map(each => each.name),
      [''],
    )
    const words = walkIn(toTheLast, { erased: 'It fell' })
    assert.deepEqual(answers(words)[3], { kind: 'words', words: null })
  })

  test('of a script nobody keeps any more what was done and said stands alone, without its why', () => {
    const done = [...toTheLast, [10, customer, gives('restart', worked, tried('r'))] as Wished]
    const entries = read(done, { scripts: [] })
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['opened', 'contact_is', 'said', 'step'],
    )
    const step = entries.at(-1)
    assert.equal(step?.kind === 'step' && step.why, null)
    const older = { ...line, steps: line.steps.filter(({ name }) => name === 'light') }
    assert.equal(walkIn(toTheLast, { scripts: [older] }).lines.length, 1)
    const { ledger } = ledgerOf(done)
    const view = customerView(ledger, { text: textOf, desk, now: at(999), scripts: shelf(line) })
    assert.equal(view?.entries.filter(({ kind }) => kind === 'walk').length, 1)
    assert.deepEqual(pinsIn(ledger), [{ sample: 1 }])
  })

  test('where nobody says which scripts there were, or a ledger goes back too far, it stays readable', () => {
    const { ledger, state } = ledgerOf(byHim)
    const reading = { text: textOf, agentName: () => null, now: at(999) }
    assert.deepEqual(
      customerTimeline(ledger, state, reading).map(({ kind }) => kind),
      ['opened', 'contact_is'],
    )
    const back = { type: 'walk.went_back', walk: 'wlk_a', by: customer, at: at(9) } as const
    const tooFar: Recorded[] = [...ledger, { ...back, seq: 90 }, { ...back, seq: 91 }]
    const seen = customerTimeline(tooFar, state, { ...reading, scripts: shelf(line) }).at(-1)
    assert.deepEqual(seen?.kind === 'walk' && seen.lines, [])
  })

  test('a choice its script no longer offers is an answer without words', () => {
    const other = { ...line, steps: [ask('light', 'light', { asked: choicesOf('blue') })] }
    assert.deepEqual(answers(walkIn(byHim, { scripts: [other] })), [{ kind: 'choice', words: {} }])
  })
})
