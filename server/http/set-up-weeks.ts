// When a person works, and who covers outside it. Not: absences (set-up-people.ts), nor who stands in for
// whom (core/people/cover.ts).
import { z } from 'zod'
import { weekdays } from '#core/clock/date.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { WorkingWeek } from '#core/people/desk-facts.ts'
import { readWeek } from '#core/people/week.ts'
import { maySetUp } from '#core/access/set-up.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable, timeZone } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import { personOf, personSchema } from '#server/http/set-up-people.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const intervalsMax = 24
const interval = z.tuple([z.string().max(8), z.string().max(8)])
const weekBody = z.strictObject({
  version,
  zone: timeZone,
  hours: z.partialRecord(z.enum(weekdays), z.array(interval).max(intervalsMax)).meta({
    description: 'By weekday, as in a calendar: `{"mon": [["08:00", "12:00"], ["13:00", "17:00"]]}`.',
  }),
  cover: nullable(idSchema('agt')).meta({
    description: 'Who keeps what falls due outside it, when he works; null: whoever of the team does.',
  }),
})
const params = z.strictObject({ agent: idSchema('agt') })

/** `PUT` and `DELETE /working-weeks/…`. */
export function weekRoutes(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PUT',
    url: '/working-weeks/:agent',
    summary: 'Say when a person works, and who covers outside it.',
    tag: 'set-up',
    params,
    body: weekBody,
    answers: { 200: personSchema },
    async handler(request, reply) {
      needSetUp(request, 'working_weeks', 'change')
      const { version, ...week } = request.body
      needSound(shell, request.params.agent, week)
      return reply.send(await setWeek(shell, request, { version, week }))
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/working-weeks/:agent',
    summary: 'Say nothing of when a person works: he is taken as there again.',
    tag: 'set-up',
    params,
    query: z.strictObject({ version: z.coerce.number().pipe(z.int().min(0)) }),
    answers: { 200: personSchema },
    async handler(request, reply) {
      needSetUp(request, 'working_weeks', 'change')
      return reply.send(await setWeek(shell, request, { version: request.query.version, week: null }))
    },
  })
}

/** Refuses at the field what could never be meant. */
function needSound({ facts }: Shell, agent: AgentId, week: WorkingWeek): void {
  const read = readWeek(week)
  if ('faults' in read) {
    // A week is the only version of its calendar: the field is named as it was sent.
    const fields = read.faults.map(({ path, code, example }) => ({
      path: path.replace(/^versions\.0\.week/, 'hours'),
      message: `${code}, e.g. ${example}`,
    }))
    throw new Problem('request.invalid', { fields })
  }
  const wrong = (path: string) => new Problem('request.invalid', { fields: [{ path, message: '' }] })
  if (week.cover === agent) throw wrong('cover')
  if (week.cover !== null && !facts().agents[week.cover]?.active) throw new Problem('agent.not_found')
}

type Asked = { params: { agent: AgentId } } & Parameters<typeof signedIn>[0]

async function setWeek(
  shell: Shell,
  request: Asked,
  { version, week }: { readonly version: number; readonly week: WorkingWeek | null },
) {
  const by = signedIn(request)
  const { agents } = shell.desk
  const before = there(await agents.one(request.params.agent))
  settled(await agents.change(before.id, version, { week }))
  const after = there(await agents.one(before.id))
  await record(shell, by, { what: week ? 'week.set' : 'week.removed', about: before.id, before, after })
  return personOf(shell, after, maySetUp(by.facts, 'rights', 'read'))
}
