// Fixes for the test of measures: some that were asked about, some whose cause is known, some nobody of ours
// made, and the working time to each, counted a second time: who owed what by plain SQL, the hours by the
// second clock. Shares nothing with what a fix says of itself. Not: the measures (test/measures.test.ts).
import assert from 'node:assert/strict'
import type { CalendarForm } from '#core/clock/calendar.ts'
import { causeHows } from '#core/case/finding-fact.ts'
import type { Command } from '#core/case/case.ts'
import { scores } from '#core/case/satisfaction-fact.ts'
import type { AgentId, ArticleId, CaseId, WalkId } from '#core/kit/id.ts'
import { dayMs, instant, minuteMs } from '#core/kit/time.ts'
import type { Course, WalkTold } from '#core/measure/walk-told.ts'
import { answer, begin, worked } from '#core/testing/walk-course.ts'
import { pieces, worked as workedIn } from '#core/testing/second-clock.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { signIn } from '#test/support/client.ts'
import { type LiveDesk, password } from '#test/support/desk.ts'

type Row = { case_id: string; opened: string; at: string; counts: string | null; hours: CalendarForm | null }

const said = (key: string) => `(e.data::jsonb ->> '${key}')`
/** Owed by the last clock of a solution that was not taken back, else by what the case was judged by last. */
const rowsSql = `with fixes as (
    select case_id, min(seq) as seq, min(at) as at from event where type = 'case.solved' group by 1),
  owed as (
    select f.case_id, f.at, o.at as opened, c.team, coalesce(
      (select array[${said('policy')}, ${said('version')}] from event e where e.case_id = f.case_id and e.seq < f.seq
        and e.type in ('target.started', 'target.retargeted') and ${said('target')} = (
          select t.data::jsonb ->> 'target' from event t where t.case_id = f.case_id and t.seq < f.seq
            and t.type = 'target.started' and t.data::jsonb ->> 'kind' = 'resolution' and not exists (
              select from event x where x.case_id = f.case_id and x.seq < f.seq and x.type = 'target.cancelled'
                and x.data::jsonb ->> 'target' = t.data::jsonb ->> 'target')
          order by t.seq desc limit 1)
        order by e.seq desc limit 1),
      (select array[${said('policy')}, ${said('version')}] from event e where e.case_id = f.case_id and e.seq < f.seq
        and e.type = 'entitlement.decided' order by e.seq desc limit 1)) as by
    from fixes f join event o on o.case_id = f.case_id and o.seq = 1,
      lateral (select ${said('team')} as team from event e where e.case_id = f.case_id and e.seq < f.seq
        and e.type in ('case.opened', 'worker.queued', 'worker.assigned') order by e.seq desc limit 1) c)
  select case_id, opened, owed.at, rule.counts, calendar.hours
  from owed
    left join policy on policy.id = by[1]
    left join lateral (select v from jsonb_array_elements(policy.versions) v where v ->> 'version' = by[2]) v on true
    left join lateral (select t ->> 'counts' as counts from jsonb_array_elements(v -> 'targets') t
      where t ->> 'kind' = 'resolution') rule on true
    left join team on team.id = owed.team
    left join calendar on calendar.id = coalesce(v ->> 'calendar', team.hours_id)`

/** Keeps it in a table of its own: `worked_again (case_id, at, val)`, in whole seconds. */
export async function workAgain({ pool }: PostgresStore): Promise<void> {
  await pool.query('create table worked_again (case_id text, at bigint, val integer)')
  const { rows } = await pool.query<Row>(rowsSql)
  for (const { case_id, opened, at, counts, hours } of rows) {
    const [from, until] = [Number(opened), Number(at)]
    const ms = counts === 'always' ? until - from : hours && workedIn(pieces(hours, from, until), from, until)
    if (ms !== null)
      await pool.query('insert into worked_again values ($1, $2, $3)', [case_id, at, Math.floor(ms / 1_000)])
  }
}

/**
 * Calls whose cause is found and which are solved; of one it is withdrawn before that. Of some a script is
 * gone through, of one half of it; one names an article in words, one an article of the register, and one is
 * opened again.
 */
export async function findCauses(desk: LiveDesk): Promise<void> {
  const person = await desk.person('Cleo Dahl')
  const cleo = await signIn(desk.url, person.email, password)
  const article = await addArticle(desk, person.id)
  for (const [i, how] of [...causeHows, 'log'].entries()) {
    const body = { channel: 'phone', subject: 'Dark', customer: { name: 'Ada', email: 'ada@c.example' } }
    const made = await cleo.ask('POST', 'cases', { ...body, take: true })
    assert.equal(made.status, 201, made.text)
    const wish = async (path: string, wished: object) => {
      const done = await cleo.ask('POST', `cases/${made.json.id}/${path}`, wished)
      assert.equal(done.status, 200, done.text)
    }
    await wish('cause/find', { text: 'The cable', how, because: 'Another one lights it', evidence: [] })
    if (i === 0) await wish('cause/withdraw', { because: 'It went dark again' })
    if (i < 4) await goThrough(desk, { caseId: made.json.id, agent: person.id, isWhole: i < 3 })
    const helped = [{ article: 'Cables' }, { named: { article } }][i - 5]
    await wish('case/solve', { fix: 'Another cable', ...helped })
    if (i === 1) await wish('case/reopen', { reason: 'by_agent' })
  }
}

async function addArticle({ shell }: LiveDesk, by: AgentId): Promise<ArticleId> {
  const own = { title: 'Cables', address: 'https://kb.example/1', language: 'en', product: null } as const
  const signed = { at: shell.now(), by }
  return (await shell.desk.articles.add({ id: shell.newId('art'), ...own, withdrawn: false }, signed)).id
}

type Going = { readonly caseId: CaseId; readonly agent: AgentId; readonly isWhole: boolean }

async function goThrough({ shell }: LiveDesk, { caseId, agent, isWhole }: Going): Promise<void> {
  const walk = shell.newId('wlk')
  const commands = [
    begin({ walk }),
    answer('light', 'yes', { walk }),
    ...(isWhole ? [answer('restart', worked, { walk })] : []),
  ]
  const done = await shell.handle({ caseId, by: { kind: 'agent', id: agent }, commands, texts: [] })
  assert.ok(!('refused' in done), JSON.stringify(done))
}

/** Customers who go through a script by themselves and are helped by it; one came into a second one. */
export async function solveAlone({ shell }: LiveDesk): Promise<void> {
  const now = await shell.store.now()
  const course: Course = { slug: 'help', version: 1, passed: [], end: 'solved', stands: 'end' }
  for (const [i, daysAgo] of [1, 2, 2, 9].entries()) {
    const walk: WalkId = `wlk_alone${i}`
    const at = instant(now - daysAgo * dayMs)
    const one: WalkTold = {
      ...{ walk, walker: 'customer', course, seconds: [], begunAt: instant(at - minuteMs), reopened: false },
      ...{ part: 0, changedAt: at },
    }
    const second: WalkTold = { ...one, part: 1, course: { ...course, end: 'left' } }
    await shell.desk.walkFigures.tellAlone(walk, i === 0 ? [one, second] : [one])
  }
}

/** Customers of cases that are solved are asked; most answer, one of them twice. */
export async function askAndAnswer(desk: LiveDesk): Promise<void> {
  const store = desk.shell.store as PostgresStore
  const { rows } = await store.pool.query(
    "select distinct case_id from event where type = 'case.solved' order by 1 limit 12",
  )
  const wish = async (caseId: CaseId, command: Command) => {
    const by = { kind: 'system', part: 'desk' } as const
    await desk.shell.handle({ caseId, by, commands: [command], texts: [] })
  }
  for (const [i, { case_id: caseId }] of rows.entries()) {
    await wish(caseId, { type: 'satisfaction.ask', satisfaction: desk.shell.newId('sat') })
    if (i % 4 === 3) continue
    await wish(caseId, { type: 'satisfaction.answer', score: scores[i % 5]! })
    if (i === 0) await wish(caseId, { type: 'satisfaction.answer', score: 4 })
  }
}
