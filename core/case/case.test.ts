import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { decide, evolve, fold, openedCase } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import { allowed, isAllowed } from '#core/case/lifecycle.ts'
import { unopened } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { instant } from '#core/kit/time.ts'
import { caseIn, commandTypes, later, samples, worldNames } from '#core/testing/sample.ts'
import {
  at,
  by,
  clock,
  countingIds,
  customer,
  desk,
  given,
  opened,
  settingAt,
  t0,
  taken,
  text,
} from '#core/testing/world.ts'

const actors = {
  customer,
  'level 1': by('bo'),
  'level 1, other': by('chiara'),
  'level 2': by('marta'),
  lead: by('karin'),
  auditor: by('audit'),
  clock,
}

/** What each command does in each posture of a case: facts, a refusal, or who may not. */
function matrix(): string {
  const lines: string[] = []
  for (const name of worldNames) {
    lines.push(`## ${name}`)
    const { state } = caseIn(name)
    for (const type of commandTypes) {
      const outcome = decide(state, samples[type], by('karin'), {
        now: at(later),
        newId: countingIds(),
        desk,
      })
      const what = isRefusal(outcome)
        ? `no: ${outcome.refused}`
        : outcome.map(event => event.type).join(' + ') || 'nothing new'
      const who = Object.entries(actors)
        .filter(([, actor]) => may(actor, type, state, desk) === true)
        .map(([label]) => label)
      lines.push(`${type.padEnd(22)} ${what.padEnd(60)} by ${who.join(', ') || 'nobody'}`)
    }
    lines.push('')
  }
  return lines.join('\n')
}

const snapshot = new URL('./matrix.snapshot.txt', import.meta.url)
test('every command in every posture does what the reviewed matrix says', () => {
  const now = matrix()
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(snapshot, now)
  assert.equal(
    now,
    readFileSync(snapshot, 'utf8'),
    'policy changed: review it, then run with UPDATE_SNAPSHOTS=1',
  )
})

test('a case is its ledger, folded in one go or in two halves', () => {
  for (const name of worldNames) {
    const { events, state } = caseIn(name)
    for (let cut = 0; cut <= events.length; cut++)
      assert.deepEqual(fold(events.slice(cut), fold(events.slice(0, cut))), state)
  }
})
test('facts about what is not there change nothing but the place in the ledger', () => {
  const { state } = given(...taken)
  const strays = [
    { type: 'promise.late', promise: 'prm_no' },
    { type: 'promise.kept', promise: 'prm_no', how: 'by_hand', late: false },
    { type: 'message.withdrawn', message: 'msg_no' },
    { type: 'message.sent', message: 'msg_no', relay: '' },
    { type: 'claim.judged', claim: 'cla_no', verdict: 'silent', because: text('') },
    { type: 'question.answered', question: 'que_no', text: text('') },
    { type: 'hand_off.expired', handOff: 'hnd_no' },
    { type: 'note.struck', note: 'not_no' },
    { type: 'promise.taken_over', promise: 'prm_no', keeper: 'agt_bo' },
    { type: 'check_back.late', checkBack: 'chb_no' },
    { type: 'news.late', news: 'nws_no' },
    { type: 'speech.ended', speech: 'spe_no', how: 'over' },
    { type: 'check_back.tried', checkBack: 'chb_no', evidence: 'con_a', again: at(9) },
  ].map(stray => ({ ...stray, at: at(5), by: clock })) as Event[]
  for (const stray of strays) {
    const { seq, lastAt, ...rest } = openedCase(evolve(state, stray))!
    const { seq: before, lastAt: _, ...was } = openedCase(state)!
    assert.deepEqual([rest, seq, lastAt], [was, before + 1, at(5)])
  }
})
test('a case is opened by its first fact, and only then is anything', () => {
  const { events } = given(opened)
  assert.equal(
    evolve(unopened, { type: 'wait.ended', how: 'agent', by: clock, at: t0 } as unknown as Event),
    unopened,
  )
  const { state } = given(opened)
  assert.equal(evolve(state, events[0]!), state)
  assert.equal(openedCase(unopened), null)
})
test('waiting facts on a case that ended change nothing', () => {
  const { state } = caseIn('solved')
  for (const fact of [{ type: 'wait.started', turn: 'us', reason: 'part' }, { type: 'wait.ended' }])
    assert.equal(evolve(state, { ...fact, at: at(50), by: clock } as unknown as Event).phase, 'solved')
})
test('a linked case that is linked again stays linked once', () => {
  const link = { type: 'case.linked', to: 'cas_b', how: 'related', at: t0, by: clock } as Event
  const { state } = given(opened)
  assert.deepEqual(openedCase(fold([link, link], state))!.links, ['cas_b'])
})
test('a clock set back does not turn the order of the ledger around', () => {
  const { state } = given(...taken)
  const outcome = decide(state, samples['note.add'], by('bo'), settingAt(instant(t0 - 3_600_000)))
  assert.equal(!isRefusal(outcome) && outcome[0]!.at, at(1))
})
test('a full case still takes what arrives, and can be ended', () => {
  const full = { ...desk, eventsMax: 3 }
  given(...taken)
    .on(full)
    .when(5, by('bo'), samples['note.add'])
    .thenRefused('case.full')
  given(...taken)
    .on(full)
    .when(5, customer, samples['message.receive'])
    .then('message.received')
})
test('what may be wished in a phase stands in the table', () => {
  for (const [phase, types] of Object.entries(allowed))
    for (const type of commandTypes)
      assert.equal(
        isAllowed(phase as keyof typeof allowed, type),
        (types as readonly string[]).includes(type),
      )
})
test('a wish in the wrong phase says which it is', () => {
  given().when(0, by('bo'), samples['note.add']).thenRefused('case.not_found')
  given(...taken)
    .when(2, by('bo'), samples['case.reopen'])
    .thenRefused('case.already_open')
})
