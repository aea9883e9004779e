import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkScript } from '#core/script/check-script.ts'
import type { Condition } from '#core/script/condition.ts'
import type { Script, Step } from '#core/script/script.ts'
import { scriptFaultCodes } from '#core/script/script-fault.ts'
import {
  ask,
  check,
  choicesOf,
  doing,
  inAll,
  inner,
  on,
  outer,
  passOn,
  scriptOf,
  shelf,
  solved,
  sub,
  tell,
} from '#core/testing/script-world.ts'

const told = new Set<string>()

/** What is wrong with a script, as `code at place`, with what a remedy would name behind it. */
function faults(script: Script, ...others: readonly Script[]): string[] {
  const subs = others.length > 0 ? (slug: string) => shelf(...others)(slug, null) : null
  return checkScript(script, subs).map(({ path, code, details }) => {
    told.add(code)
    const named = Object.values(details).join(', ')
    return `${code} at ${path}${named === '' ? '' : `: ${named}`}`
  })
}
const ends = [solved('good'), passOn('bad')]
const beside = (...steps: readonly Step[]) => faults(scriptOf([...steps, ...ends]))

test('a script that leads everywhere and says everything has no fault', () => {
  assert.deepEqual(faults(outer, outer, inner), [])
  assert.deepEqual(faults(inner, inner), [])
})

test('an arrow to nowhere is told at the arrow', () => {
  const script = scriptOf([
    ask('one', 'nowhere', { otherwise: 'away', asked: choicesOf(['yes', 'gone'], 'no') }),
    doing('two', { worked: 'off', failed: 'one' }, { tries: { most: 1, spent: 'out' }, otherwise: 'one' }),
  ])
  assert.deepEqual(
    faults(script),
    [
      'unreachable at steps.1',
      'arrow_nowhere at steps.0.choices.0.to: gone',
      'arrow_nowhere at steps.0.next.0.to: nowhere',
      'arrow_nowhere at steps.0.otherwise: away',
      'arrow_nowhere at steps.1.worked: off',
      'arrow_nowhere at steps.1.tries.spent: out',
    ].toSorted((one, other) => Number(one.includes('steps.1')) - Number(other.includes('steps.1'))),
  )
})
test('a start that is no step is told once, not at every step that nobody comes to', () => {
  assert.deepEqual(faults(scriptOf(ends, { start: 'nowhere' })), ['start_unknown at start: nowhere'])
  assert.deepEqual(faults(scriptOf([])), ['start_unknown at start'])
})
test('a step nobody comes to is told', () => {
  const script = scriptOf([ask('one', 'good'), ...ends])
  assert.deepEqual(faults(script), ['unreachable at steps.2'])
})
test('a sub-script goes on by how it ended', () => {
  const script = scriptOf([sub('on', 'inner', { solved: 'good', unsolved: 'nowhere' }), solved('good')])
  assert.deepEqual(faults(script), ['arrow_nowhere at steps.0.unsolved: nowhere'])
  assert.deepEqual(faults(scriptOf([sub('on', 'inner')])), [], 'or ends as that one does')
})

test('a loop needs a step that gives up', () => {
  const around = (tries: Step['tries']) =>
    scriptOf([
      ask('one', 'two', { otherwise: 'bad' }),
      doing('two', { worked: 'good', failed: 'three' }, { tries }),
      tell('three', 'one'),
      ...ends,
    ])
  assert.deepEqual(faults(around(null)), ['loop at steps.0: one → two → three → one'])
  assert.deepEqual(faults(around({ most: 2, spent: 'bad' })), [])
  assert.deepEqual(faults(around({ most: 2, spent: 'three' })), ['loop at steps.0: one → two → three → one'])
  assert.deepEqual(faults(around({ most: 2, spent: 'nowhere' })), [
    'arrow_nowhere at steps.1.tries.spent: nowhere',
  ])
})
test('each of several loops is told, a step that leads to itself too, and of a long one the beginning', () => {
  const script = scriptOf([
    ask('one', 'one', { otherwise: 'two' }),
    ask('two', 'two', { otherwise: 'good' }),
    solved('good'),
  ])
  assert.deepEqual(faults(script), ['loop at steps.0: one → one', 'loop at steps.1: two → two'])
  const names = Array.from({ length: 10 }, (_, i) => `s${i}`)
  const long = scriptOf(names.map((name, i) => ask(name, names[(i + 1) % 10]!)))
  assert.deepEqual(faults(long), ['loop at steps.0: s0 → s1 → s2 → s3 → s4 → s5 → s6 → s7 → … → s0'])
  const twice = scriptOf([ask('a', 'b', { otherwise: 'c' }), ask('b', 'a'), ask('c', 'a')])
  assert.deepEqual(faults(twice), ['loop at steps.0: a → b → a'])
})

test('each ask, check and do says why', () => {
  assert.deepEqual(
    beside(
      ask('one', 'two', { why: {} }),
      doing('two', { worked: 'three', failed: 'bad' }, { why: {} }),
      check('three', 'good', { why: {} }),
    ),
    ['why_missing at steps.0.why', 'why_missing at steps.1.why', 'why_missing at steps.2.why'],
  )
})
test('what is said is said in every language of the script', () => {
  const { sv: _, ...without } = inAll('x')
  const all = beside(
    ask('one', 'two', {
      question: without,
      say: without,
      why: without,
      asked: { kind: 'choice', choices: [{ name: 'a', words: without }] },
    }),
    doing(
      'two',
      { worked: 'three', failed: 'bad' },
      { instruction: without, expect: without, safety: without },
    ),
    check('three', 'four', { say: without, picture: { file: 'a.svg', alt: without } }),
    tell('four', 'good', { say: without }),
  )
  assert.deepEqual(all, [
    'language_missing at steps.0.ask: sv',
    'language_missing at steps.0.why: sv',
    'language_missing at steps.0.say: sv',
    'language_missing at steps.0.choices.0.words: sv',
    'language_missing at steps.1.do: sv',
    'language_missing at steps.1.expect: sv',
    'language_missing at steps.1.safety: sv',
    'language_missing at steps.2.say: sv',
    'language_missing at steps.2.picture.alt: sv',
    'language_missing at steps.3.tell: sv',
  ])
  const end = scriptOf([solved('good', { say: {}, fixed: without, question: without })], {
    title: {},
    says: without,
  })
  assert.deepEqual(faults(end), [
    'sentence_missing at title',
    'language_missing at says: sv',
    'sentence_missing at steps.0.say',
    'language_missing at steps.0.fixed: sv',
    'language_missing at steps.0.question: sv',
  ])
  const english = scriptOf([solved('good', { say: { en: 'Done.' }, fixed: { en: 'Off and on.' } })], {
    languages: ['en'],
    title: { en: 'A' },
    says: { en: 'B' },
  })
  assert.deepEqual(faults(english), [])
})
test('a name left open is one somebody fills, and the same in every language', () => {
  const open = (en: string, sv: string) => ({ ...inAll('x'), en, sv })
  const all = beside(
    ask('one', 'two', {
      question: open('I am {agnet}, {desk}.', 'Jag heter {agent}, {desk}.'),
      say: open('{agent} of {desk}', '{agent}'),
      why: open('{agent} {agent}', 'agent'),
    }),
    tell('two', 'good', { say: open('{outage}{}', '{outage}') }),
    solved('good', { fixed: open('{cause}', '{customer}, {product}') }),
  )
  assert.deepEqual(
    all.filter(one => one.includes('open_name') && / steps\.\d\.\w+\.(en|sv)/.test(one)),
    [
      'open_name_unknown at steps.0.ask.en: en, {agnet}',
      'open_names_differ at steps.0.why.sv: sv, {agent}',
      'open_names_differ at steps.0.say.sv: sv, {desk}',
      'open_name_unknown at steps.1.tell.en: en, {}',
      'open_name_unknown at steps.2.fixed.en: en, {cause}',
    ],
  )
})
test('a picture is one there is', () => {
  const shows = (file: string) => ({ picture: { file, alt: inAll('x') } })
  const script = scriptOf([ask('one', 'good', shows('a.svg')), solved('good', shows('b.svg'))])
  const wrong = checkScript(script, null, file => file === 'a.svg')
  for (const { code } of wrong) told.add(code)
  assert.deepEqual(wrong, [
    { path: 'steps.1.picture.file', code: 'picture_unknown', step: 'good', details: { file: 'b.svg' } },
  ])
  assert.deepEqual(checkScript(script), [])
})
test('an end has what whoever receives the case needs', () => {
  const bare = (end: 'solved' | 'hand_off' | 'visit' | 'supplier' | 'goodwill' | 'article') => {
    const { fixed: _, ...step } = solved('good')
    return faults(scriptOf([{ ...step, end }]))
  }
  assert.deepEqual(bare('solved'), ['end_incomplete at steps.0.fixed: fixed'])
  assert.deepEqual(bare('hand_off'), [
    'end_incomplete at steps.0.toLevel: toLevel',
    'end_incomplete at steps.0.question: question',
  ])
  for (const end of ['visit', 'supplier', 'goodwill'] as const)
    assert.deepEqual(bare(end), ['end_incomplete at steps.0.question: question'])
  assert.deepEqual(bare('article'), ['end_incomplete at steps.0.article: article'])
})
test('a check of the case says which value', () => {
  assert.deepEqual(beside(check('one', 'good', { check: 'case_value', otherwise: 'bad' })), [
    'check_incomplete at steps.0.of: of',
  ])
})

/** An ask whose arrows are these, behind a step `before` of each kind. */
const arrows = (next: readonly (Condition | null)[], more: Parameters<typeof ask>[2] = {}) =>
  beside(
    ask('first', 'speed'),
    ask('speed', 'restart', { asked: { kind: 'number', least: 0, most: 100 } }),
    doing('restart', { worked: 'bought', failed: 'bought' }),
    ask('bought', 'photo', { asked: { kind: 'date' } }),
    ask('photo', 'product', { asked: { kind: 'photo' } }),
    check('product', 'one', { check: 'case_value', of: 'product' }),
    ask('one', '', { next: next.map(when => on('good', when ?? undefined)), otherwise: 'bad', ...more }),
  )
const at = 'steps.6.next'

test('some arrow is left whatever is answered', () => {
  assert.deepEqual(arrows([], { asked: choicesOf(['yes', 'good'], 'no') }), [`dead_end at ${at}`])
  assert.deepEqual(arrows([{ is: ['one', 'yes'] }]), [`dead_end at ${at}`])
  assert.deepEqual(arrows([{ is: ['one', 'yes'] }, { is: ['one', 'no'] }]), [])
  assert.deepEqual(arrows([{ is: ['first', 'yes'] }, { is: ['first', 'no'] }]), [`dead_end at ${at}`])
  assert.deepEqual(arrows([{ is: ['first', 'yes'] }, { not: { is: ['first', 'yes'] } }]), [])
  assert.deepEqual(
    arrows([{ atLeast: ['speed', 20] }, { below: ['speed', 20] }, { not: { answered: 'speed' } }]),
    [],
  )
  assert.deepEqual(
    arrows([{ atLeast: ['speed', 21] }, { below: ['speed', 20] }, { not: { answered: 'speed' } }]),
    [`dead_end at ${at}`],
  )
  assert.deepEqual(arrows([{ is: ['product', 'router'] }]), [`dead_end at ${at}`])
  assert.deepEqual(arrows([{ answered: 'one' }]), [])
})
test('choices with an arrow of their own do not come to the others', () => {
  const all = choicesOf(['yes', 'good'], ['no', 'bad'])
  assert.deepEqual(arrows([], { asked: all }), [])
  assert.deepEqual(arrows([null], { asked: all }), [`arrow_never at ${at}.0`])
  const some = choicesOf(['yes', 'good'], 'no')
  assert.deepEqual(arrows([{ is: ['one', 'no'] }], { asked: some }), [])
  assert.deepEqual(arrows([{ is: ['one', 'yes'] }, null], { asked: some }), [`contradiction at ${at}.0.when`])
})
test('a condition that cannot hold is told, and an arrow that an earlier one always forestalls', () => {
  const both: Condition = { all: [{ is: ['first', 'yes'] }, { is: ['first', 'no'] }] }
  assert.deepEqual(arrows([both, null]), [`contradiction at ${at}.0.when`])
  assert.deepEqual(arrows([{ all: [{ atLeast: ['speed', 50] }, { below: ['speed', 50] }] }, null]), [
    `contradiction at ${at}.0.when`,
  ])
  assert.deepEqual(arrows([{ atLeast: ['speed', 101] }, null]), [`contradiction at ${at}.0.when`])
  assert.deepEqual(arrows([{ any: [] }, null]), [`contradiction at ${at}.0.when`])
  assert.deepEqual(arrows([null, { is: ['one', 'yes'] }]), [`arrow_never at ${at}.1`])
  assert.deepEqual(arrows([{ atLeast: ['speed', 20] }, { atLeast: ['speed', 50] }, null]), [
    `arrow_never at ${at}.1`,
  ])
  assert.deepEqual(arrows([{ all: [{ atLeast: ['product', 2] }, { below: ['product', 2] }] }, null]), [
    `contradiction at ${at}.0.when`,
  ])
})
test('a condition asks about a step that may have been answered before', () => {
  assert.deepEqual(arrows([{ answered: 'nowhere' }, null]), [`step_unknown at ${at}.0.when: nowhere`])
  assert.deepEqual(arrows([{ not: { any: [{ answered: 'good' }] } }, null]), [
    `never_answered at ${at}.0.when.not.any.0: good`,
  ])
  const later = beside(
    ask('one', '', { next: [on('two', { answered: 'two' }), on('two')], otherwise: 'bad' }),
    ask('two', 'good'),
  )
  assert.deepEqual(later, ['never_answered at steps.0.next.0.when: two'])
})
test('a condition compares with what may be answered there', () => {
  const never = (of: string, value: string) => [`value_never at ${at}.0.when: ${of}, ${value}`]
  assert.deepEqual(arrows([{ is: ['first', 'perhaps'] }, null]), never('first', 'perhaps'))
  assert.deepEqual(arrows([{ among: ['first', ['yes', 'si', 'oui']] }, null]), never('first', 'si, oui'))
  assert.deepEqual(arrows([{ is: ['speed', '20'] }, null]), never('speed', '20'))
  assert.deepEqual(arrows([{ atLeast: ['first', 20] }, null]), never('first', '20'))
  assert.deepEqual(arrows([{ is: ['restart', 'yes'] }, null]), never('restart', 'yes'))
  assert.deepEqual(arrows([{ is: ['photo', 'red'] }, null]), never('photo', 'red'))
  assert.deepEqual(arrows([{ is: ['bought', '2027-02-29'] }, null]), never('bought', '2027-02-29'))
  const right: readonly Condition[] = [
    { is: ['bought', '2027-02-28'] },
    { answered: 'photo' },
    { is: ['restart', 'worked'] },
    { is: ['speed', 20] },
    { is: ['product', 'router'] },
    { among: ['product', ['router', 2]] },
    { below: ['product', 2] },
  ]
  for (const one of right) assert.deepEqual(arrows([one, null]), [], JSON.stringify(one))
  assert.deepEqual(
    beside(check('one', '', { next: [on('good', { is: ['one', 'perhaps'] }), on('bad')], otherwise: 'bad' })),
    ['value_never at steps.0.next.0.when: one, perhaps'],
  )
})
test('conditions that ask about very many answers at once are taken to be right', () => {
  const many = Array.from({ length: 14 }, (_, i) => `s${i}`)
  const script = scriptOf([
    ...many.map((name, i) => ask(name, many[i + 1] ?? 'last')),
    ask('last', '', {
      next: [on('good', { all: many.map(name => ({ is: [name, 'yes'] as const })) })],
      otherwise: 'bad',
    }),
    ...ends,
  ])
  assert.deepEqual(faults(script), [])
})

test('sub-scripts are there, and none comes back to whoever calls it', () => {
  const calls = (slug: string, ...called: string[]) =>
    scriptOf(
      [
        ...called.map((one, i) =>
          sub(`on-${one}`, one, { solved: 'good', unsolved: called[i + 1] ? `on-${called[i + 1]}` : 'bad' }),
        ),
        ...ends,
      ],
      { slug },
    )
  assert.deepEqual(faults(calls('a', 'b', 'c'), calls('b')), ['sub_unknown at steps.1.script: c'])
  const b = calls('b', 'c', 'gone')
  const c = calls('c', 'a')
  assert.deepEqual(faults(calls('a', 'b'), b, c), ['sub_ring at steps.0.script: a → b → c → a'])
  assert.deepEqual(faults(calls('a', 'a'), b), ['sub_ring at steps.0.script: a → a'])
  // Whom the ring does not lead back to is not its fault.
  assert.deepEqual(faults(calls('d', 'b'), b, c, calls('a', 'b')), [])
  assert.deepEqual(faults(calls('d', 'gone')), [])
})

// Of the processor, not by the clock: what else the machine does is no fault of it.
test('two thousand steps are checked within 200 ms', t => {
  const names = Array.from({ length: 2_000 }, (_, i) => `step-${i}`)
  const steps = names.map((name, i) =>
    ask(name, '', {
      next: [
        ...(i > 0 ? [on('bad', { all: [{ is: [names[i - 1]!, 'yes'] }, { is: [name, 'no'] }] })] : []),
        on(names[i + 1] ?? 'good'),
      ],
      otherwise: 'bad',
      tries: { most: 2, spent: 'bad' },
    }),
  )
  const script = scriptOf([...steps, ...ends])
  faults(script)
  const took = Array.from({ length: 5 }, () => {
    const from = process.threadCpuUsage()
    assert.deepEqual(faults(script), [])
    const { user, system } = process.threadCpuUsage(from)
    return (user + system) / 1_000
  })
  t.diagnostic(`${Math.round(Math.min(...took))} ms`)
  assert.ok(Math.min(...took) < 200, `${took.map(Math.round).join(', ')} ms`)
})
test('each kind of fault has been told in these tests', () => {
  assert.deepEqual(
    scriptFaultCodes.filter(code => !told.has(code)),
    [],
  )
})
