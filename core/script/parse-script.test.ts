import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkScript } from '#core/script/check-script.ts'
import { formFaultCodes, limits } from '#core/script/form.ts'
import { parseScript } from '#core/script/parse-script.ts'
import type { Ask, Script, Step } from '#core/script/script.ts'
import { inAll } from '#core/testing/script-world.ts'

const words = inAll('Words')
const told = new Set<string>()

/** What is wrong with a form, as `code at path`. */
function faults(input: unknown): string[] {
  const parsed = parseScript(input)
  if ('script' in parsed) return []
  return parsed.faults.map(({ path, code, example }) => {
    told.add(code)
    assert.ok(example.length > 0)
    return `${code} at ${path}`
  })
}
const askForm = {
  name: 'light',
  ask: words,
  why: words,
  say: words,
  choices: [
    { name: 'green', words, to: 'done' },
    { name: 'red', words },
  ],
  next: [{ to: 'restart' }],
  otherwise: 'restart',
}
const doForm = {
  name: 'restart',
  do: words,
  why: words,
  say: words,
  expect: words,
  worked: 'done',
  failed: 'pass-on',
  otherwise: 'pass-on',
}
const checkForm = {
  name: 'outage',
  check: 'known_outage',
  why: words,
  say: words,
  next: [],
  otherwise: 'light',
}
const endForms = [
  { name: 'done', end: 'solved', say: words, fixed: words },
  { name: 'pass-on', end: 'hand_off', toLevel: 2, team: 'Network', question: words, say: words },
  { name: 'read', end: 'article', article: 'wifi-slow', say: words },
]
const form = {
  slug: 'no-internet',
  languages: ['en', 'sv', 'it', 'de', 'ca', 'ru'],
  title: words,
  says: words,
  article: 'no-internet-at-home',
  start: 'light',
  steps: [askForm, doForm, ...endForms.slice(0, 2)],
}
const inForm = (more: object): unknown => ({ ...form, ...more })
const steps = (...all: unknown[]): unknown => inForm({ steps: all })
const inAsk = (more: object) => faults(steps({ ...askForm, ...more }))
const asking = (more: object) => {
  const { choices: _, ...rest } = askForm
  return faults(steps({ ...rest, ...more }))
}
const inEnd = (more: object) => faults(steps({ ...endForms[1], ...more }))
const script = (input: unknown): Script => {
  const parsed = parseScript(input)
  assert.ok('script' in parsed, JSON.stringify(parsed))
  return parsed.script
}
const step = (one: object): Step => script(steps(one)).steps[0]!

test('a form becomes the script it describes, and a sound one passes the checker', () => {
  const read = script(form)
  assert.deepEqual(
    read.steps.map(({ name, kind, minutes, level, tries }) => [name, kind, minutes, level, tries]),
    [
      ['light', 'ask', 2, 0, null],
      ['restart', 'do', 2, 0, null],
      ['done', 'end', 2, 0, null],
      ['pass-on', 'end', 2, 0, null],
    ],
  )
  assert.deepEqual([read.slug, read.version, read.start], ['no-internet', 1, 'light'])
  assert.deepEqual(checkScript(read), [])
  const second = parseScript(form, 2)
  assert.equal('script' in second && second.script.version, 2)
})
test('what a step may have besides is read', () => {
  const more = {
    minutes: 1,
    level: 1,
    group: 'cables',
    safety: words,
    picture: { file: 'dsl-light.svg', alt: words },
    tries: { most: 2, spent: 'pass-on' },
    fact: 'router.dsl_light',
    holdsMinutes: 30,
    next: [
      {
        when: {
          all: [{ is: ['light', 'red'] }, { any: [{ among: ['light', ['red', 7]] }, { answered: 'light' }] }],
        },
        to: 'a',
      },
      { when: { not: { atLeast: ['speed', 20] } }, to: 'b' },
      { when: { below: ['speed', 2.5] }, to: 'c' },
      { to: 'd' },
    ],
  }
  const { minutes, level, group, safety, picture, tries, fact, holdsMinutes, next } = step({
    ...askForm,
    ...more,
  }) as Ask
  assert.deepEqual({ minutes, level, group, safety, picture, tries, fact, holdsMinutes, next }, more)
})
test('each kind of step and of answer has its form', () => {
  const all = steps(
    doForm,
    { ...checkForm, check: 'case_value', of: 'product', seconds: 30 },
    { name: 'say', tell: words, to: 'done' },
    { name: 'sub', script: 'wifi-slow', solved: 'done', unsolved: 'pass-on' },
    { name: 'last', script: 'wifi-slow' },
    ...endForms,
  )
  const kinds = script(all).steps.map(({ kind }) => kind)
  assert.deepEqual(kinds, ['do', 'check', 'tell', 'script', 'script', 'end', 'end', 'end'])
  for (const kind of ['date', 'text', 'photo', 'serial']) assert.deepEqual(asking({ [kind]: {} }), [])
  assert.deepEqual(asking({ number: { least: 0, most: 1000, unit: 'Mbit/s' } }), [])
  assert.deepEqual(asking({ number: { least: 0.5, most: 0.5 } }), [])
  assert.deepEqual((step({ ...askForm, next: undefined }) as Ask).next, [])
  assert.deepEqual((step({ ...checkForm }) as { seconds: number }).seconds, 10)
})
test('what is no object or list is refused where it stands', () => {
  assert.equal(faults(undefined)[0], 'missing at ')
  for (const input of [null, 'a script', []])
    assert.deepEqual(faults(input), [
      'not_an_object at ',
      'missing at steps',
      'missing at slug',
      'missing at languages',
      'missing at article',
      'missing at start',
    ])
  assert.deepEqual(faults(inForm({ steps: 'light' })), ['not_a_list at steps'])
  assert.deepEqual(faults(steps('light')), ['not_an_object at steps.0'])
  assert.deepEqual(faults(steps([])), ['not_an_object at steps.0'])
  assert.deepEqual(faults(inForm({ title: 'No internet' })), ['not_an_object at title'])
})
test('what is not known is refused at its key', () => {
  assert.deepEqual(faults(inForm({ owner: 'Karin' })), ['key_unknown at owner'])
  assert.deepEqual(inAsk({ worked: 'done' }), ['key_unknown at steps.0.worked'])
  assert.deepEqual(inAsk({ why: { en: 'Why', fr: 'Pourquoi' } }), ['key_unknown at steps.0.why.fr'])
  assert.deepEqual(asking({ date: { least: 1 } }), ['key_unknown at steps.0.date.least'])
})
test('a step is of one kind, an ask of one kind of answer', () => {
  const { ask: _, ...none } = askForm
  assert.deepEqual(faults(steps(none)), ['kind_unclear at steps.0'])
  assert.deepEqual(faults(steps({ ...askForm, do: words })), ['kind_unclear at steps.0'])
  assert.deepEqual(asking({}), ['kind_unclear at steps.0'])
  assert.deepEqual(inAsk({ text: {} }), ['kind_unclear at steps.0'])
})
test('names are small letters, digits and hyphens, and each is there once', () => {
  for (const name of ['Light', 'dsl light', '', 'å', '-a', 7, null])
    assert.deepEqual(inAsk({ name }), ['name_wrong at steps.0.name'], String(name))
  assert.deepEqual(inAsk({ name: undefined }), ['missing at steps.0.name'])
  assert.deepEqual(inAsk({ name: 'x'.repeat(65) }), ['too_long at steps.0.name'])
  assert.deepEqual(inAsk({ fact: 'Router' }), ['name_wrong at steps.0.fact'])
  assert.deepEqual(faults(steps(askForm, askForm)), ['name_twice at steps.1.name'])
  assert.deepEqual(inAsk({ choices: [askForm.choices[0], askForm.choices[0]] }), [
    'name_twice at steps.0.choices.1.name',
  ])
  assert.deepEqual(inAsk({ otherwise: undefined }), ['missing at steps.0.otherwise'])
})
test('a sentence is text, in a language of the desk, and not endless', () => {
  for (const en of ['', ' ', 7, null, ['a']])
    assert.deepEqual(inAsk({ why: { en } }), ['sentence_wrong at steps.0.why.en'])
  assert.deepEqual(inAsk({ why: { en: 'x'.repeat(2001) } }), ['too_long at steps.0.why.en'])
  assert.deepEqual(faults(inForm({ languages: ['en', 'fr', 'en'] })), [
    'language_unknown at languages.1',
    'name_twice at languages.2',
  ])
  assert.deepEqual(faults(inForm({ languages: [] })), ['missing at languages'])
  assert.deepEqual(asking({ number: { least: 0, most: 1, unit: ' ' } }), [
    'sentence_wrong at steps.0.number.unit',
  ])
  assert.deepEqual(asking({ number: { least: 0, most: 1, unit: 'x'.repeat(65) } }), [
    'too_long at steps.0.number.unit',
  ])
})
test('a sentence that is not there is the checker’s, who knows what is missed by it', () => {
  const { why: _, ...without } = askForm
  assert.deepEqual(
    checkScript(script(steps(without, ...endForms, doForm))).map(({ code }) => code)[0],
    'why_missing',
  )
})
test('numbers are in their bounds, and a range is not turned', () => {
  for (const minutes of [0, 1441, 1.5, '2'])
    assert.deepEqual(inAsk({ minutes }), ['number_wrong at steps.0.minutes'])
  assert.deepEqual(inAsk({ level: 2 }), ['number_wrong at steps.0.level'])
  assert.deepEqual(inAsk({ tries: { spent: 'pass-on' } }), ['missing at steps.0.tries.most'])
  assert.deepEqual(inAsk({ tries: 2 }), [
    'not_an_object at steps.0.tries',
    'missing at steps.0.tries.most',
    'missing at steps.0.tries.spent',
  ])
  assert.deepEqual(inEnd({ toLevel: 4 }), ['number_wrong at steps.0.toLevel'])
  assert.deepEqual(asking({ number: { least: 5, most: 4 } }), ['range_turned at steps.0.number.most'])
  assert.deepEqual(asking({ number: { least: '0' } }), [
    'number_wrong at steps.0.number.least',
    'missing at steps.0.number.most',
  ])
})
test('a picture is a file of its folder, a check and an end one of those there are', () => {
  for (const file of ['../a.svg', 'a.exe', 'https://a.b/c.svg', 7])
    assert.deepEqual(inAsk({ picture: { file, alt: words } }), ['file_wrong at steps.0.picture.file'])
  assert.deepEqual(faults(steps({ ...checkForm, check: 'weather' })), ['one_of at steps.0.check'])
  assert.deepEqual(faults(steps({ ...checkForm, of: 'weather' })), ['one_of at steps.0.of'])
  assert.deepEqual(inEnd({ end: 'shrug' }), ['one_of at steps.0.end'])
})
test('a condition is one of the eight, with what belongs to it', () => {
  const when = (condition: unknown) => inAsk({ next: [{ when: condition, to: 'done' }] })
  const at = 'steps.0.next.0.when'
  for (const wrong of ['always', null, {}, { sometimes: 1 }, { is: ['light', 'red'], not: {} }])
    assert.deepEqual(when(wrong), [`condition_unreadable at ${at}`], JSON.stringify(wrong))
  for (const wrong of ['light', ['light'], ['light', 'red', 'green']])
    assert.deepEqual(when({ is: wrong })[0], `condition_unreadable at ${at}.is`, JSON.stringify(wrong))
  for (const wrong of [true, '', 'x'.repeat(65), Number.NaN, {}])
    assert.deepEqual(
      when({ is: ['light', wrong] }),
      [`condition_unreadable at ${at}.is.1`],
      JSON.stringify(wrong),
    )
  assert.deepEqual(when({ is: ['LIGHT', 'red'] }), [`name_wrong at ${at}.is.0`])
  assert.deepEqual(when({ among: ['light', 'red'] }), [`not_a_list at ${at}.among.1`])
  assert.deepEqual(when({ among: ['light', [true]] }), [`condition_unreadable at ${at}.among.1.0`])
  assert.deepEqual(when({ atLeast: ['speed', '20'] }), [`number_wrong at ${at}.atLeast.1`])
  assert.deepEqual(when({ below: ['speed', null] }), [`number_wrong at ${at}.below.1`])
  assert.deepEqual(when({ answered: 7 }), [`name_wrong at ${at}.answered`])
  assert.deepEqual(when({ all: { answered: 'light' } }), [`not_a_list at ${at}.all`])
  assert.deepEqual(when({ any: [{ answered: 'light' }, 'else'] }), [`condition_unreadable at ${at}.any.1`])
})
test('there is a limit to everything', () => {
  assert.deepEqual(faults(inForm({ steps: Array.from({ length: limits.steps + 1 }, () => askForm) })), [
    'too_many at steps',
  ])
  assert.deepEqual(inAsk({ choices: Array.from({ length: 51 }, () => ({})) }), [
    'too_many at steps.0.choices',
  ])
  assert.deepEqual(inAsk({ choices: [] }), ['missing at steps.0.choices'])
  assert.deepEqual(inAsk({ next: Array.from({ length: 51 }, () => ({ to: 'done' })) }), [
    'too_many at steps.0.next',
  ])
  const deep = Array.from({ length: 21 }).reduce<unknown>(inside => ({ not: inside }), { answered: 'light' })
  assert.deepEqual(inAsk({ next: [{ when: deep, to: 'done' }] }), ['too_deep at steps.0.next.0.when'])
  const wide = {
    any: Array.from({ length: 20 }, () => ({
      all: Array.from({ length: 20 }, () => ({ answered: 'light' })),
    })),
  }
  assert.equal(inAsk({ next: [{ when: wide, to: 'done' }] }).length, 1)
})
test('each kind of fault has been told in these tests', () => {
  assert.deepEqual(
    formFaultCodes.filter(code => !told.has(code)),
    [],
  )
})
