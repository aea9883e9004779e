// What a ledger tells of its turning points: which words count as a contact or a reply, and nothing that was
// recorded after the moment one looks at.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { type CaseCourse, courseOf, factsOfCourse } from '#core/measure/case-course.ts'

type Fact = { readonly type: string; readonly at: number } & Readonly<Record<string, unknown>>
const bo = { kind: 'agent', id: 'agt_bo' }
const anna = { kind: 'customer', id: 'cus_anna' }
const opened = {
  type: 'case.opened',
  at: 10,
  by: anna,
  channel: 'email',
  customer: 'cus_anna',
  level: 1,
  team: 'tea_a',
}
const read = (facts: readonly Fact[]): CaseCourse | null =>
  courseOf(
    { id: 'cas_a' as CaseId, number: 7 },
    facts.map((fact, i) => ({ by: bo, ...fact, seq: i + 1 })) as unknown as Recorded[],
  )
const after = (...facts: readonly Fact[]): CaseCourse => read([opened, ...facts])!

test('it is there from its opening on, and nowhere else', () => {
  assert.equal(read([]), null)
  assert.equal(read([{ type: 'note.added', at: 5 }]), null)
  assert.deepEqual([after().number, after().isWritten], [7, true])
  assert.equal(read([{ ...opened, by: bo }])?.isWritten, false)
})

test('a customer turned to us by words no machine wrote, and by calls that reached us', () => {
  const course = after(
    { type: 'message.received', at: 10, automatic: null },
    { type: 'message.received', at: 30, automatic: null },
    { type: 'message.received', at: 31, automatic: 'absence' },
    { type: 'contact.held', at: 41, reach: 'reached', direction: 'in', startedAt: 40 },
    { type: 'contact.held', at: 42, reach: 'reached', direction: 'in', startedAt: 9 },
    { type: 'contact.held', at: 43, reach: 'no_answer', direction: 'in', startedAt: 43 },
  )
  assert.deepEqual(course.contacts, [10, 30, 41])
  assert.deepEqual(course.replies, [])
})

test('what was split off another case is no contact: he turned to us in that one', () => {
  const split = { type: 'case.linked', at: 10, how: 'split_from', to: 'cas_b' }
  const course = after(split, { type: 'message.received', at: 30, automatic: null })
  assert.deepEqual([course.isSplitOff, course.contacts], [true, [30]])
  for (const other of [
    { ...split, at: 11 },
    { ...split, how: 'related' },
  ]) {
    const { isSplitOff, contacts } = after(other)
    assert.deepEqual([isSplitOff, contacts], [false, [10]])
  }
})

test('a reply is a person’s message once it has left, or a call in which the customer was reached', () => {
  const course = after(
    { type: 'message.queued', at: 20, message: 'msg_a', automatic: 'confirmation' },
    { type: 'message.queued', at: 21, message: 'msg_b' },
    { type: 'message.queued', at: 22, message: 'msg_c', by: { kind: 'system', part: 'desk' } },
    { type: 'message.sent', at: 30, message: 'msg_a' },
    { type: 'message.sent', at: 31, message: 'msg_b' },
    { type: 'message.sent', at: 32, message: 'msg_c' },
    { type: 'contact.held', at: 40, reach: 'reached', direction: 'out', startedAt: 39 },
  )
  assert.deepEqual(course.replies, [31, 40])
})

test('a reply is told with the working time it says of its wait, and what it says of none is left out', () => {
  const called = { type: 'contact.held', reach: 'reached', direction: 'out', minutes: 1 }
  const wrote = { type: 'message.received', automatic: null }
  const course = after(
    { ...wrote, at: 15 },
    { ...called, at: 20, workingMs: 4 },
    { ...called, at: 21 },
    { ...wrote, at: 30 },
    { ...called, at: 40, workingMs: 7 },
    { ...wrote, at: 50 },
    { ...called, at: 60 },
  )
  assert.equal(course.firstWorkingMs, 4)
  assert.deepEqual(course.answers, [
    { at: 40, waitedMs: 10, workingMs: 7 },
    { at: 60, waitedMs: 10, workingMs: null },
  ])
  assert.equal(after({ ...called, at: 20 }).firstWorkingMs, null, 'recorded before replies said it')
})

test('solved, opened again, ended; the level is the highest before the first fix', () => {
  const course = after(
    { type: 'worker.assigned', at: 20, level: 2 },
    { type: 'worker.assigned', at: 21, level: 1 },
    { type: 'case.solved', at: 30, level: 1 },
    { type: 'case.reopened', at: 40 },
    { type: 'worker.assigned', at: 41, level: 3 },
    { type: 'case.solved', at: 50, level: 3 },
    { type: 'case.closed', at: 60 },
  )
  assert.deepEqual([course.highest, course.solved.length, course.reopened], [2, 2, [40]])
  const lay = (...facts: readonly Fact[]) => after(...facts).lay.map(({ at, isOpen }) => [at, isOpen])
  assert.deepEqual(
    course.lay.map(({ at, isOpen }) => [at, isOpen]),
    [
      [10, true],
      [30, false],
      [40, true],
      [50, false],
      [60, false],
    ],
  )
  assert.equal(after({ type: 'case.solved', at: 30, level: 2 }).highest, 2)
  assert.deepEqual(lay({ type: 'case.merged', at: 30 }).at(-1), [30, false])
  const parted = [
    { type: 'case.merged', at: 30 },
    { type: 'case.parted', at: 40 },
  ] as const
  assert.deepEqual(lay(...parted).at(-1), [40, true])
  assert.deepEqual(lay({ type: 'case.solved', at: 20, level: 1 }, ...parted).at(-1), [40, false])
})

test('what was owed, each once, as it ended', () => {
  const up = { from: { level: 1 }, to: { level: 2 } }
  const course = after(
    { type: 'promise.kept', at: 20, late: false },
    { type: 'promise.kept', at: 21, late: true },
    { type: 'promise.missed', at: 22 },
    { type: 'hand_off.offered', at: 30, handOff: 'hnd_a', ...up },
    { type: 'hand_off.accepted', at: 35, handOff: 'hnd_a' },
    { type: 'hand_off.returned', at: 36, handOff: 'hnd_a' },
    { type: 'hand_off.offered', at: 40, handOff: 'hnd_b', ...up },
    { type: 'hand_off.returned', at: 47, handOff: 'hnd_b' },
    { type: 'target.started', at: 50, target: 'tgt_a', policy: 'pol_p', version: 2 },
    { type: 'target.started', at: 50, target: 'tgt_b', policy: 'pol_p', version: 3 },
    { type: 'target.met', at: 51, target: 'tgt_a', kind: 'solution', late: false },
    { type: 'target.breached', at: 60, target: 'tgt_b', kind: 'solution' },
    { type: 'target.met', at: 61, target: 'tgt_b', kind: 'solution', late: true },
    { type: 'target.met', at: 62, target: 'tgt_unknown', kind: 'solution', late: false },
  )
  assert.deepEqual(
    course.promises.map(one => one.how),
    ['kept', 'late', 'missed'],
  )
  assert.deepEqual(course.takenUp, [
    { at: 35, how: 'accepted', waitedMs: 5 },
    { at: 47, how: 'returned', waitedMs: 7 },
  ])
  assert.deepEqual(course.owed, [
    { at: 51, policy: 'pol_p@2', kind: 'solution', met: true },
    { at: 60, policy: 'pol_p@3', kind: 'solution', met: false },
  ])
})

test('a target counts for the policy it was owed by when it was judged', () => {
  const moved = { type: 'target.retargeted', target: 'tgt_a', policy: 'pol_q' }
  const { owed } = after(
    { type: 'target.started', at: 50, target: 'tgt_a', policy: 'pol_p', version: 2 },
    { ...moved, at: 51, version: 4 },
    { type: 'target.breached', at: 51, target: 'tgt_a', kind: 'resolution' },
    { ...moved, at: 52, version: 5 },
    { type: 'target.met', at: 53, target: 'tgt_a', kind: 'resolution', late: true },
  )
  assert.deepEqual(owed, [{ at: 51, policy: 'pol_q@4', kind: 'resolution', met: false }])
})

test('what is past only by another time counts as neither met nor failed, whatever comes of it', () => {
  const { owed } = after(
    { type: 'target.started', at: 50, target: 'tgt_a', policy: 'pol_p', version: 2 },
    { type: 'target.started', at: 50, target: 'tgt_b', policy: 'pol_p', version: 2 },
    { type: 'target.breached', at: 51, target: 'tgt_a', kind: 'resolution', how: 'retarget' },
    { type: 'target.breached', at: 52, target: 'tgt_b', kind: 'workaround', how: 'due' },
    { type: 'target.met', at: 53, target: 'tgt_a', kind: 'resolution', late: true },
  )
  assert.deepEqual(owed, [{ at: 52, policy: 'pol_p@2', kind: 'workaround', met: false }])
})

test('the facts it reads are named, so that a reader may leave out all others', () => {
  assert.equal(new Set(factsOfCourse).size, factsOfCourse.length)
  const course = after({ type: 'note.added', at: 20 })
  assert.deepEqual(course, after())
})

test('where it lay and what it was taken for, from when on', () => {
  const { stood } = after(
    { type: 'case.classified', at: 20, kind: 'update', product: 'pro_a' },
    { type: 'worker.assigned', at: 30, agent: 'agt_bo', team: 'tea_a', level: 1 },
    { type: 'worker.queued', at: 40, team: 'tea_b', level: 2 },
    { type: 'case.classified', at: 50, product: null },
  )
  const was = { team: 'tea_a', level: 1, product: null, kind: 'other' }
  assert.deepEqual(stood, [
    { ...was, at: 10 },
    { ...was, at: 20, kind: 'update', product: 'pro_a' },
    { ...was, at: 30, kind: 'update', product: 'pro_a' },
    { at: 40, team: 'tea_b', level: 2, kind: 'update', product: 'pro_a' },
    { at: 50, team: 'tea_b', level: 2, kind: 'update', product: null },
  ])
})

const wrote = (at: number) => ({ type: 'message.received', at, automatic: null })
const called = (at: number) => ({
  type: 'contact.held',
  at,
  reach: 'reached',
  direction: 'out',
  startedAt: at,
})

test('a next word answers what had waited longest; the first one is none, and solving ends the wait', () => {
  const { answers } = after(
    ...[wrote(15), called(20), wrote(30), wrote(35), called(40), called(41), wrote(50)],
    ...[{ type: 'case.solved', at: 60, level: 1 }, called(70)],
  )
  assert.deepEqual(answers, [{ at: 40, waitedMs: 10, workingMs: null }])
  const ours = read([{ ...opened, by: bo }, wrote(15), called(20)])!
  assert.deepEqual(
    ours.answers,
    [{ at: 20, waitedMs: 5, workingMs: null }],
    'what we began owes no first word',
  )
})

test('calls are those in which somebody was reached, as long as they were', () => {
  const call = { type: 'contact.held', at: 40, means: 'phone', direction: 'in', startedAt: 40, minutes: 3 }
  const { calls } = after(
    { ...call, reach: 'reached' },
    { ...call, reach: 'voicemail' },
    { ...call, reach: 'reached', means: 'chat' },
  )
  assert.deepEqual(calls, [{ at: 40, seconds: 180 }])
})

test('a hand-off upwards says at its answer whether level 1 could have', () => {
  const offered = (handOff: string, from: number, to: number) => ({
    ...{ type: 'hand_off.offered', at: 20, handOff, from: { level: from }, to: { level: to } },
  })
  const { answeredAbove } = after(
    ...[offered('hnd_a', 1, 2), offered('hnd_b', 1, 2), offered('hnd_c', 2, 2)],
    { type: 'hand_off.answered', at: 30, handOff: 'hnd_a', level1Because: 'txt_a' },
    { type: 'hand_off.answered', at: 31, handOff: 'hnd_b' },
    { type: 'hand_off.answered', at: 32, handOff: 'hnd_c', level1Because: 'txt_b' },
  )
  assert.deepEqual(answeredAbove, [
    { at: 30, couldHave: true },
    { at: 31, couldHave: false },
  ])
})

test('a check counts of what was answered above, unless nobody can say; it agrees with the flag or not', () => {
  const offered = (handOff: string, to: number) => ({
    ...{ type: 'hand_off.offered', at: 20, handOff, from: { level: 1 }, to: { level: to } },
  })
  const answered = (handOff: string, more: object = {}) => ({
    ...{ type: 'hand_off.answered', at: 30, handOff, ...more },
  })
  const checked = (at: number, handOff: string, says: string) => ({
    ...{ type: 'hand_off.checked', at, handOff, says },
  })
  const level1Because = 'txt_a'
  const { checkedAbove } = after(
    ...['hnd_a', 'hnd_b', 'hnd_c', 'hnd_d'].map(id => offered(id, 2)),
    offered('hnd_e', 1),
    ...[answered('hnd_a', { level1Because }), answered('hnd_b'), answered('hnd_c'), answered('hnd_d')],
    answered('hnd_e'),
    ...[checked(40, 'hnd_a', 'could'), checked(41, 'hnd_b', 'could'), checked(42, 'hnd_c', 'could_not')],
    ...[checked(43, 'hnd_d', 'cannot_say'), checked(44, 'hnd_e', 'could')],
  )
  assert.deepEqual(checkedAbove, [
    { at: 40, could: true, agrees: true },
    { at: 41, could: true, agrees: false },
    { at: 42, could: false, agrees: true },
  ])
})

test('each answer to how we did is kept; one without a question is none', () => {
  const answered = (at: number, score: number) => ({ type: 'satisfaction.answered', at, score })
  const asked = { type: 'satisfaction.asked', at: 20 }
  assert.deepEqual(after(answered(15, 3)).satisfaction, [])
  assert.deepEqual(after(asked).satisfaction, [{ at: 20, answers: [] }])
  const twice = after(asked, answered(30, 1), answered(40, 4)).satisfaction
  const answers = [
    { at: 30, score: 1 },
    { at: 40, score: 4 },
  ]
  assert.deepEqual(twice, [{ at: 20, answers }])
})

test('work is what somebody noted with a note or a contact, also of one that did not come about', () => {
  const course = after(
    { type: 'note.added', at: 20, minutes: 5 },
    { type: 'note.added', at: 21 },
    { type: 'contact.held', at: 30, means: 'visit', reach: 'no_answer', direction: 'out', minutes: 40 },
    { type: 'contact.held', at: 31, means: 'phone', reach: 'reached', direction: 'out', minutes: 0 },
  )
  assert.deepEqual(course.worked, [
    { at: 20, seconds: 300 },
    { at: 30, seconds: 2_400 },
  ])
})

test('a fix is told with its working time and with the cause that stood when it was made', () => {
  const found = { type: 'cause.found', hypothesis: 'hyp_a', how: 'log' }
  const fixes = (...facts: readonly Fact[]) =>
    after(...facts).solved.map(({ workingMs, cause }) => [workingMs, cause])
  const solved = { type: 'case.solved', at: 30, level: 1 }
  assert.deepEqual(fixes(solved), [[null, null]])
  assert.deepEqual(fixes({ ...found, at: 20 }, { ...solved, workingMs: 5 }), [[5, 'log']])
  const withdrawn = { type: 'cause.withdrawn', at: 25, hypothesis: 'hyp_a' }
  assert.deepEqual(fixes({ ...found, at: 20 }, withdrawn, solved), [[null, null]])
  assert.deepEqual(fixes(solved, { ...found, at: 40 }), [[null, null]], 'what is found later changes nothing')
})
