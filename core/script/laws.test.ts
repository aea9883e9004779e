// Laws of scripts and walks that hold for every script and whatever is answered, drawn at random.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#core/kit/refusal.ts'
import { about } from '#core/script/about.ts'
import type { Answer } from '#core/script/answer.ts'
import { checkScript } from '#core/script/check-script.ts'
import type { Script, Step } from '#core/script/script.ts'
import { back, begin, given, jump, type Scripts, stepNow } from '#core/script/step-on.ts'
import { placeOf, type Walk, walkBegun, type WalkFact, type WentOn, walkOn } from '#core/script/walk.ts'
import { soundScript } from '#core/testing/drawn-scripts.ts'
import { on, shelf } from '#core/testing/script-world.ts'

const library = fc
  .tuple(soundScript('sample', 'inner'), soundScript('inner', 'innermost'), soundScript('innermost'))
  .map(all => ({ script: all[0], all, scripts: shelf(...all) }))

const checked = ({ script, all }: { script: Script; all: readonly Script[] }) =>
  checkScript(script, slug => shelf(...all)(slug, null))

/** Some answer that fits a step, chosen by a number. */
function answerAt(step: Step, dice: number): Answer {
  const of = (...answers: readonly Answer[]) => answers[dice % answers.length]!
  switch (step.kind) {
    case 'ask': {
      const { asked } = step
      const value =
        asked.kind === 'choice' ? asked.choices[(dice >> 3) % asked.choices.length]!.name : (dice >> 3) % 10
      return of(
        { kind: 'value', value },
        { kind: 'known', value },
        { kind: 'value', value },
        { kind: 'skipped' },
        { kind: 'cannot' },
      )
    }
    case 'do':
      return of(
        { kind: 'failed' },
        { kind: 'worked' },
        { kind: 'failed' },
        { kind: 'skipped' },
        { kind: 'cannot' },
      )
    case 'check':
      return of(
        { kind: 'result', value: 'yes' },
        { kind: 'result', value: 'no' },
        { kind: 'silent' },
        { kind: 'skipped' },
      )
    default:
      return { kind: 'told' }
  }
}

/** How long any walk through these may be, whatever is answered: steps times tries, at each depth. */
const answersMax = (all: readonly Script[]) =>
  all.reduce((product, { steps }) => {
    const tries = steps.reduce((sum, step) => sum + (step.tries?.most ?? 0), 1)
    return product * steps.length * (tries + 1)
  }, 1)

/** Walks to the end; the facts of it. */
function walked(
  script: Script,
  scripts: Scripts,
  dice: readonly number[],
  max: number,
): { walk: Walk; facts: WalkFact[] } {
  const begun = begin(script, scripts)
  assert.ok(!isRefusal(begun))
  const { walk, facts } = onToItsEnd(walkBegun(begun), scripts, dice, max)
  return { walk, facts: [begun, ...facts] }
}

function onToItsEnd(from: Walk, scripts: Scripts, dice: readonly number[], max: number) {
  let walk = from
  const facts: WentOn[] = []
  let backs = 0
  for (let i = 0; walk.end === null; i++) {
    assert.ok(i < max, `${i} answers and no end`)
    const die = dice[i % dice.length]! + i
    const now = stepNow(walk, scripts)!
    const goesBack = die % 11 === 0 && backs++ < 5
    const outcome = goesBack
      ? back(walk)
      : given(walk, { step: now.step.name, answer: answerAt(now.step, die) }, scripts)
    if (goesBack && isRefusal(outcome)) continue
    assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
    facts.push(outcome)
    walk = walkOn(walk, outcome)
  }
  return { walk, facts }
}

const dice = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 })
const runs = { numRuns: 300 }

test('drawn scripts are sound', () => {
  fc.assert(
    fc.property(library, drawn => assert.deepEqual(checked(drawn), [])),
    runs,
  )
})
test('a script that passes the checker ends on every path, whatever is answered, skipped or left silent', () => {
  fc.assert(
    fc.property(library, dice, ({ script, all, scripts }, some) => {
      const { walk } = walked(script, scripts, some, answersMax(all))
      assert.ok(walk.stack.length === 1 && walk.end !== null)
    }),
    runs,
  )
})
test('a script with arrows turned anywhere ends as well, if it still passes', () => {
  let [tried, passed] = [0, 0]
  fc.assert(
    fc.property(
      library,
      dice,
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
      (drawn, some, turns) => {
        tried++
        const script = turns.reduce((one, [which, to]) => turned(one, which, to), drawn.script)
        const all = [script, ...drawn.all.slice(1)]
        const found = checked({ script, all })
        if (found.some(({ code }) => code !== 'unreachable')) return
        passed++
        walked(script, shelf(...all), some, answersMax(all))
      },
    ),
    runs,
  )
  assert.ok(passed >= tried / 10, `only ${passed} of ${tried} passed`)
})
test('a walk folded in two halves, its facts kept as JSON between, is the one folded whole', () => {
  fc.assert(
    fc.property(library, dice, fc.nat(), ({ script, all, scripts }, some, cut) => {
      const { walk, facts } = walked(script, scripts, some, answersMax(all))
      const [begun, ...rest] = JSON.parse(JSON.stringify(facts)) as [
        Extract<WalkFact, { kind: 'begun' }>,
        ...WentOn[],
      ]
      const at = cut % (rest.length + 1)
      const half = rest.slice(0, at).reduce(walkOn, walkBegun(begun))
      const kept = JSON.parse(JSON.stringify(half)) as Walk
      assert.deepEqual(rest.slice(at).reduce(walkOn, kept), walk)
    }),
    runs,
  )
})
test('going back and giving the same answer again leads to where it led', () => {
  fc.assert(
    fc.property(library, dice, ({ script, all, scripts }, some) => {
      const { walk } = walked(script, scripts, some, answersMax(all))
      const gone = back(walk)
      if (isRefusal(gone)) return
      let again = walkOn(walk, gone)
      const undone = again.path.filter((one, i) => one.undone && !walk.path[i]!.undone)
      for (const { answer } of undone) {
        const step = placeOf(again.stack).step
        const fact = given(again, { step, answer: answer as Answer }, scripts)
        assert.ok(!isRefusal(fact))
        again = walkOn(again, fact)
      }
      assert.deepEqual([again.stack.map(place), again.end], [walk.stack.map(place), walk.end])
    }),
    runs,
  )
})
test('from every step a jump to any other is possible, and the walk ends from there', () => {
  fc.assert(
    fc.property(library, dice, fc.nat(), ({ script, scripts, all }, some, to) => {
      const begun = begin(script, scripts)
      assert.ok(!isRefusal(begun))
      const walk = walkBegun(begun)
      if (walk.end !== null) return
      const fact = jump(walk, script.steps[to % script.steps.length]!.name, scripts)
      assert.ok(!isRefusal(fact))
      const jumped = walkOn(walk, fact)
      const guess = about(jumped, scripts)
      assert.ok(jumped.end === null ? guess > 0 : guess === 0)
      onToItsEnd(jumped, scripts, some, answersMax(all))
    }),
    runs,
  )
})

test('damage to a sound script is found at its place', () => {
  fc.assert(
    fc.property(library, fc.nat(), fc.constantFrom(...damages), (drawn, which, damage) => {
      const places = drawn.script.steps.flatMap((step, index) => (damage.fits(step) ? [index] : []))
      if (places.length === 0) return
      const index = places[which % places.length]!
      const steps = drawn.script.steps.with(index, damage.done(drawn.script.steps[index]!))
      const script = { ...drawn.script, steps }
      const found = checked({ script, all: [script, ...drawn.all.slice(1)] })
      const at = `steps.${index}${damage.at}`
      assert.ok(
        found.some(({ code, path }) => code === damage.code && path === at),
        `${damage.code} at ${at} is not among ${JSON.stringify(found)}`,
      )
    }),
    { numRuns: 600 },
  )
})

const place = ({ slug, step, reached }: Walk['stack'][number]) => ({ slug, step, reached })

/** The script with one arrow of one step leading elsewhere. */
function turned(script: Script, which: number, to: number): Script {
  const index = which % script.steps.length
  const step = script.steps[index]!
  const target = script.steps[to % script.steps.length]!.name
  const elsewhere = {
    ask: { otherwise: target },
    check: { otherwise: target },
    do: which % 2 ? { failed: target } : { worked: target },
    tell: { next: target },
    script: { unsolved: target },
    end: {},
  }[step.kind]
  return { ...script, steps: script.steps.with(index, { ...step, ...elsewhere } as Step) }
}

type Damage = {
  readonly code: string
  readonly at: string
  readonly fits: (step: Step) => boolean
  readonly done: (step: Step) => Step
}
const isKind =
  (...some: readonly Step['kind'][]) =>
  (step: Step) =>
    some.includes(step.kind)
const damages: readonly Damage[] = [
  {
    code: 'why_missing',
    at: '.why',
    fits: isKind('ask', 'do', 'check'),
    done: step => ({ ...step, why: {} }) as Step,
  },
  {
    code: 'language_missing',
    at: '.say',
    fits: isKind('ask', 'do', 'check', 'end'),
    done: step => ({ ...step, say: { en: 'English only' } }) as Step,
  },
  {
    code: 'arrow_nowhere',
    at: '.otherwise',
    fits: isKind('ask', 'do', 'check'),
    done: step => ({ ...step, otherwise: 'nowhere' }) as Step,
  },
  {
    code: 'arrow_nowhere',
    at: '.to',
    fits: isKind('tell'),
    done: step => ({ ...step, next: 'nowhere' }) as Step,
  },
  {
    code: 'sub_unknown',
    at: '.script',
    fits: isKind('script'),
    done: step => ({ ...step, script: 'nowhere' }) as Step,
  },
  {
    code: 'sub_ring',
    at: '.script',
    fits: isKind('script'),
    done: step => ({ ...step, script: 'sample' }) as Step,
  },
  {
    code: 'dead_end',
    at: '.next',
    fits: step => step.kind === 'check',
    done: step => ({ ...step, next: [on('good', { is: [step.name, 'yes'] })] }) as Step,
  },
  {
    code: 'arrow_never',
    at: '.next.1',
    fits: isKind('check'),
    done: step => ({ ...step, next: [on('good'), on('bad')] }) as Step,
  },
  {
    code: 'contradiction',
    at: '.next.0.when',
    fits: isKind('check'),
    done: step => ({ ...step, next: [on('good', { not: { answered: step.name } }), on('good')] }) as Step,
  },
  {
    code: 'never_answered',
    at: '.next.0.when',
    fits: isKind('check'),
    done: step => ({ ...step, next: [on('good', { answered: 'bad' }), on('good')] }) as Step,
  },
  {
    code: 'loop',
    at: '',
    fits: step =>
      step.kind !== 'end' && step.tries === null && step.kind !== 'script' && step.kind !== 'tell',
    done: step => ({ ...step, otherwise: step.name }) as Step,
  },
  {
    code: 'end_incomplete',
    at: '.question',
    fits: step => step.kind === 'end' && step.end === 'hand_off',
    done: without('question'),
  },
  {
    code: 'end_incomplete',
    at: '.toLevel',
    fits: step => step.kind === 'end' && step.end === 'hand_off',
    done: without('toLevel'),
  },
  {
    code: 'end_incomplete',
    at: '.fixed',
    fits: step => step.kind === 'end' && step.end === 'solved',
    done: without('fixed'),
  },
]

function without(key: string): (step: Step) => Step {
  return step => Object.fromEntries(Object.entries(step).filter(([each]) => each !== key)) as unknown as Step
}
