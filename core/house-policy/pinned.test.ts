// A decision keeps the policies shown at its moment: which, in which version. Nothing is kept where none is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { type Pins, pinnedAt } from '#core/house-policy/pinned.ts'
import { decideMayTell, evolveMayTell } from '#core/may-tell/decide.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, caseId, desk, play, taken, text, type Wished } from '#core/testing/world.ts'

const pin = (policy: `hpo_${string}`, version: number) => ({ policy, version, hash: `h${version}` })
const pins: Pins = { goodwill: [pin('hpo_a', 2), pin('hpo_b', 1)], referral: [pin('hpo_c', 1)] }
const house = { ...desk, pins }
const pinnedOf = (events: readonly Event[], type: Event['type']) => {
  const event = events.findLast(one => one.type === type)
  assert.ok(event, type)
  return 'pinned' in event ? event.pinned : undefined
}

test('what is shown at a moment is kept; at another one, or where none is, nothing', () => {
  assert.deepEqual(pinnedAt({ pins }, 'referral'), { pinned: [pin('hpo_c', 1)] })
  assert.deepEqual(pinnedAt({ pins }, 'offers'), {})
  assert.deepEqual(pinnedAt({ pins: { offers: [] } }, 'offers'), {})
  assert.deepEqual(pinnedAt({}, 'goodwill'), {})
})

const karin = by('karin')
const asked: readonly Wished[] = [
  ...taken,
  [3, by('bo'), { type: 'case.classify', kind: 'malfunction' }],
  [4, by('bo'), samples['goodwill.ask']],
]

test('what is given beyond what is owed, or refused, says by which policies of that moment', () => {
  for (const [wish, type] of [
    ['goodwill.grant', 'goodwill.granted'],
    ['goodwill.refuse', 'goodwill.refused'],
  ] as const) {
    const { goodwill } = samples['goodwill.ask']
    const decided: readonly Wished[] = [...asked, [5, karin, { ...samples[wish], goodwill }]]
    const { events } = play(decided, house)
    assert.deepEqual(pinnedOf(events, type), pins.goodwill)
    const entry = timeline(events.map((one, i) => ({ ...one, seq: i + 1 }))).find(
      one => one.kind === 'goodwill',
    )
    assert.deepEqual(entry?.kind === 'goodwill' && entry.decided?.pinned, pins.goodwill)
    assert.equal(pinnedOf(play(decided, desk).events, type), undefined)
  }
})

test('an honest referral says by which policies; a case closed for another reason rests on none', () => {
  const words = { because: text('no battery'), instead: text('a lamp with one') }
  const close = (reason: 'referred' | 'withdrawn') =>
    play([...taken, [3, by('bo'), { type: 'case.close', reason, ...words }]], house).events
  assert.deepEqual(pinnedOf(close('referred'), 'case.closed'), pins.referral)
  assert.equal(pinnedOf(close('withdrawn'), 'case.closed'), undefined)
})

test('whether something may be told rests on what the lead names, else on what was shown to him', () => {
  const telling = [pin('hpo_d', 3)]
  const setting = { now: at(5), newId: () => 'x' as never, desk: { ...desk, pins: { telling } } }
  const wish = { by: karin, at: at(5), setting }
  const state = evolveMayTell(null, {
    ...{ type: 'may_tell.asked', case: caseId('a'), question: text('q'), answer: text('a') },
    ...{ team: null, dueAt: at(60), at: at(1), by: by('bo') },
  })
  const decided = (more: object) => {
    const said = { type: 'may_tell.decide', answer: 'yes', reach: 'exception', ...more } as const
    const facts = decideMayTell(state, said, wish)
    assert.ok(Array.isArray(facts))
    const [{ pinned, shown }] = facts
    return [pinned, shown]
  }
  assert.deepEqual(decided({}), [undefined, telling])
  assert.deepEqual(decided({ pinned: pin('hpo_a', 2) }), [pin('hpo_a', 2), undefined])
})
