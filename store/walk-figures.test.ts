// What walks tell is kept in the statement that appends their facts, and counted by the ways they took.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { Course, CourseEnd, WalkTold } from '#core/measure/walk-told.ts'
import { noting, opening, t0 } from './contract/specimen.ts'
import { countedSql, walkFigures, type WalkFigures } from './desk/walk-figure.ts'
import { statementFor } from './postgres/append-statement.ts'
import { type PostgresStore, postgresStore } from './postgres/store.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
let store: PostgresStore
let figures: WalkFigures
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  figures = walkFigures(store.pool)
})
after(async () => {
  await store.close()
  await database.drop()
})

const courseOf = (end: CourseEnd, more: Partial<Course> = {}): Course => ({
  slug: 'wifi',
  version: 1,
  passed: [{ step: 'restart', how: 'worked', nowhere: false, undone: false }],
  end,
  stands: 'fine',
  ...more,
})
const told = (course: Course, more: Partial<WalkTold> = {}): WalkTold => ({
  walk: 'wlk_a',
  part: 0,
  walker: 'agent',
  course,
  seconds: course.passed.map(() => 60),
  begunAt: t0,
  changedAt: t0,
  reopened: false,
  ...more,
})
/** A case with these walks, opened and then told of. */
async function walked(...walks: readonly WalkTold[]) {
  const open = opening()
  await store.append(open)
  const note = await store.append({ ...noting(open.caseId, 1, 'walked'), walks })
  assert.equal(note.outcome, 'appended')
  return open.caseId
}
const always = (slug: string) => ({ slug, since: instant(0), until: instant(t0 + 1e9) })
const lines = (found: Awaited<ReturnType<WalkFigures['counted']>>) =>
  found.map(one => `${one.course.end} ${one.times} ${one.reopened} ${one.resting}`).toSorted()

it('walks that took one way are counted together, and each way is kept once', async () => {
  const slug = 'alike'
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      walked(
        told(courseOf('solved', { slug }), { reopened: i < 10 }),
        told(courseOf('open', { slug }), { part: 1 }),
      ),
    ),
  )
  assert.deepEqual(lines(await figures.counted(always(slug), instant(t0 + 1))), [
    'open 40 0 40',
    'solved 40 10 40',
  ])
  assert.deepEqual(lines(await figures.counted(always(slug), t0)), ['open 40 0 0', 'solved 40 10 0'])
  const { rowCount } = await store.pool.query(`select from walk_course where course ->> 'slug' = $1`, [slug])
  assert.equal(rowCount, 1)
})

it('who walked is counted, and changes when somebody else goes on', async () => {
  const slug = 'walkers'
  const by = (walker: WalkTold['walker'], end: CourseEnd) => told(courseOf(end, { slug }), { walker })
  const id = await walked(by('customer', 'open'))
  await walked(by('customer', 'solved'))
  await walked(by('agent', 'solved'))
  const own = async () =>
    (await figures.counted(always(slug), t0))
      .map(one => [one.course.end, one.times, one.byCustomer, one.byBoth].join(' '))
      .toSorted()
  assert.deepEqual(await own(), ['open 1 1 0', 'solved 2 1 0'])
  await store.append({ ...noting(id, 2, 'on'), walks: [by('both', 'solved')] })
  assert.deepEqual(await own(), ['solved 3 1 1'])
  await figures.tellAlone('wlk_walkers', [by('customer', 'solved')])
  assert.deepEqual(await own(), ['solved 4 2 1'])
})

it('a walk that goes on is told anew; the one of another case stays', async () => {
  const slug = 'going'
  const first = told(courseOf('open', { slug, passed: [], stands: 'restart' }))
  const [id, other] = [await walked(first), await walked(first)]
  const done = told(courseOf('solved', { slug }), {
    changedAt: instant(t0 + 5),
    seconds: [7],
    reopened: true,
  })
  assert.equal((await store.append({ ...noting(id, 2, 'on'), walks: [done] })).outcome, 'appended')
  assert.deepEqual(await figures.ofCase(id), [done])
  assert.deepEqual(await figures.ofCase(other), [first])
})

it('what is not recorded tells nothing: neither a stale decision nor one without walks', async () => {
  const slug = 'stale'
  const id = await walked(told(courseOf('solved', { slug })))
  const late = { ...noting(id, 1, 'late'), walks: [told(courseOf('hand_off', { slug }))] }
  assert.equal((await store.append(late)).outcome, 'stale')
  assert.equal((await store.append(noting(id, 2, 'plain'))).outcome, 'appended')
  assert.deepEqual(lines(await figures.counted(always(slug), t0)), ['solved 1 0 0'])
})

it('an append without walks runs a statement that knows of none', () => {
  assert.doesNotMatch(statementFor(['fresh', 'keyed', 'taken', 'effects', 'blobs']).text, /walk_/)
  assert.match(statementFor(['moved', 'walked']).text, /insert into walk_told/)
})

it('facts with walks travel with effects, and with a case that begins with them', async () => {
  const slug = 'mixed'
  const open = opening()
  const { caseId } = open
  const effect = { key: `mail:${caseId}`, kind: 'mail', caseId, dueAt: t0, body: {} } as const
  const walks = [told(courseOf('solved', { slug }))]
  assert.equal((await store.append({ ...open, effects: [effect], walks })).outcome, 'appended')
  assert.deepEqual(await figures.ofCase(caseId), walks)
})

it('only walks that began within the time asked for count, and of each version the newest are timed', async () => {
  const slug = 'timed'
  for (const version of [1, 2])
    for (const minute of [1, 2, 3])
      await walked(
        told(courseOf('solved', { slug, version }), {
          begunAt: instant(t0 + minute),
          seconds: [minute * version],
        }),
      )
  const asked = { slug, since: instant(t0 + 2), until: instant(t0 + 3) }
  assert.deepEqual(lines(await figures.counted(asked, t0)), ['solved 1 0 0', 'solved 1 0 0'])
  const timed = await figures.timed({ ...always(slug), versions: [1, 2] }, 2)
  assert.deepEqual(timed.map(one => [one.course.version, ...one.seconds]).toSorted(), [
    [1, 2],
    [1, 3],
    [2, 4],
    [2, 6],
  ])
  const newest = { course: courseOf('solved', { slug, version: 2 }), seconds: [6] }
  const own = { ...always(slug), versions: [2] }
  assert.deepEqual(await figures.timed(own, 1), [newest])
  assert.deepEqual(await figures.timed(own, 1, await figures.counted(always(slug), t0)), [newest])
  assert.deepEqual(await figures.counted(always('none'), t0), [])
})

it('of a short time only its own walks are read, however many there are and in however many versions', async () => {
  const [slug, many] = ['planned', 20_000]
  await store.pool.query(
    `with way as (insert into walk_course (digest, course) values (md5('planned')::uuid, $2) returning digest)
    insert into walk_told
      (case_id, walk, part, slug, version, course, seconds, begun_at, changed_at, reopened)
    select 'cas_planned' || n, 'wlk_planned' || n, 0, $1, 1 + n % 5, digest, '{1}', n, n, false
    from way, generate_series(1, $3::int) n`,
    [slug, courseOf('solved', { slug }), many],
  )
  await store.pool.query('vacuum (analyze) walk_told')
  const asked = { slug, since: instant(many - 500), until: instant(many + 1) }
  const { text, values } = countedSql(asked, t0)
  const { rows } = await store.pool.query(`explain (analyze, format json) ${text}`, values as unknown[])
  const plan = JSON.stringify(rows)
  assert.match(plan, /walk_told_script/)
  assert.doesNotMatch(
    plan,
    /"Seq Scan","Parallel Aware":(true|false),"Async Capable":(true|false),"Relation Name":"walk_told"/,
  )
  const read = [...plan.matchAll(/"Relation Name":"walk_told"[^{}]*?"Actual Rows":([\d.]+)/g)].map(one =>
    Number(one[1]),
  )
  assert.ok(read.length > 0 && Math.max(...read) <= 501, `${read}`)
})

it('a walk that became no case counts like the others, once, until it is one', async () => {
  const slug = 'alone'
  const one = told(courseOf('solved', { slug }), { walk: 'wlk_alone' })
  await walked(told(courseOf('solved', { slug })))
  await figures.tellAlone('wlk_alone', [one])
  await figures.tellAlone('wlk_alone', [
    { ...one, seconds: [9] },
    { ...one, part: 1 },
  ])
  assert.deepEqual(lines(await figures.counted(always(slug), t0)), ['solved 3 0 0'])
  await figures.tellAlone('wlk_alone', [one])
  assert.deepEqual(lines(await figures.counted(always(slug), t0)), ['solved 2 0 0'])
  await figures.tellAlone('wlk_alone', [])
  assert.deepEqual(lines(await figures.counted(always(slug), t0)), ['solved 1 0 0'])
})

it('walks that needed nobody are counted when they ended, each once', async () => {
  const figures = walkFigures(store.pool)
  const from = 5_000_000
  const part = (part: number, changedAt: number): WalkTold =>
    told(courseOf('solved', { slug: 'twice' }), { walk: 'wlk_twice', part, changedAt: instant(changedAt) })
  await figures.tellAlone('wlk_twice', [part(0, from + 10), part(1, from + 20)])
  const solved = (since: number, until: number) =>
    figures.solvedAlone({ from: instant(from + since), until: instant(from + until) })
  assert.equal(await solved(0, 21), 1)
  assert.equal(await solved(0, 20), 0, 'it still went on')
  assert.equal(await solved(20, 21), 1)
  assert.equal(await solved(21, 99), 0)
  await figures.tellAlone('wlk_twice', [])
  assert.equal(await solved(0, 99), 0, 'he came after all')
})
