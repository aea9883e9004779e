// The way of an offer: the gate, the read-back, saying no, and a dispute.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { evolve, type Command } from '#core/case/case.ts'
import { offerRing } from '#core/case/deed/hand-off.ts'
import { timeline } from '#core/case/timeline.ts'
import type { OpenedCase } from '#core/case/state.ts'
import {
  accept,
  accepted,
  back,
  deskWith,
  entryOf,
  first,
  offer,
  offered,
  type Return,
  ring,
  summary,
} from '#core/testing/hand-off-play.ts'
import {
  assessAs,
  agentId,
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  given,
  opened,
  readingDesk,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

// The gate
const because = (more: object) => offer({ summary: { ...summary, ...more } })
test('nothing to try, or no time to, is a reason; other reasons are said in words', () => {
  const state = given(...taken)
  state.when(3, by('bo'), because({ noSteps: 'nothing_to_try' })).then('hand_off.offered')
  state.when(3, by('bo'), because({ noSteps: 'urgent' })).then('hand_off.offered')
  state.when(3, by('bo'), because({ noSteps: 'other' })).thenRefused('hand_off.steps_missing')
  state.when(3, by('bo'), because({ noSteps: 'other', noStepsBecause: text('x') })).then('hand_off.offered')
})
test('a skilled customer gets through where his skill is recorded', () => {
  const state = given(...taken)
  state.when(3, by('bo'), because({ noSteps: 'customer_skilled' })).thenRefused('hand_off.skill_not_recorded')
  state
    .when(3, by('bo'), because({ noSteps: 'customer_skilled', skill: text('network engineer') }))
    .then('hand_off.offered')
})
test('a wish of the customer counts where he asked for help, or where it is pointed to', () => {
  const wish = because({ noSteps: 'customer_wish' })
  given(...taken)
    .when(3, by('bo'), wish)
    .thenRefused('hand_off.wish_not_found')
  given(...taken, [2, customer, { type: 'help.ask', reason: 'done_all_this' }])
    .when(3, by('bo'), wish)
    .then('hand_off.offered')
  const said = given(...taken, [
    2,
    by('bo'),
    { type: 'claim.make', claim: 'cla_a', text: text('pass me on') },
  ])
  said.when(3, by('bo'), because({ noSteps: 'customer_wish', wishedIn: 'cla_a' })).then('hand_off.offered')
  said
    .when(3, by('bo'), because({ noSteps: 'customer_wish', wishedIn: 'cla_no' }))
    .thenRefused('hand_off.wish_not_found')
  const wrote = given(...taken, [
    2,
    customer,
    {
      type: 'message.receive',
      message: 'msg_a',
      channel: 'email',
      from: 'cus_anna',
      text: text('specialist, please'),
      attached: [],
      automatic: null,
    },
  ])
  wrote.when(3, by('bo'), because({ noSteps: 'customer_wish', wishedIn: 'msg_a' })).then('hand_off.offered')
})
test('a critical case waits for nothing that has to be tried first', () => {
  given(...taken, [2, by('bo'), assessAs(1)])
    .when(3, by('bo'), because({}))
    .then('hand_off.offered')
})

// Reading back
test('who accepts at level 2 says what he understood; at severity 1 he need not', () => {
  const state = given(...offered)
  state.on(readingDesk).when(5, by('marta'), accept()).thenRefused('hand_off.read_back_missing')
  state.on(readingDesk).when(5, by('marta'), accept('the line')).then('hand_off.accepted', 'worker.assigned')
  given(...offered, [4, by('bo'), assessAs(1)])
    .on(readingDesk)
    .when(5, by('marta'), accept())
    .then('hand_off.accepted', 'worker.assigned')
})
test('a team may do without, and level 1 does', () => {
  const teams = { ...desk.teams, tea_2: { ...desk.teams.tea_2!, setting: { readBack: false } } }
  given(...offered)
    .on({ ...readingDesk, teams })
    .when(5, by('marta'), accept())
    .then('hand_off.accepted', 'worker.assigned')
  given(...taken, [3, by('bo'), offer({ team: teamId('other') })])
    .on(readingDesk)
    .when(5, by('chiara'), accept())
    .then('hand_off.accepted', 'worker.assigned')
})
test('the giver corrects what was misunderstood, as long as it is not answered', () => {
  const word: Command = { type: 'hand_off.correct', handOff: 'hnd_a', text: text('not the line') }
  const { events } = given(
    ...accepted,
    [6, by('bo'), word],
    [7, by('bo'), { ...word, text: text('nor the card') }],
  )
  assert.deepEqual(
    entryOf(events).corrected.map(one => one.text),
    [text('not the line'), text('nor the card')],
  )
  given(...offered)
    .when(5, by('bo'), word)
    .thenRefused('hand_off.not_accepted')
  given(opened).when(5, by('bo'), word).thenRefused('hand_off.not_found')
})
test('the giver, the contact and a lead correct it, and nobody else', () => {
  const { state } = given(...accepted)
  assert.equal(may(by('bo'), 'hand_off.correct', state, desk), true)
  assert.equal(may(by('karin'), 'hand_off.correct', state, desk), true)
  assert.deepEqual(may(by('ivan'), 'hand_off.correct', state, desk), { refused: 'hand_off.not_yours' })
  const { state: other } = given(...accepted, [
    6,
    by('karin'),
    { type: 'contact.assign', agent: agentId('chiara'), reason: 'shift_end', untold: text('none') },
  ])
  assert.equal(may(by('chiara'), 'hand_off.correct', other, desk), true)
})
test('of two who accept one has it, and the other hears who', () => {
  const state = given(...accepted)
  state.when(5, by('ivan'), accept('I')).thenRefused('hand_off.taken', { agent: 'marta' })
  state.when(5, by('marta'), accept('again')).thenNothing()
  state
    .on(deskWith({}, { agents: {} }))
    .when(5, by('ivan'), accept('I'))
    .thenRefused('hand_off.taken', { agent: 'agt_marta' })
})

// Until it is accepted
test('until it is accepted case, promise and clock stay with the giver, whatever becomes of the offer', () => {
  const promised: Wished = [
    2,
    by('bo'),
    {
      type: 'promise.make',
      promise: 'prm_a',
      topic: text('result'),
      means: 'phone',
      dueAt: at(600),
    },
  ]
  const courses: readonly (readonly Wished[])[] = [
    [],
    [[4, by('marta'), back('wrong_team', { team: teamId(3) })]],
    [[4, by('marta'), back('not_reproducible')]],
    [[123, clock, ring]],
    [[4, by('bo'), { type: 'hand_off.withdraw', handOff: 'hnd_a' }]],
  ]
  for (const course of courses) {
    const state = given(...taken, promised, [3, by('bo'), offer()], ...course).state as OpenedCase
    assert.deepEqual(
      [state.worker, state.contact, state.level, state.team, state.promises.prm_a?.keeper],
      ['agt_bo', 'agt_bo', 1, 'tea_1', 'agt_bo'],
    )
  }
})

// Saying no
test('each reason says what it needs', () => {
  const state = given(...offered)
  const needs: [Return['reason'], Partial<Return>][] = [
    ['missing_evidence', { missing: ['claims'] }],
    ['step_not_done', { notDone: text('the splitter') }],
    ['known_error', { knownIn: text('KB 12') }],
    ['duplicate', { duplicateOf: caseId('b') }],
    ['level_1_can', { solution: text('restart it twice') }],
  ]
  for (const [reason, detail] of needs) {
    state.when(4, by('marta'), back(reason)).thenRefused('hand_off.return_incomplete')
    const [event] = state.when(4, by('marta'), back(reason, detail)).then('hand_off.returned')
    assert.ok(event?.type === 'hand_off.returned')
    assert.deepEqual(event.detail, detail)
  }
  state
    .when(4, by('marta'), back('missing_evidence', { missing: [] }))
    .thenRefused('hand_off.return_incomplete')
  const [plain] = state
    .when(4, by('marta'), back('supplier_scope', { missing: ['claims'] }))
    .then('hand_off.returned')
  assert.equal(plain && 'detail' in plain, false)
})
test('it is returned within half of the time there is to accept it; after that by a lead', () => {
  const state = given(...offered)
  state.when(63, by('marta'), back('not_reproducible')).then('hand_off.returned')
  state.when(64, by('marta'), back('not_reproducible')).thenRefused('hand_off.return_late')
  state.when(64, by('karin'), back('not_reproducible')).then('hand_off.returned')
})
test('what belongs to another team goes there from the receiver, on the clock it has', () => {
  const wrong = back('wrong_team', { team: teamId(3) })
  const state = given(...offered)
  state.when(4, by('marta'), back('wrong_team')).thenRefused('hand_off.return_incomplete')
  state.when(4, by('marta'), back('wrong_team', { team: teamId('shut') })).thenRefused('team.not_found')
  state.when(4, by('marta'), back('wrong_team', { team: teamId(2) })).thenRefused('hand_off.same_level')
  state.when(4, by('marta'), back('wrong_team', { team: teamId(1) })).thenRefused('hand_off.same_level')
  state.when(4, by('marta'), wrong).then('hand_off.rerouted')
  const gone = given(...offered, [4, by('marta'), wrong])
  assert.deepEqual(first(gone).to, { level: 3, team: 'tea_3' })
  assert.equal(first(gone).acceptBy, at(123))
  assert.deepEqual(entryOf(gone.events).rerouted?.from, { level: 2, team: 'tea_2' })
  assert.deepEqual(may(by('marta'), 'hand_off.accept', gone.state, desk), { refused: 'hand_off.not_yours' })
  gone.when(5, by('jordi'), accept()).then('hand_off.accepted', 'worker.assigned', 'news.arose')
  gone.when(5, by('jordi'), back('not_reproducible')).then('hand_off.disputed')
})
test('who says no a second time asks the lead on duty, who decides', () => {
  const again: readonly Wished[] = [
    ...offered,
    [4, by('marta'), back('not_reproducible')],
    [5, by('bo'), offer({ handOff: 'hnd_b' })],
    [6, by('marta'), back('not_reproducible', { handOff: 'hnd_b' })],
  ]
  const disputed = given(...again)
  const { events } = disputed
  const said = events.at(-1)
  assert.ok(said?.type === 'hand_off.disputed')
  assert.equal(said.lead, 'agt_karin')
  assert.equal((disputed.state as OpenedCase).offered, 'hnd_b')
  disputed
    .when(7, by('marta'), back('not_reproducible', { handOff: 'hnd_b' }))
    .thenRefused('hand_off.returned_before')
  const decide = (how: 'stays' | 'must_take'): Command => ({
    type: 'hand_off.decide',
    handOff: 'hnd_b',
    how,
    text: text('because'),
  })
  const stays = given(...again, [8, by('karin'), decide('stays')])
  assert.deepEqual(
    [(stays.state as OpenedCase).offered, (stays.state as OpenedCase).handOffs.hnd_b?.standing],
    [null, 'returned'],
  )
  const take = given(...again, [8, by('karin'), decide('must_take')])
  assert.equal((take.state as OpenedCase).offered, 'hnd_b')
  take
    .when(9, by('marta'), back('not_reproducible', { handOff: 'hnd_b' }))
    .thenRefused('hand_off.returned_before')
  take
    .when(9, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_b' })
    .then('hand_off.accepted', 'worker.assigned')
  take.when(9, by('karin'), decide('stays')).thenRefused('hand_off.not_disputed')
  stays.when(9, by('karin'), decide('stays')).thenRefused('hand_off.ended')
  assert.equal(may(by('karin'), 'hand_off.decide', disputed.state, desk), true)
  assert.deepEqual(may(by('marta'), 'hand_off.decide', disputed.state, desk), { refused: 'access.lead_only' })
  const decided = [take, stays].map(one => one.events.findLast(event => event.type === 'hand_off.decided'))
  assert.deepEqual(
    decided.map(one => one?.type === 'hand_off.decided' && one.how),
    ['must_take', 'stays'],
  )
})

// Taking it back
test('the word to the customer that still waits is taken back with the hand-off', () => {
  const told: Wished = [
    3,
    by('bo'),
    {
      type: 'message.queue',
      message: 'msg_t',
      channel: 'email',
      text: text('specialists'),
      attached: [],
      undoSeconds: 30,
      keeps: [],
      automatic: 'hand_off',
    },
  ]
  const withWord = offer({ summary: { ...summary, noSteps: 'urgent', told: 'msg_t' } })
  const state = given(...taken, [3, by('bo'), withWord], told)
  const withdraw: Command = { type: 'hand_off.withdraw', handOff: 'hnd_a' }
  state.when(3, by('bo'), withdraw).then('hand_off.withdrawn', 'message.withdrawn')
  state.when(5, by('bo'), withdraw).then('hand_off.withdrawn')
  given(...taken, [3, by('bo'), withWord])
    .when(3, by('bo'), withdraw)
    .then('hand_off.withdrawn')
})
test('an answer may name an article, and say why level 1 could have solved it', () => {
  const answer: Command = {
    type: 'hand_off.answer',
    handOff: 'hnd_a',
    result: text('r'),
    cause: text('c'),
    verified: text('v'),
    tell: text('t'),
    article: text('KB 7'),
    named: { article: 'art_a', version: 2 },
    level1Because: text('the script says it'),
  }
  const { events } = given(...accepted, [9, by('marta'), answer])
  assert.deepEqual(
    [entryOf(events).answered?.article, entryOf(events).answered?.level1Because],
    [text('KB 7'), text('the script says it')],
  )
  assert.deepEqual(entryOf(events).answered?.named, { article: 'art_a', version: 2 })
})
test('a word about a hand-off nobody knows changes nothing', () => {
  const state = given(...taken).state as OpenedCase
  assert.equal(offerRing({ ...state, offered: 'hnd_lost' }), null)
  const lost = { at: at(1), by: clock, handOff: 'hnd_lost' } as const
  const after = evolve(state, { ...lost, type: 'hand_off.widened', because: 'expired' }) as OpenedCase
  assert.deepEqual(after.handOffs, {})
  const taken2 = evolve(given(...offered).state, { ...lost, handOff: 'hnd_a', type: 'hand_off.accepted' })
  assert.equal(first({ state: taken2 }).acceptedBy, undefined)
  const gone = timeline([{ ...lost, seq: 1, type: 'hand_off.corrected', text: text('x'), by: by('bo') }])
  assert.deepEqual(gone, [])
})
