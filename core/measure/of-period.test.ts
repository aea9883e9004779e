// Each measure on a handful of courses one can count by hand: what is in the week, what is not, and nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustomerId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import type { CaseCourse } from '#core/measure/case-course.ts'
import type { Measure } from '#core/measure/of-period.ts'
import type { Scope } from '#core/measure/scope.ts'
import { at, course, ended, fix, measuresOf, standing, week } from '#core/testing/measured-courses.ts'

const told = (courses: readonly CaseCourse[], now = at(60)) => {
  const measures = measuresOf(courses, { ...week, now })
  return (measure: string, scope = 'desk') => {
    const found = measures.find(one => one.measure === measure && one.scope === scope)
    return found && [found.value, found.n, found.list]
  }
}
test('what came, what was solved, and by which level', () => {
  const of = told([
    course(1, { replies: [at(0, 2)], solved: [fix(at(1), 1)], lay: ended(at(0), at(1)) }),
    course(2, {
      ...{ openedAt: at(-9), solved: [fix(at(2), 2)], highest: 2 },
      lay: ended(at(-9), at(2)),
    }),
    course(3, { openedAt: at(-1), contacts: [at(-1), at(4), at(5), at(9)] }),
    course(4, { isWritten: false, replies: [at(0, 5)], solved: [fix(at(8), 1)], lay: [] }),
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
  const solved = [fix(at(1), 1)] as const
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
  const of = told([course(1, { solved: [fix(at(1), 1)] })], at(9))
  assert.deepEqual(of('first_contact_resolution_7d'), [1, 1, [1]])
  assert.deepEqual(of('first_contact_resolution_30d'), [null, 0, []])
})

test('what was promised, handed over and owed', () => {
  const promises = (['kept', 'kept', 'late', 'missed'] as const).map(how => ({ how, at: at(2) }))
  const of = told([
    course(1, { promises: [...promises, { how: 'missed', at: at(7) }] }),
    course(2, {
      openedAt: at(-2),
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
  const measures = measuresOf([], { ...week, now: at(60) })
  assert.ok(measures.length > 15)
  for (const { n, list, value } of measures) assert.deepEqual([n, list, value || null], [0, [], null])
})

test('the next word is timed from what had waited longest; the backlog by when it came', () => {
  const of = told([
    course(1, {
      answers: [
        { at: at(1), waitedMs: 30_000, workingMs: null },
        { at: at(9), waitedMs: 1, workingMs: 1 },
      ],
    }),
    course(2, { openedAt: at(-3) }),
    course(3, { lay: ended(at(0), at(2)) }),
  ])
  assert.deepEqual(of('next_reply_median_s'), [30, 1, [1]])
  assert.deepEqual(of('backlog_age_median_s'), [7 * 86_400, 2, [1, 2]])
  assert.deepEqual(of('backlog_age_p90_s'), [10 * 86_400, 2, [1, 2]])
  const early = told([course(2, { openedAt: at(-3) })], at(1))
  assert.deepEqual(early('backlog_age_median_s'), [4 * 86_400, 1, [2]], 'a week that goes on: as old as now')
})

test('of few cases a share says little, and says so', () => {
  const one = measuresOf([course(1, { solved: [fix(at(1), 1)] })], { ...week, now: at(60) })
  const share = one.find(({ measure }) => measure === 'level_1_share') as Measure
  assert.equal(share.value, 1)
  assert.ok(share.range![0] < 0.25 && share.range![1] === 1)
  assert.equal(one.find(({ measure }) => measure === 'promises_kept')!.range, null)
})

test('a case counts where it was at the instant of each fact, wherever it went', () => {
  const moved = course(1, {
    ...{ stood: [standing(at(0), {}), standing(at(2), { team: 'tea_two', level: 2 })], highest: 2 },
    ...{
      contacts: [at(0), at(3)],
      replies: [at(1)],
      solved: [fix(at(2), 2)],
      lay: ended(at(0), at(2)),
    },
    promises: [{ at: at(1), how: 'kept' }],
    owed: [{ at: at(3), policy: 'pol_a/1', kind: 'resolution', met: true }],
  })
  const merged = course(2, { openedAt: at(1), contacts: [at(1)], lay: ended(at(1), at(2)) })
  const open = course(3, { stood: [standing(at(0), { product: 'pro_a', kind: 'update' })], channel: 'phone' })
  const of = (scope: Scope, measure: string) => {
    const all = measuresOf([moved, merged, open], { ...week, now: at(60), scope })
    return all.find(one => one.measure === measure)
  }
  const one = { by: 'team', is: 'tea_one' } as const
  const two = { by: 'team', is: 'tea_two' } as const
  assert.deepEqual(of(one, 'cases_opened')!.list, [1, 2, 3])
  assert.deepEqual(of(two, 'cases_opened')!.list, [])
  assert.deepEqual([of(one, 'contacts')!.value, of(two, 'contacts')!.value], [3, 1])
  assert.deepEqual([of(one, 'level_1_share')!.n, of(two, 'level_1_share')!.n], [0, 1], 'solved where it went')
  assert.deepEqual([of(one, 'promises_kept')!.n, of(two, 'promises_kept')!.n], [1, 0])
  assert.deepEqual([of(one, 'backlog')!.list, of(two, 'backlog')!.list], [[3], []], 'merged is no backlog')
  assert.equal(of(two, 'targets_met')!.scope, 'policy:pol_a/1 target:resolution team:tea_two')
  assert.equal(of(two, 'contacts')!.scope, 'team:tea_two')
  assert.deepEqual(of({ by: 'channel', is: 'phone' }, 'cases_opened')!.list, [3])
  assert.deepEqual(of({ by: 'product', is: 'pro_a' }, 'backlog')!.list, [3])
  assert.deepEqual(of({ by: 'kind', is: 'update' }, 'backlog')!.list, [3])
  assert.deepEqual(of({ by: 'level', is: 2 }, 'level_1_share')!.list, [1])
})

test('how customers say we did: asked, answered in the week, low ones, and the quarters', () => {
  const said = (askedAt: number, answered: number | null, score: number | null) => ({
    at: at(askedAt),
    answers: answered === null ? [] : [{ at: at(answered), score: score! }],
  })
  // He said 4, then 2 in the week, then 5 after it: as the week ended it was 2.
  const answers = [
    { at: at(2), score: 4 },
    { at: at(4), score: 2 },
    { at: at(9), score: 5 },
  ]
  const changed = course(5, { satisfaction: [{ at: at(1), answers }] })
  const of = told([
    course(1, { openedAt: at(-3), satisfaction: [said(-2, 1, 1)] }),
    course(2, { satisfaction: [said(1, 2, 4), said(3, null, null)] }),
    course(3, { satisfaction: [said(2, 3, 5)] }),
    course(4, { satisfaction: [said(3, 9, 2)] }),
    changed,
  ])
  assert.deepEqual(of('satisfaction_asked'), [5, 5, [2, 3, 4, 5]])
  assert.deepEqual(of('satisfaction_answered'), [4, 4, [1, 2, 3, 5]])
  assert.deepEqual(of('satisfaction_low'), [2 / 4, 4, [1, 2, 3, 5]])
  assert.deepEqual(
    ['p25', 'median', 'p75'].map(part => of(`satisfaction_${part}`)?.[0]),
    [1, 2, 4],
  )
  assert.deepEqual(told([])('satisfaction_median'), [null, 0, []])
  assert.deepEqual(of('satisfaction_response_7d'), [4 / 5, 5, [2, 3, 4, 5]], 'of whoever was asked then')
  const late = told([
    course(1, { satisfaction: [said(1, 9, 5)] }),
    course(2, { satisfaction: [said(3, 4, 1)] }),
  ])
  assert.deepEqual(late('satisfaction_response_7d'), [1 / 2, 2, [1, 2]], 'after seven days it is no answer')
  const early = told([course(1, { satisfaction: [said(3, 4, 1)] })], at(9))
  assert.deepEqual(early('satisfaction_response_7d'), [null, 0, []], 'the days are not over')
})

test('an answer changed in the week counts where the first one was, or not at all', () => {
  const answers = [
    { at: at(1), score: 4 },
    { at: at(3), score: 1 },
  ]
  const satisfaction = [{ at: at(0, 1), answers }]
  const stood = [standing(at(0), {}), standing(at(2), { team: 'tea_two' })]
  const said = (by: Scope, from = week.from) => {
    const asked = { ...week, from, now: at(60), scope: by }
    const found = measuresOf([course(1, { satisfaction, stood })], asked)
    const one = found.find(({ measure }) => measure === 'satisfaction_median')!
    return [one.value, one.n]
  }
  assert.deepEqual(said({ by: 'team', is: 'tea_one' }), [1, 1])
  assert.deepEqual(said({ by: 'team', is: 'tea_two' }), [null, 0])
  assert.deepEqual(said({ by: 'channel', is: 'email' }, at(2)), [null, 0], 'first said before')
})

test('calls stand beside who came again, and how long they took beside what was opened again', () => {
  const calls = [60, 120, 600].map((seconds, i) => ({ at: at(i), seconds }))
  const courses = [course(1, { calls }), course(2, { calls: [{ at: at(8), seconds: 5 }] })]
  const of = told(courses)
  assert.deepEqual(of('calls_handled'), [3, 3, [1]])
  assert.deepEqual(of('handle_time_median_s'), [120, 3, [1]])
  const beside = (measure: string) =>
    measuresOf(courses, { ...week, now: at(60) }).find(one => one.measure === measure)!.beside
  assert.equal(beside('calls_handled'), 'repeat_contact_7d')
  assert.equal(beside('handle_time_p90_s'), 'reopened_7d')
  assert.equal(beside('contacts'), null)
})

test('what level 1 could have done, and what first fixes were of', () => {
  const solved = [fix(at(1), 1)] as const
  const update = [standing(at(0), { kind: 'update' })]
  const answeredAbove = [true, false, false].map((couldHave, i) => ({ at: at(i), couldHave }))
  const of = told([course(1, { answeredAbove, solved }), course(2, { solved, stood: update })])
  assert.deepEqual(of('level_1_could_have'), [1 / 3, 3, [1]])
  assert.deepEqual(of('solved_kind', 'kind:update'), [1 / 2, 2, [2]])
  assert.deepEqual(of('solved_kind', 'kind:question'), [1 / 2, 2, [1]])
})

test('what leads said who checked a sample, and how often it is what the answer says', () => {
  const checkedAbove = [
    { at: at(1), could: true, agrees: true },
    { at: at(2), could: false, agrees: true },
    { at: at(3), could: true, agrees: false },
    { at: at(3), could: false, agrees: false },
  ]
  const before = [{ at: at(-1), could: true, agrees: true }]
  const of = told([course(1, { checkedAbove }), course(2, { checkedAbove: before, openedAt: at(-2) })])
  assert.deepEqual(of('level_1_could_have_checked'), [1 / 2, 4, [1]])
  assert.deepEqual(of('level_1_flag_agreed'), [1 / 2, 4, [1]])
})

test('working time is told of the fixes it was counted for, beside all of them', () => {
  const of = told([
    course(1, { solved: [fix(at(1), 1, { workingMs: 3_600_500 })] }),
    course(2, { solved: [fix(at(2), 1, { workingMs: 7_200_000 })] }),
    course(3, { solved: [fix(at(3), 1)] }),
    course(4, { openedAt: at(-9), solved: [fix(at(-1), 1, { workingMs: 60_000 })] }),
  ])
  assert.deepEqual(of('time_to_solve_working_median_s'), [3_600, 2, [1, 2]])
  assert.deepEqual(of('time_to_solve_working_p90_s'), [7_200, 2, [1, 2]])
  assert.deepEqual(of('time_to_solve_median_s')?.slice(1), [3, [1, 2, 3]])
  assert.deepEqual(told([])('time_to_solve_working_median_s'), [null, 0, []], 'a week without any')
})

test('working time of replies is told of those that say it, beside all of them', () => {
  const of = told([
    course(1, { replies: [at(1)], firstWorkingMs: 3_600_500 }),
    course(2, { replies: [at(2)], firstWorkingMs: 0 }),
    course(3, { replies: [at(3)] }),
    course(4, { isWritten: false, replies: [at(3)], answers: answered(7_200_000, null, 60_999) }),
    course(5, { openedAt: at(-9), replies: [at(-8)], firstWorkingMs: 1_000 }),
  ])
  assert.deepEqual(of('first_reply_working_median_s'), [0, 2, [1, 2]], 'before the hours began')
  assert.deepEqual(of('first_reply_working_p90_s'), [3_600, 2, [1, 2]])
  assert.deepEqual(of('first_reply_median_s')?.slice(1), [3, [1, 2, 3]])
  assert.deepEqual(of('next_reply_working_median_s'), [60, 2, [4]])
  assert.deepEqual(of('next_reply_working_p90_s'), [7_200, 2, [4]])
  assert.deepEqual(of('next_reply_median_s')?.slice(1), [3, [4]])
  assert.deepEqual(told([])('next_reply_working_median_s'), [null, 0, []], 'a week without any')
})
const answered = (...all: (number | null)[]): CaseCourse['answers'] =>
  all.map(workingMs => ({ at: at(4), waitedMs: 9_000_000, workingMs }))

test('of what was solved, how often the cause was known, and of those how it was found', () => {
  const of = told([
    course(1, { solved: [fix(at(1), 1, { cause: 'log' })] }),
    course(2, { solved: [fix(at(2), 1, { cause: 'test' })] }),
    course(3, { solved: [fix(at(3), 1, { cause: 'log' }), fix(at(4), 1, { cause: 'supplier' })] }),
    course(5, { solved: [fix(at(3), 1)] }),
  ])
  assert.deepEqual(of('cause_found'), [3 / 4, 4, [1, 2, 3]], 'those of a known cause are listed')
  assert.deepEqual(of('cause_how', 'cause:log'), [2 / 3, 3, [1, 3]])
  assert.deepEqual(of('cause_how', 'cause:test'), [1 / 3, 3, [2]])
  assert.equal(of('cause_how', 'cause:supplier'), undefined, 'only the first fix counts')
  assert.deepEqual(told([])('cause_found'), [null, 0, []])
})

test('what customers solved without us stands beside level 1, of all that was solved', () => {
  const level0 = (solved: number, alone: number | null) => {
    const courses = Array.from({ length: solved }, (_, i) => course(i + 1, { solved: [fix(at(1), 1)] }))
    const all = measuresOf(courses, { ...week, now: at(60) }, alone)
    const one = all.find(({ measure }) => measure === 'level_0_share')
    return one && [one.value, one.n, one.cases, [...one.list], one.beside]
  }
  assert.deepEqual(level0(3, 1), [1 / 4, 4, 0, [], 'level_1_share'])
  assert.deepEqual(level0(0, 0), [null, 0, 0, [], 'level_1_share'], 'an empty week')
  assert.equal(level0(3, null), undefined, 'of a part of the desk nobody knows it')
})

test('what customers solved without us and what level 1 solved are one share', () => {
  const courses = [1, 2, 3].map(n =>
    course(n, { solved: [fix(at(1), n === 3 ? 2 : 1)], highest: n === 3 ? 2 : 1 }),
  )
  const of = (alone: number | null, some = courses) =>
    measuresOf(some, { ...week, now: at(60) }, alone).find(({ measure }) => measure === 'level_0_1_share')
  const { value, n, list, beside, range } = of(5)!
  assert.deepEqual([value, n, [...list], beside], [7 / 8, 8, [1, 2, 3], 'level_1_share'])
  assert.ok(range![0] < 0.6 && range![1] < 1)
  assert.deepEqual([of(0, [])!.value, of(null)], [null, undefined])
})

test('what helped to a fix is told apart, and whether such fixes held', () => {
  const solved = [fix(at(1), 1)]
  const helped = ['script:light', 'article:named']
  const of = told([
    course(1, { solved, helpedBy: helped }),
    course(2, { solved, helpedBy: ['script:light'], reopened: [at(20)] }),
    course(3, { solved, reopened: [at(3)] }),
    course(4, { solved }),
  ])
  assert.deepEqual(of('solved_with', 'script:light'), [2 / 4, 4, [1, 2]])
  assert.deepEqual(of('solved_with', 'article:named'), [1 / 4, 4, [1]])
  assert.deepEqual(of('solved_with_reopened_30d', 'script:light'), [1 / 2, 2, [1, 2]])
  assert.deepEqual(of('solved_with_reopened_30d', 'article:named'), [0, 1, [1]])
  assert.deepEqual(of('solved_with_reopened_7d', 'script:light'), [0, 2, [1, 2]])
  assert.deepEqual(of('solved_without_reopened_7d', 'script:light'), [1 / 2, 2, [3, 4]])
  assert.deepEqual(of('solved_without_reopened_30d', 'article:named'), [2 / 3, 3, [2, 3, 4]])
  assert.deepEqual(of('article_named'), [1 / 4, 4, [1]], 'a script is none')
  const early = told([course(1, { solved, helpedBy: helped })], at(20))
  const nothing = [null, 0, []]
  assert.deepEqual(early('solved_with_reopened_30d', 'script:light'), nothing, 'the days are not over')
  assert.deepEqual(early('solved_with_reopened_7d', 'script:light'), [0, 1, [1]])
  assert.deepEqual(early('solved_without_reopened_7d', 'script:light'), nothing, 'there is no other')
  const two = told([course(1, { solved, helpedBy: ['article:art_a', 'article:named'] })])
  assert.deepEqual(two('article_named'), [1, 1, [1]], 'one case is one')
})
