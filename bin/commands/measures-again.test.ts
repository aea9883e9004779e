// `tierline measures` and `tierline rebuild` as they are called, on a seeded desk at work: one object a line,
// and the same bytes once every view was built anew. Not: how it is rebuilt (test/rebuild-views.test.ts), nor
// what is counted (test/measures.test.ts).
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { PostgresStore } from '#store/postgres/store.ts'
import { type LiveDesk, liveDesk } from '#test/support/desk.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk()
  await printed('seed', '--cases', '500')
})
after(() => desk?.stop())

const program = fileURLToPath(new URL('../main.ts', import.meta.url))
/** What a command wrote, which ended well. */
async function printed(...args: string[]): Promise<string> {
  const { NODE_TEST_CONTEXT: _, ...world } = process.env
  const env = { ...world, DATABASE_URL: desk.databaseUrl }
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    env,
    maxBuffer: 2 ** 26,
  })
  return stdout
}

const sqlOf = () => (desk.shell.store as PostgresStore).pool
/** The week that most cases were solved in, of those whose outlooks are all over. */
async function fullWeek(): Promise<string> {
  const { rows } = await sqlOf().query<{ week: string }>(`
    select to_char(to_timestamp(at / 1000.0) at time zone 'UTC', 'IYYY"-W"IW') as week from event
    where type = 'case.solved' and to_timestamp(at / 1000.0) < now() - interval '40 days'
    group by 1 order by count(*) desc limit 1`)
  return rows[0]!.week
}

test('one object a line; and rebuilt, the same bytes', async () => {
  const week = await fullWeek()
  const before = await printed('measures', '--week', week, '--json')
  const lines = before.trimEnd().split('\n')
  const said = lines.map(line => JSON.parse(line) as Record<string, unknown>)
  for (const [i, one] of said.entries()) {
    const line = lines[i]!
    assert.deepEqual(Object.keys(one), ['measure', 'scope', 'value', 'n', 'list'], line)
    assert.ok(typeof one.measure === 'string' && typeof one.scope === 'string' && Number.isInteger(one.n))
    assert.ok(one.value === null || Number.isFinite(one.value), line)
    assert.ok(Array.isArray(one.list) && one.list.every(number => Number.isSafeInteger(number)), line)
  }
  const names = said.map(({ measure, scope }) => `${measure} ${scope}`)
  assert.equal(new Set(names).size, names.length, 'each once')
  for (const measure of ['cases_opened', 'reopened_30d', 'level_1_share'])
    assert.ok(
      said.some(one => one.measure === measure && (one.list as []).length > 0),
      `${measure} of ${week} has cases behind it`,
    )

  await sqlOf().query(
    `update measured_day set marks = '', counts = array_fill(0, array[cardinality(counts)])`,
  )
  await sqlOf().query(`update measured_sum set names = '[]', sums = ''`)
  assert.notEqual(await printed('measures', '--week', week, '--json'), before, 'the views are what is read')
  assert.match(await printed('rebuild'), /^days: \d+ gone through, [1-9]\d* said something else/m)
  assert.equal(await printed('measures', '--week', week, '--json'), before)
})
