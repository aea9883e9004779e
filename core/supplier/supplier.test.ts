// A supplier case from the first word to the verdict: what follows a wish, who may wish it, what their clock
// says, and what its cases hear.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import { at, by, clock, desk, settingAt, teamId, text, textOf } from '#core/testing/world.ts'
import {
  maySupplier,
  readsSupplierCases,
  type SupplierCommand,
  type SupplierCommandType,
} from '#core/supplier/decide.ts'
import { supplierRules } from '#core/supplier/rules.ts'
import { evolveSupplier, type SupplierState, supplierStanding } from '#core/supplier/state.ts'
import type { Agreed, SupplierAnswer, SupplierFact } from '#core/supplier/supplier-fact.ts'

type Wished = readonly [minutes: number, by: Actor, command: SupplierCommand]
const agreed: Agreed = {
  calendar: null,
  answer: [60, 120, null, null],
  update: [240, 240, null, null],
  solution: [1_000, 2_000, null, null],
  ...{ chaseMinutes: 100, chasesMax: 2, raiseMinutes: 30 },
}
const open = {
  ...{ type: 'supplier.open', title: text('radio'), supplier: 'sup_acme', product: 'pro_net', severity: 2 },
  ...{ agreed, owner: 'agt_marta', team: teamId(2), from: 'cas_1' },
} as const satisfies SupplierCommand
const words = text('words')
const because = text('because')
const opened: Wished = [0, by('marta'), open]
const send = (minutes: number): Wished => [
  ...([minutes, by('marta')] as const),
  { type: 'supplier.send', how: 'mail', words, mail: `msg_${minutes}`, pack: true },
]
const said = (minutes: number, answer: SupplierAnswer): Wished => [
  ...([minutes, by('bo')] as const),
  { type: 'supplier.say', answer, how: 'mail', words },
]
const ring = (minutes: number): Wished => [minutes, clock, { type: 'clock.ring' }]
const wish = (minutes: number, command: SupplierCommand): Wished => [minutes, by('marta'), command]
const retest = (minutes: number, holds: boolean) => wish(minutes, { type: 'supplier.retest', holds, words })
const solve = (minutes: number) => wish(minutes, { type: 'supplier.solve', through: 'release', words })

const decide = (state: SupplierState, [minutes, who, command]: Wished, facts: DeskFacts = desk) =>
  supplierRules.decide(state, command, {
    ...{ by: who, at: at(minutes), setting: settingAt(at(minutes), facts) },
  })

function play(...wished: Wished[]): { state: NonNullable<SupplierState>; facts: SupplierFact[] } {
  const facts: SupplierFact[] = []
  let state: SupplierState = null
  for (const one of wished) {
    const outcome = decide(state, one)
    if (isRefusal(outcome)) assert.fail(`${one[2].type}: ${outcome.refused}`)
    facts.push(...outcome)
    state = outcome.reduce(evolveSupplier, state)
  }
  return { state: state!, facts }
}
/** The types of the facts that follow, without the family's name, or the refusal. */
function then(given: Wished[], one: Wished, facts: DeskFacts = desk): string {
  const outcome = decide(given.length > 0 ? play(...given).state : null, one, facts)
  if (isRefusal(outcome)) return outcome.refused
  return outcome.map(({ type }) => type.slice('supplier.'.length)).join()
}
const standing = (...wished: Wished[]) => supplierStanding(play(...wished).state)
const owed = (target: 'answer' | 'update' | 'solution', ...wished: Wished[]) =>
  play(...wished).state.owed[target]

test('it is unsent, without their reference, lodged, ours, to be tested, solved and closed', () => {
  const lodge = wish(6, { type: 'supplier.lodge', reference: 'SR-1' })
  const released = [opened, send(5), lodge, said(10, 'release')]
  assert.equal(standing(opened), 'unsent')
  assert.equal(standing(opened, send(5)), 'unreferenced')
  assert.equal(standing(opened, send(5), lodge), 'waiting')
  assert.equal(standing(opened, send(5), lodge, said(10, 'question')), 'ours')
  assert.equal(standing(...released), 'to_test')
  assert.equal(standing(...released, retest(11, false)), 'ours')
  assert.equal(then(released, solve(12)), 'supplier.test_first')
  const solved = [...released, retest(11, true), solve(12)]
  assert.equal(standing(...solved), 'solved')
  const close = wish(13, { type: 'supplier.close', right: true })
  assert.equal(standing(...solved, close), 'closed')
  const again = wish(14, { type: 'supplier.reopen', because })
  assert.equal(standing(...solved, again), 'ours')
  assert.equal(then([opened], again), 'supplier.not_ended')
  assert.equal(then([opened], close), 'supplier.solve_first')
  assert.equal(then(released, wish(12, { type: 'supplier.lodge', reference: 'SR-1' })), '')
  assert.equal(then([opened], lodge), 'supplier.not_sent')
  assert.equal(then([opened], retest(2, true)), 'supplier.nothing_to_test')
  assert.equal(then(solved, send(20)), 'supplier.ended')
  assert.equal(then([], send(1)), 'matter.not_found')
  assert.equal(then([opened], opened), 'supplier.not_ended')
})

test('their clock runs from the sending: a first answer, then words, and a solution', () => {
  assert.deepEqual(owed('answer', opened, send(5)), { since: at(5), dueAt: at(125), standing: 'running' })
  assert.equal(owed('solution', opened, send(5))?.dueAt, at(2_005))
  assert.equal(then([opened], send(5)), 'sent,owed,owed,chase_planned')
  // A second word of ours before they answered gives them no more time.
  assert.equal(then([opened, send(5)], send(50)), 'sent,chase_planned')
  const news = [opened, send(5), said(60, 'update')]
  assert.equal(then([opened, send(5)], said(60, 'update')), 'said,met,owed,chase_planned')
  assert.equal(owed('answer', ...news)?.standing, 'met')
  assert.equal(owed('update', ...news)?.dueAt, at(300))
  assert.equal(owed('update', ...news, said(70, 'question'))?.standing, 'met')
  // While it was our turn their time stood still.
  const asked = [...news, said(100, 'question'), send(400)]
  assert.equal(owed('solution', ...asked)?.dueAt, at(2_305))
  assert.equal(owed('update', ...asked)?.dueAt, at(640))
  assert.equal(owed('solution', opened, send(5), said(10, 'release'))?.standing, 'met')
  // What did not hold is owed anew.
  const failed = [opened, send(5), said(10, 'release'), retest(11, false), send(20)]
  assert.deepEqual(owed('solution', ...failed), { since: at(20), dueAt: at(2_020), standing: 'running' })
  assert.equal(owed('answer', opened, send(5), said(500, 'update'))?.standing, 'met_late')
})

test('an acknowledgement answers nothing', () => {
  assert.equal(then([opened, send(5)], said(6, 'acknowledged')), 'said,chase_planned')
  assert.equal(play(opened, send(5), said(6, 'acknowledged')).state.firstAnswerAt, null)
  assert.equal(supplierRules.tells(null, play(opened, send(5), said(6, 'acknowledged')).facts.at(-2)!), null)
})

test('where nothing was agreed nothing is owed, and we ask all the same', () => {
  const light = [opened, wish(1, { type: 'supplier.assess', severity: 4, because })]
  assert.equal(then(light, send(5)), 'sent,chase_planned')
  assert.equal(then([...light, send(5)], said(9, 'update')), 'said,chase_planned')
  assert.equal(then(light, wish(2, { type: 'supplier.assess', severity: 4 })), '')
})

test('it is counted on their calendar', () => {
  const facts = { ...desk, calendars: { cal_office: calendarOf() } } as DeskFacts
  const theirs = [0, by('marta'), { ...open, agreed: { ...agreed, calendar: 'cal_office' } }] as const
  const due = (minutes: number, known: DeskFacts) => {
    const state = play(theirs as unknown as Wished).state
    const outcome = decide(state, send(minutes), known)
    return isRefusal(outcome) ? null : (outcome[1] as { dueAt: number }).dueAt
  }
  // 9:00 UTC on a Thursday is within office hours; a thousand minutes later is night.
  assert.equal(due(1_000, desk), at(1_120))
  assert.ok(due(1_000, facts)! > at(1_120))
})

test('silence is noticed once at its time, then raised to a lead once', () => {
  const sent = [opened, send(5)]
  assert.equal(supplierRules.ring(play(...sent).state, desk), at(105), 'the chase comes first')
  assert.equal(then(sent, ring(104)), '')
  assert.equal(then(sent, ring(105)), 'chase_due')
  assert.equal(then([...sent, ring(105)], ring(110)), '')
  const chased = [...sent, ring(105)]
  assert.equal(supplierRules.ring(play(...chased).state, desk), at(125))
  assert.equal(then(chased, ring(125)), 'silent')
  const silent = [...chased, ring(125)]
  assert.equal(standing(...silent), 'silent')
  assert.equal(play(...silent).state.silences, 1)
  assert.equal(supplierRules.ring(play(...silent).state, desk), at(155))
  assert.equal(then(silent, ring(154)), '')
  assert.equal(then(silent, ring(155)), 'raised')
  const raised = [...silent, ring(155)]
  assert.equal(then(raised, ring(300)), '')
  assert.equal(then(raised, said(400, 'update')), 'said,met,owed,chase_planned')
  assert.equal(standing(...raised, said(400, 'update')), 'unreferenced')
  // It was silent over the solution, too: a word alone does not make up for it.
  const both = [...sent, ring(105), ring(2_005)]
  assert.equal(play(...both).state.silences, 2)
  assert.equal(standing(...both, said(2_010, 'update')), 'silent')
  // Our turn is nobody's silence.
  assert.equal(then([...sent, said(10, 'question')], ring(9_000)), '')
  assert.equal(supplierRules.ring(play(...sent, said(10, 'question')).state, desk), null)
  assert.equal(supplierRules.ring(null, desk), null)
  // Late already when it comes back to them, it stays so.
  const late = [...both, said(2_010, 'question'), send(2_100)]
  assert.equal(owed('solution', ...late)?.standing, 'silent')
})

test('they are asked again, and after so many times somebody else there is', () => {
  const chase = (minutes: number, chaseAt?: number): Wished =>
    wish(minutes, {
      ...{ type: 'supplier.chase', how: 'phone', reached: false, result: words, who: because },
      ...(chaseAt !== undefined && { chaseAt: at(chaseAt) }),
    })
  const sent = [opened, send(5)]
  assert.equal(then(sent, chase(10)), 'chased,chase_planned')
  assert.equal(play(...sent, chase(10)).state.chaseAt, at(110))
  assert.equal(play(...sent, chase(10, 50)).state.chaseAt, at(50))
  assert.equal(then(sent, chase(10, 10)), 'promise.in_the_past')
  const twice = [...sent, chase(10), chase(20, 30)]
  const rung = play(...twice, ring(30)).facts.at(-1)
  assert.deepEqual(rung, {
    ...{ type: 'supplier.chase_due', at: at(30), by: clock, chaseAt: at(30), unanswered: 2, escalate: true },
  })
  const escalated = wish(31, { type: 'supplier.escalate', who: because, words })
  assert.equal(then([...twice, ring(30)], escalated), 'escalated')
  const after = [...twice, escalated, chase(32, 40), ring(40)]
  assert.equal('escalate' in play(...after).facts.at(-1)!, false)
  assert.equal(then(sent, wish(10, { type: 'supplier.plan_chase', chaseAt: at(20) })), 'chase_planned')
  assert.equal(then(sent, wish(10, { type: 'supplier.plan_chase', chaseAt: at(9) })), 'promise.in_the_past')
})

test('a mail that never reached them is ours to send again, and their time begins anew', () => {
  const bounced: Wished = [6, clock, { type: 'supplier.note_not_sent', mail: 'msg_5', reason: '550' }]
  assert.equal(standing(opened, send(5), bounced), 'ours')
  assert.equal(owed('answer', opened, send(5), bounced, send(30))?.dueAt, at(150))
})

test('a reference of a machine is offered once', () => {
  const offer = (reference: string): Wished => [7, clock, { type: 'supplier.offer_reference', reference }]
  assert.equal(then([opened, send(5)], offer('A-1')), 'reference_offered')
  assert.equal(then([opened, send(5), offer('A-1')], offer('A-1')), '')
  const lodged = [opened, send(5), offer('A-1'), wish(8, { type: 'supplier.lodge', reference: 'A-1' })]
  assert.equal(play(...lodged).state.offered, null)
  assert.equal(then(lodged, offer('A-1')), '')
})

test('its owner is always one of our house', () => {
  const give = (owner: string): Wished =>
    wish(1, { type: 'supplier.give', owner: `agt_${owner}`, note: because })
  assert.equal(then([opened], give('ivan')), 'owned')
  assert.equal(then([opened], wish(1, { type: 'supplier.give', owner: 'agt_ivan' })), 'owned')
  assert.equal(then([opened], give('marta')), '')
  assert.equal(then([opened], give('gone')), 'supplier.owner_in_house')
  assert.equal(then([opened], give('nobody')), 'supplier.owner_in_house')
  assert.equal(then([], [0, by('marta'), { ...open, owner: 'agt_audit' }]), 'supplier.owner_in_house')
  assert.equal(then([opened], [1, by('ivan'), { type: 'supplier.take' }]), 'owned')
  assert.equal(then([opened], [1, by('marta'), { type: 'supplier.take' }]), '')
  assert.equal(then([opened], [1, clock, { type: 'supplier.take' }]), '')
  const leave: Wished = [1, clock, { type: 'supplier.leave', agent: 'agt_marta', to: 'agt_karin' }]
  assert.equal(play(opened, leave).state.owner, 'agt_karin')
  assert.equal(then([opened, leave], leave), '')
})

test('what it cost adds up, and the list shows what is needed', () => {
  const spend = wish(3, { type: 'supplier.spend', minutes: 30, cents: 1_250, what: because })
  const { state } = play(opened, spend, spend)
  const card = supplierRules.card(state, textOf)
  assert.deepEqual(
    [card.title, card.subject, card.owner, card.isOpen],
    ['radio', 'sup_acme', 'agt_marta', true],
  )
  assert.deepEqual([card.more?.minutes, card.more?.cents], [60, 2_500])
  assert.equal(card.dueAt, at(0))
  assert.equal(supplierRules.card(state, () => null).title, '')
  assert.equal(supplierRules.card(play(opened, send(5)).state, textOf).dueAt, at(105))
  const over = play(opened, send(5), wish(6, { type: 'supplier.solve', through: 'elsewhere', words })).state
  assert.equal(supplierRules.card(over, textOf).dueAt, null)
  assert.equal(supplierRules.ring(over, desk), null)
  assert.throws(() => supplierRules.card(null, textOf))
})

test('its cases hear answers and silence, and of a release only what the test said', () => {
  const news = (...wished: Wished[]) =>
    play(...wished).facts.flatMap(one => supplierRules.tells(null, one)?.news ?? [])
  assert.deepEqual(news(opened, send(5), ring(125)), ['supplier_silent'])
  assert.deepEqual(news(opened, send(5), said(6, 'release')), ['supplier_answered'])
  assert.deepEqual(news(opened, send(5), said(6, 'release'), retest(7, true)), [
    ...['supplier_answered', 'released'],
  ])
  assert.deepEqual(news(opened, send(5), said(6, 'release'), retest(7, false)).at(-1), 'not_fixed')
})

test('owner, team and leads decide; anybody of the house writes down what they said; nobody else', () => {
  const { state } = play(opened)
  const may = (who: string, type: SupplierCommandType, facts = desk) => {
    const right = maySupplier(by(who), type, state, facts)
    return right === true || right.refused
  }
  assert.equal(may('marta', 'supplier.send'), true)
  assert.equal(may('ivan', 'supplier.send'), true)
  assert.equal(may('karin', 'supplier.send'), true)
  assert.equal(may('bo', 'supplier.send'), 'supplier.not_keeper')
  assert.equal(may('bo', 'supplier.say'), true)
  assert.equal(may('karin', 'clock.ring'), 'supplier.not_keeper')
  assert.equal(may('audit', 'supplier.say'), 'access.denied')
  assert.equal(maySupplier(clock, 'supplier.say', state, desk), true)
  assert.notEqual(maySupplier({ kind: 'customer', id: 'cus_1' }, 'supplier.say', state, desk), true)
  const teamless = { ...state, team: null }
  assert.notEqual(maySupplier(by('ivan'), 'supplier.send', teamless, desk), true)
  assert.notEqual(maySupplier(by('ivan'), 'supplier.send', null, desk), true)
  const { audit, gone, bo } = {
    audit: desk.agents.agt_audit!,
    gone: desk.agents.agt_gone!,
    bo: desk.agents.agt_bo!,
  }
  assert.deepEqual(
    [audit, gone, bo].map(one => readsSupplierCases(one, desk)),
    [true, false, true],
  )
})

test('a fact before the beginning says nothing', () => {
  const [, ...others] = play(opened, send(5)).facts
  assert.equal(evolveSupplier(null, others[0]!), null)
  const met = { type: 'supplier.met', target: 'update', late: false, at: at(1), by: clock } as const
  assert.deepEqual(evolveSupplier(play(opened).state, met)?.owed, {})
})

test('a mail of theirs is ours to read; what it comes to is said afterwards', () => {
  const read = [opened, send(5), said(10, 'unread')]
  assert.equal(standing(...read), 'ours')
  assert.equal(owed('answer', ...read)?.standing, 'met')
  assert.equal(standing(...read, said(12, 'update')), 'unreferenced')
  assert.equal(standing(...read, said(12, 'question'), said(13, 'update')), 'ours')
  assert.equal(
    supplierRules.tells(null, play(...read).facts.find(one => one.type === 'supplier.said')!),
    null,
  )
})

test('a mail placed here by mistake is taken out and all stands as before, until somebody acted on it', () => {
  const { state } = play(opened, send(5))
  const word = { at: at(10), by: clock, how: 'mail', words } as const
  const placed = {
    ...word,
    type: 'supplier.said',
    answer: 'unread',
    mail: 'msg_in',
  } as unknown as SupplierFact
  const out = { type: 'supplier.taken_out', at: at(11), by: by('bo'), mail: 'msg_in' } as SupplierFact
  const came = evolveSupplier(state, placed)
  assert.notDeepEqual(came, state)
  assert.deepEqual(evolveSupplier(came, out), state)
  assert.deepEqual(evolveSupplier(came, { ...out, mail: 'msg_other' } as SupplierFact), came)
  const chased = {
    type: 'supplier.chased',
    at: at(12),
    by: by('bo'),
    how: 'phone',
  } as unknown as SupplierFact
  const acted = evolveSupplier(came, chased)
  assert.deepEqual([acted?.unread, evolveSupplier(acted, out)], [null, acted])
})
