// What the simulated desk walks: two small scripts with a third within both, each published a second time at
// noon of the first day. Not: who walks them (walkers.ts).
import { hourMs } from '#core/kit/time.ts'
import type { Script, Step } from '#core/script/script.ts'
import { stepOf } from '#core/script/script.ts'
import { placeOf, type Stack } from '#core/script/walk.ts'
import { ask, check, doing, on, passOn, scriptOf, solved, sub, tell } from '#core/testing/script-world.ts'

/** Both begin with what the other asks as well, so that it is known later. */
const light = (to: string) => ask('light', to, { fact: 'box.light', holdsMinutes: 240 })

const wireless = (version: number): Script =>
  scriptOf(
    [
      tell('where', 'near'),
      ask('near', 'move', { fact: 'box.near', next: [on('held', { is: ['near', 'yes'] }), on('move')] }),
      doing('move', { worked: 'good', failed: 'near' }, { tries: { most: 2, spent: 'bad' } }),
      ask('held', 'bad', { next: [on('good', { is: ['held', 'yes'] }), on('bad')] }),
      solved('good'),
      passOn('bad'),
    ],
    { slug: 'wireless', version },
  )

/** A restart that is tried three times, then wireless; from the second version on it asks once more. */
const restarts = (version: number): Script =>
  scriptOf(
    [
      light('kind'),
      check('kind', 'restart', { check: 'case_value', of: 'kind' }),
      doing('restart', { worked: 'again', failed: 'restart' }, { tries: { most: 3, spent: 'wifi' } }),
      ask('again', 'wifi', { next: [on('restart', { is: ['again', 'yes'] }), on('fine')] }),
      sub('wifi', 'wireless', { solved: version > 1 ? 'sure' : 'fine', unsolved: 'bad' }),
      ...(version > 1 ? [ask('sure', 'fine', { otherwise: 'bad' })] : []),
      solved('fine'),
      passOn('bad'),
    ],
    { slug: 'restarts', version },
  )

/** Ends as wireless ends; what the customer does not measure himself is in it. */
const slow = (version: number): Script =>
  scriptOf(
    [
      light('outage'),
      check('outage', 'measure', { next: [on('bad', { is: ['outage', 'yes'] }), on('measure')] }),
      ask('measure', 'wifi', { level: 1, asked: { kind: 'number', least: 0, most: 100 } }),
      sub('wifi', 'wireless'),
      passOn('bad'),
    ],
    { slug: 'slow', version },
  )

const first: readonly Script[] = [restarts(1), slow(1), wireless(1)]
const second: readonly Script[] = [restarts(2), slow(2), wireless(2)]

/** Those that begin a walk. */
export const roots = ['restarts', 'slow'] as const

/** Every version, those published at an instant before the others. */
export const scriptsAt = (at: number, startAt: number): readonly Script[] =>
  at < startAt + 12 * hourMs ? [...first, ...second] : [...second, ...first]

/** The step a walk stands at. */
export function stepAt(stack: Stack): Step | null {
  const { slug, version, step } = placeOf(stack)
  const script = [...first, ...second].find(one => one.slug === slug && one.version === version)
  return script ? stepOf(script, step) : null
}
