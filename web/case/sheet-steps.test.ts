// What the sheet of a hand-off says of a script: its steps with why and what came of them, in the language of
// whoever reads it; and the question it begins with.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Entry, StepEntry } from '#core/case/timeline.ts'
import type { WalkEntry, WalkLine } from '#core/case/walk-entry.ts'
import { endedLast, questionOfEnd, scriptWords, sheetSteps } from './sheet-steps.ts'
import type { Published } from './walk-data.ts'

const script: Published = {
  form: {
    title: { en: 'Line drops', ru: 'Обрыв линии' },
    steps: [
      {
        name: 'restart',
        do: { en: 'Restart the {product}, {customer}.', ru: 'Перезапустите {product}, {customer}.' },
        why: { en: 'It clears the line.', ru: 'Это сбрасывает линию.' },
      },
      { name: 'cables', script: 'cables' },
      {
        name: 'on',
        end: 'hand_off',
        question: {
          en: 'Why does {customer} lose the line?',
          ru: 'Почему у клиента {customer} рвётся линия?',
        },
      },
    ],
  },
}
const names = { customer: 'Anna', product: 'DSL 400' }
const titleOf = (slug: string) => (slug === 'cables' ? 'Кабели' : slug)
const russian = { language: 'ru', names, titleOf } as const

const step = (seq: number, outcome: StepEntry['outcome'] = 'no_change') =>
  ({ kind: 'step', seq, step: `stp_${seq}`, outcome }) as unknown as StepEntry
const line = (seq: number, how: WalkLine['how'], tried: number | null = null) =>
  ({ seq, how, tried: tried && `stp_${tried}`, place: { step: 'restart' } }) as unknown as WalkLine
const walk = (seq: number, lines: readonly WalkLine[], end: WalkEntry['end'] = null) =>
  ({ kind: 'walk', seq, lines, end, place: { slug: 'line', version: 1, step: 'on' } }) as unknown as WalkEntry
const handOff = (seq: number) => ({ kind: 'hand_off', seq }) as unknown as Entry
const whole = { only: undefined, until: Number.POSITIVE_INFINITY }

describe('the words of a step', () => {
  test('are those of its script in the language of the reader, with why, and the names filled in', () => {
    assert.deepEqual(scriptWords(script, { step: 'restart' }, russian), {
      what: 'Перезапустите DSL 400, Anna.',
      why: 'Это сбрасывает линию.',
    })
  })
  test('leave out a name that is not known, with what leads to it', () => {
    const { what } = scriptWords(script, { step: 'restart' }, { ...russian, language: 'en', names: {} })
    assert.equal(what, 'Restart the.')
  })
  test('are the title where it is another script, and its name while the script is not there', () => {
    assert.equal(scriptWords(script, { step: 'cables' }, russian).what, 'Кабели')
    assert.deepEqual(scriptWords(undefined, { step: 'restart' }, russian), { what: 'restart', why: '' })
  })
})

describe('the steps of a sheet', () => {
  test('know the line of the script they came from; one tried without a script has none', () => {
    const { steps } = sheetSteps([step(2), step(3), walk(4, [line(5, 'worked', 2)])], whole)
    assert.deepEqual(
      steps.map(one => [one.step.seq, one.line?.seq ?? null]),
      [
        [2, 5],
        [3, null],
      ],
    )
  })
  test('are those of the sheet; what was skipped later is not of it', () => {
    const entries = [step(2), step(3), walk(4, [line(5, 'skipped'), line(6, 'cannot'), line(9, 'skipped')])]
    const { steps, skipped } = sheetSteps(entries, { only: ['stp_3'], until: 8 })
    assert.deepEqual([steps.map(one => one.step.seq), skipped.map(one => one.seq)], [[3], [5, 6]])
  })
  test('stand by what came of them where they are many, what worked first', () => {
    const few = Array.from({ length: 8 }, (_, at) => step(at, at === 7 ? 'worked' : 'no_change'))
    const seqs = (entries: readonly Entry[]) => sheetSteps(entries, whole).steps.map(one => one.step.seq)
    assert.equal(seqs(few)[0], 0)
    assert.deepEqual(seqs([...few, step(8, 'partial')]), [7, 8, 0, 1, 2, 3, 4, 5, 6])
  })
})

describe('the question a sheet begins with', () => {
  const ended = walk(2, [line(3, 'told')], 'hand_off')
  test('is that of the end of the last script that ended, for the reader', () => {
    const entries = [walk(1, [], 'solved'), ended, walk(4, [])]
    assert.equal(endedLast(entries), ended)
    const asked = questionOfEnd(script, endedLast(entries), russian)
    assert.equal(asked, 'Почему у клиента Anna рвётся линия?')
  })
  test('is none where no script ended, or its words are not there', () => {
    assert.equal(endedLast([walk(1, [])]), null)
    assert.equal(questionOfEnd(script, null, russian), '')
    assert.equal(questionOfEnd(undefined, ended, russian), '')
  })
  test('is not asked once more where the case was passed on since the end; before it counts not', () => {
    assert.equal(endedLast([ended, handOff(4)]), null)
    assert.equal(endedLast([handOff(1), ended]), ended)
  })
})
