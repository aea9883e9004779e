// Scripts as they may be drawn: sound ones, forward with loops that give up. Not: what is wrong with one
// that is damaged (each law damages as it likes).
import fc from 'fast-check'
import type { Condition } from '#core/script/condition.ts'
import type { Script, Step, StepName } from '#core/script/script.ts'
import {
  ask,
  check,
  choicesOf,
  doing,
  on,
  passOn,
  scriptOf,
  solved,
  sub,
  tell,
} from '#core/testing/script-world.ts'

const kinds = ['choice', 'own', 'number', 'do', 'check', 'tell', 'sub', 'again'] as const
type Drawn = {
  readonly kind: (typeof kinds)[number]
  readonly far: number
  readonly back: number
  readonly most: number
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom(...kinds),
  far: fc.nat(5),
  back: fc.nat(5),
  most: fc.integer({ min: 1, max: 3 }),
})

/** A sound script: each step leads to the next one, so that all are come to. */
export const soundScript = (slug = 'sample', calls: string | null = null): fc.Arbitrary<Script> =>
  fc.array(drawn, { minLength: 1, maxLength: 12 }).map(all => {
    const nameAt = (index: number): StepName =>
      index < all.length ? `s${index}` : index === all.length ? 'good' : 'bad'
    const steps = all.map((one, index) => stepOf(one, index, nameAt, calls))
    return scriptOf(
      [
        ...steps,
        tell('good', 'bad-or'),
        ask('bad-or', 'fine', { otherwise: 'bad' }),
        solved('fine'),
        passOn('bad'),
      ],
      { slug },
    )
  })

function stepOf(
  { kind, far, back, most }: Drawn,
  index: number,
  nameAt: (index: number) => StepName,
  calls: string | null,
): Step {
  const name = nameAt(index)
  const next = nameAt(index + 1)
  const ahead = nameAt(index + 1 + far)
  const isRed: Condition = { is: [name, 'red'] }
  switch (kind) {
    case 'choice':
      return ask(name, next, { asked: choicesOf('red', 'green'), next: [on(ahead, isRed), on(next)] })
    case 'own':
      return ask(name, next, {
        asked: choicesOf(['red', ahead], ['green', next]),
        next: [],
        otherwise: ahead,
      })
    case 'number':
      return ask(name, next, {
        asked: { kind: 'number', least: 0, most: 9 },
        next: [on(ahead, { below: [name, 5] }), on(next, { atLeast: [name, 5] })],
      })
    case 'do':
      return doing(name, { worked: ahead, failed: next })
    case 'check':
      return check(name, next, { next: [on(ahead, { is: [name, 'yes'] }), on(next)] })
    case 'tell':
      return tell(name, next)
    case 'sub':
      return calls === null ? tell(name, next) : sub(name, calls, { solved: ahead, unsolved: next })
    case 'again':
      return doing(
        name,
        { worked: next, failed: nameAt(Math.max(0, index - back)) },
        { tries: { most, spent: next }, otherwise: ahead },
      )
  }
}
