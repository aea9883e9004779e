// Each measure on a handful of courses one can count by hand: what is in the week, what is not, and nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import type { CaseCourse } from '#core/measure/case-course.ts'
import { measuresOf } from '#core/measure/of-period.ts'
import { readWeek } from '#core/measure/period.ts'

const week = readWeek('2026-W40', 'UTC')!
const at = (days: number, hours = 0) => instant(week.from + days * dayMs + hours * hourMs)
const course = (number: number, more: Partial<CaseCourse>): CaseCourse => ({
  ...{ id: `cas_${number}` as CaseId, number, customer: `cus_${number}` as CustomerId, channel: 'email' },
  ...{ openedAt: at(0), kind: 'question', isWritten: true, contacts: [more.openedAt ?? at(0)], replies: [] },
  ...{ solved: [], reopened: [], highest: 1, endedAt: null, isMerged: false },
  ...{ promises: [], takenUp: [], owed: [], satisfaction: [] },
  ...more,
})
const told = (courses: readonly CaseCourse[], now = at(60)) => {
  const measures = measuresOf(courses, courses, { ...week, now })
  return (measure: string, scope = 'desk') => {
    const found = measures.find(one => one.measure === measure && one.scope === scope)
    return found && [found.value, found.n, found.list]
  }
}

test('what came, what was solved, and by which level', () => {
  const of = told([
    course(1, { replies: [at(0, 2)], solved: [{ at: at(1), level: 1 }], endedAt: at(3) }),
    course(2, { openedAt: at(-9), solved: [{ at: at(2), level: 2 }], highest: 2 }),
    course(3, { openedAt: at(-1), contacts: [at(-1), at(4), at(5), at(9)] }),
    course(4, { isWritten: false, replies: [at(0, 5)], solved: [{ at: at(8), level: 1 }] }),
  ])
  assert.deepEqual(of('cases_opened'), [2, 2, [1, 4]])
  assert.deepEqual(of('contacts'), [4, 4, [1, 3, 4]])
  assert.deepEqual(of('level_1_share'), [0.5, 2, [1, 2]])
  assert.deepEqual(of('first_reply_median_s'), [7_200, 1, [1]])
  assert.deepEqual(of('time_to_solve_median_s'), [86_400, 2, [1, 2]])
  assert.deepEqual(of('time_to_solve_p90_s'), [11 * 86_400, 2, [1, 2]])
  assert.deepEqual(of('backlog'), [1, 1, [3]], 'solved ones and ended ones are no backlog')
})

test('a fix lasted where the customer did not come again, by any way, within the days', () => {
  const solved = [{ at: at(1), level: 1 }] as const
  const again = course(6, { customer: 'cus_1' as CustomerId, openedAt: at(9) })
  const of = told([
    course(1, { solved }),
    course(2, { solved }),
    course(3, { solved, contacts: [at(0), at(0, 3)] }),
    course(4, { solved, contacts: [at(0), at(3)], reopened: [at(3)] }),
    course(5, { solved, contacts: [at(0), at(20)] }),
    again,
  ])
  const list = [1, 2, 3, 4, 5]
  assert.deepEqual(of('first_contact_resolution_7d'), [3 / 5, 5, list])
  assert.deepEqual(of('first_contact_resolution_30d'), [1 / 5, 5, list])
  assert.deepEqual(of('repeat_contact_7d'), [1 / 5, 5, list])
  assert.deepEqual(of('repeat_contact_30d'), [3 / 5, 5, list])
  assert.deepEqual(of('reopened_30d'), [1 / 5, 5, list])
})

test('an outlook that is not over says nothing yet', () => {
  const of = told([course(1, { solved: [{ at: at(1), level: 1 }] })], at(9))
  assert.deepEqual(of('first_contact_resolution_7d'), [1, 1, [1]])
  assert.deepEqual(of('first_contact_resolution_30d'), [null, 0, []])
})

test('what was promised, handed over and owed', () => {
  const promises = (['kept', 'kept', 'late', 'missed'] as const).map(how => ({ how, at: at(2) }))
  const of = told([
    course(1, { promises: [...promises, { how: 'missed', at: at(7) }] }),
    course(2, {
      takenUp: [
        { how: 'accepted', at: at(2), waitedMs: hourMs },
        { how: 'returned', at: at(3), waitedMs: 5 },
        { how: 'accepted', at: at(-1), waitedMs: 5 },
      ],
      owed: [
        { at: at(1), policy: 'pol_a@2', kind: 'solution', met: true },
        { at: at(1), policy: 'pol_a@1', kind: 'solution', met: false },
        { at: at(1), policy: 'pol_a@2', kind: 'solution', met: false },
      ],
    }),
  ])
  assert.deepEqual(of('promises_kept'), [1 / 2, 4, [1]])
  assert.deepEqual(of('promises_late'), [1 / 4, 4, [1]])
  assert.deepEqual(of('promises_missed'), [1 / 4, 4, [1]])
  assert.deepEqual(of('hand_offs_returned'), [1 / 2, 2, [2]])
  assert.deepEqual(of('hand_off_accepted_median_s'), [3_600, 1, [2]])
  assert.deepEqual(of('targets_met', 'policy:pol_a@2 target:solution'), [1 / 2, 2, [2]])
  assert.deepEqual(of('targets_met', 'policy:pol_a@1 target:solution'), [0, 1, [2]])
})

test('an empty week has every measure, with nothing in it', () => {
  const measures = measuresOf([], [], { ...week, now: at(60) })
  assert.ok(measures.length > 15)
  for (const { n, list, value } of measures) assert.deepEqual([n, list, value || null], [0, [], null])
})

test('how customers say we did: asked, answered in the week, low ones, and the quarters', () => {
  const said = (askedAt: number, answered: number | null, score: number | null) => ({
    ...{ at: at(askedAt), answeredAt: answered === null ? null : at(answered), score },
  })
  const of = told([
    course(1, { satisfaction: [said(-2, 1, 1)] }),
    course(2, { satisfaction: [said(1, 2, 4), said(3, null, null)] }),
    course(3, { satisfaction: [said(2, 3, 5)] }),
    course(4, { satisfaction: [said(3, 9, 2)] }),
  ])
  assert.deepEqual(of('satisfaction_asked'), [4, 4, [2, 3, 4]])
  assert.deepEqual(of('satisfaction_answered'), [3, 3, [1, 2, 3]])
  assert.deepEqual(of('satisfaction_low'), [1 / 3, 3, [1, 2, 3]])
  assert.deepEqual(
    ['p25', 'median', 'p75'].map(part => of(`satisfaction_${part}`)?.[0]),
    [1, 4, 5],
  )
  assert.deepEqual(told([])('satisfaction_median'), [null, 0, []])
})
