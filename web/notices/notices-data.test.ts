// What a notice says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeCauses } from '#core/notice/notice.ts'
import { toldAs } from '#core/notice/who.ts'
import { sayIn } from '#words/say-in.ts'
import { type Notice, noticeText, noticeWhy } from './notices-data.ts'

const say = sayIn('en')
const notice: Notice = {
  key: 'k',
  caseId: 'cas_a',
  number: 7,
  subject: 'Router',
  cause: 'target.breached',
  kind: 'first_response',
  as: 'owner',
  severity: 3,
  at: 0,
  dueAt: 0,
  windowFrom: null,
  wokenLateMs: null,
  tellAt: 0,
  readAt: null,
}

test('a notice says what ran out, and every cause and every reason has its words', () => {
  assert.equal(noticeText(notice, say), 'First answer: overdue')
  for (const cause of noticeCauses)
    assert.doesNotMatch(noticeText({ ...notice, cause }, say), /^notice\./, cause)
  for (const as of toldAs) assert.doesNotMatch(noticeWhy({ ...notice, as }, say)[0]!, /^notice\./, as)
})

test('a notice says when the desk itself came late, in whole minutes', () => {
  assert.equal(noticeWhy(notice, say).length, 1)
  const late = (wokenLateMs: number) => noticeWhy({ ...notice, wokenLateMs }, say)[1]!
  assert.match(late(61_000), /noticed 2 minutes late/)
  assert.match(late(1_220 * 60_000), /noticed 20 hours late/)
  assert.match(late(7_834 * 60_000), /noticed 5 days late/)
})
