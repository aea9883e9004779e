// A decision keeps the policies shown at its moment: which, in which version. Nothing is kept where none is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { type Pins, pinnedAt } from '#core/house-policy/pinned.ts'
import { decideMayTell, evolveMayTell } from '#core/may-tell/decide.ts'
import { samples } from '#core/testing/sample.ts'
import { desk as stuckDesk } from '#core/testing/stuck-world.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  play,
  relay,
  settingAt,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

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

const calm: Pins = { conduct: [pin('hpo_e', 4)], offers: [pin('hpo_f', 1)], severity: [pin('hpo_g', 2)] }
const allPins: Pins = { ...pins, ...calm, handing_on: [pin('hpo_h', 5)] }
const whole = { ...desk, pins: allPins }
const bo = by('bo')
const abuse = 'abu_a' as const
const marked: readonly Wished[] = [...taken, [2, bo, { ...samples['abuse.mark'], abuse }]]
const wanted: readonly Wished[] = [
  ...marked,
  [3, bo, samples['abuse.warn']],
  [4, bo, samples['contact_end.ask']],
]
const again = { ...samples['contact_end.grant'], letter: { ...letterOf('msg_end') } }
function letterOf(message: `msg_${string}`) {
  return { message, text: text('end'), channel: 'email' } as const
}
const ended: readonly Wished[] = [...wanted, [5, karin, again]]
const { goodwill } = samples['goodwill.ask']
const gift: readonly Wished[] = [...asked, [5, karin, { ...samples['goodwill.grant'], goodwill }]]
const offer: Wished = [3, bo, { ...samples['hand_off.offer'], handOff: 'hnd_a' }]
const back = (minute: number, handOff: 'hnd_a' | 'hnd_b', more: object = {}): Wished => [
  minute,
  by('marta'),
  { ...samples['hand_off.return'], handOff, reason: 'not_reproducible', ...more } as Wished[2],
]
const offeredAgain: readonly Wished[] = [
  ...[...taken, offer, back(4, 'hnd_a')],
  [5, bo, { ...samples['hand_off.offer'], handOff: 'hnd_b' }],
]
const disputed: readonly Wished[] = [...offeredAgain, back(6, 'hnd_b')]

test('every decision keeps the policies of its moment, and they stand in the ledger beside it', () => {
  const decisions: readonly (readonly [Event['type'], keyof Pins, readonly Wished[]])[] = [
    ['proposal.made', 'offers', [...taken, [3, bo, samples['proposal.make']]]],
    ['goodwill.revoked', 'goodwill', [...gift, [6, karin, { ...samples['goodwill.revoke'], goodwill }]]],
    ['severity.assessed', 'severity', [...taken, [3, bo, samples['severity.assess']]]],
    ['abuse.warned', 'conduct', wanted],
    ['contact_end.asked', 'conduct', wanted],
    ['contact_end.granted', 'conduct', ended],
    ['contact_end.refused', 'conduct', [...wanted, [5, karin, samples['contact_end.refuse']]]],
    ['contact_end.lifted', 'conduct', [...ended, [6, karin, samples['contact_end.lift']]]],
    ['hand_off.offered', 'handing_on', [...taken, offer]],
    ['hand_off.returned', 'handing_on', offeredAgain],
    [
      ...(['hand_off.rerouted', 'handing_on'] as const),
      [...taken, offer, back(4, 'hnd_a', { reason: 'wrong_team', team: teamId(3) })],
    ],
    ['hand_off.disputed', 'handing_on', disputed],
    [
      ...(['hand_off.decided', 'handing_on'] as const),
      [...disputed, [7, karin, { ...samples['hand_off.decide'], handOff: 'hnd_b' }]],
    ],
  ]
  for (const [type, moment, wished] of decisions) {
    const { events } = play(wished, whole)
    assert.deepEqual(pinnedOf(events, type), allPins[moment], type)
    const entries = timeline(events.map((one, i) => ({ ...one, seq: i + 1 })))
    const policies = allPins[moment]!.map(({ policy }) => policy)
    for (const policy of policies) assert.ok(JSON.stringify(entries).includes(policy), `${type} shows it`)
    assert.equal(pinnedOf(play(wished, desk).events, type), undefined, `${type}: none is shown`)
  }
})

test('a decision keeps the policies once, and only where somebody of ours decides', () => {
  const assessed = play([...taken, [3, bo, { ...samples['severity.assess'], people: 'all' }]], whole).events
  assert.equal(pinnedOf(assessed, 'case.classified'), undefined, 'the assessment says it')
  const product = play([...taken, [3, bo, { type: 'case.classify', kind: 'question' }]], whole).events
  assert.equal(pinnedOf(product, 'case.classified'), undefined, 'no severity is decided')
  const ours = play([...taken, [3, clock, assessAs(2)]], whole).events
  assert.equal(pinnedOf(ours, 'severity.assessed'), undefined, 'the clock decides nothing')
  const { state } = play(taken, whole)
  const refused = decide(state, samples['hand_off.return'], by('marta'), settingAt(at(3), whole))
  assert.ok('refused' in refused, 'a refusal stays as it is')
})

test('what is done about a stuck case rests on what is agreed on handing on; passing it on says so itself', () => {
  const stuck: readonly Wished[] = [...taken, [241, clock, { type: 'clock.ring' }]]
  const carried = play([...stuck, [242, bo, { ...samples['stuck.answer'], until: at(300) } as Wished[2]]], {
    ...stuckDesk,
    pins: allPins,
  })
  assert.deepEqual(pinnedOf(carried.events, 'stuck.answered'), allPins.handing_on)
  const { events } = play([...stuck, [242, bo, offer[2]]], { ...stuckDesk, pins: allPins })
  assert.equal(pinnedOf(events, 'stuck.answered'), undefined)
  assert.deepEqual(pinnedOf(events, 'hand_off.offered'), allPins.handing_on)
})

test('an explanation rests on the policies of the moment in which somebody gives it, not in which it leaves', () => {
  const help = 'hlp_a' as const
  const wants: Wished = [2, customer, { ...samples['help.ask'], help }]
  const explains = (evidence: 'msg_a' | 'con_b'): Wished['2'] => ({ type: 'help.explain', help, evidence })
  const entryOf = (events: readonly Event[]) =>
    timeline(events.map((one, i) => ({ ...one, seq: i + 1 }))).find(one => one.kind === 'help')
  const spoken: readonly Wished[] = [...taken, wants, [3, bo, samples['contact.hold']]]
  const inCall = play([...spoken, [4, bo, explains('con_b')]], whole).events
  assert.deepEqual(pinnedOf(inCall, 'help.explained'), allPins.handing_on)
  assert.deepEqual(entryOf(inCall)?.pinned, allPins.handing_on)

  const write: Wished = [3, bo, { ...samples['message.queue'], message: 'msg_a' }]
  const leaves: Wished = [5, relay, { type: 'message.note_sent', message: 'msg_a', relay: 'r' }]
  const byMail: readonly Wished[] = [...taken, wants, write, [4, bo, explains('msg_a')]]
  const left = play([...byMail, leaves], whole).events
  assert.deepEqual(pinnedOf(left, 'help.answering'), allPins.handing_on)
  assert.equal(pinnedOf(left, 'help.explained'), undefined, 'the desk decides nothing')
  assert.deepEqual(entryOf(left)?.pinned, allPins.handing_on, 'what was decided stands at its end')
  assert.deepEqual(entryOf(play([...byMail, leaves], desk).events)?.pinned, [])
})

test('passed on instead of explained, a request rests on what its offer says by itself', () => {
  const help = 'hlp_a' as const
  const wants: Wished = [2, customer, { ...samples['help.ask'], help }]
  const passes: Wished = [4, bo, { type: 'help.pass_on', help, handOff: 'hnd_a' }]
  const accepts: Wished = [5, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }]
  const { events } = play([...taken, wants, offer, passes, accepts], whole)
  assert.equal(pinnedOf(events, 'help.answering'), undefined)
  assert.deepEqual(pinnedOf(events, 'hand_off.offered'), allPins.handing_on)
  const entries = timeline(events.map((one, i) => ({ ...one, seq: i + 1 })))
  const entry = entries.find(one => one.kind === 'help')
  assert.deepEqual([entry?.ended?.how, entry?.pinned], ['passed_on', []])
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
