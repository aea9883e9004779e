// `GET /shifts`: who is on now and in the coming days by team, who is on call, where nobody is who is needed;
// and for leads the cases that wait and fit nobody. Not: changing any of it (set-up-weeks.ts, set-up-on-
// call.ts), nor the rules (core/people/shifts.ts).
import { z } from 'zod'
import { isOpen } from '#core/clock/working-time.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import { onCallAhead } from '#core/people/on-call-ahead.ts'
import { turnAt } from '#core/people/on-call.ts'
import { type Absence, type Between, isOnAt, shiftsOf, unfitFor } from '#core/people/shifts.ts'
import { type App, route } from '#server/http/route.ts'
import { houseLevel, instantInQuery, nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'

const daysMax = 28
/** So many cases that wait are looked at. */
const lookedAtMax = 200

const between = { from: z.int(), until: z.int() }
const missing = z.object({
  code: z.enum(['anybody', 'skill', 'language', 'product']),
  skill: z.string().optional(),
  language: z.string().optional(),
  product: z.string().optional(),
})
const teamShifts = z.object({
  team: z.string(),
  level: houseLevel,
  isOpen: z.boolean().meta({ description: 'Whether the team works now.' }),
  hours: nullable(z.array(z.object(between))).meta({ description: 'When it works; null: always.' }),
  onCallNow: nullable(z.object({ agent: z.string(), until: z.int() })),
  onCall: nullable(
    z.object({
      stretches: z.array(z.object({ ...between, agent: z.string() })),
      gaps: z.array(z.object(between)),
    }),
  ).meta({ description: 'Null: it works around the clock.' }),
  people: z.array(
    z.object({
      agent: z.string(),
      isOn: z.boolean().meta({ description: 'Whether he is there now, by his week and absences.' }),
      works: nullable(z.array(z.object(between))).meta({
        description: 'By his week, absences not taken out; null: none is set, he is taken as there.',
      }),
      absences: z.array(z.object({ ...between, cover: nullable(z.string()) })),
    }),
  ),
  gaps: z.array(z.object({ ...between, lacks: z.array(missing) })).meta({
    description: 'Hours of the team in which nobody is there, or nobody who knows what it answers for.',
  }),
})
const shiftsSchema = z
  .object({
    ...between,
    teams: z.array(teamShifts),
    unfit: nullable(
      z.array(
        z.object({
          id: z.string(),
          number: z.int(),
          subject: z.string(),
          team: z.string(),
          missing: z.array(missing),
          couldBeAsked: z.array(z.string()),
        }),
      ),
    ).meta({ description: 'Cases that wait and fit nobody of their teams; null for who is no lead.' }),
  })
  .meta({ id: 'Shifts' })

/** Adds the route. */
export function shiftRoutes(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/shifts',
    summary: 'Who is on, who is on call, and where somebody is missing.',
    tag: 'set-up',
    query: z.strictObject({
      from: instantInQuery.optional().meta({ description: 'Absent: now.' }),
      days: z.coerce.number().pipe(z.int().min(1).max(daysMax)).default(7),
    }),
    answers: { 200: shiftsSchema },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'working_weeks', 'read')
      const from = request.query.from ?? shell.now()
      const asked = { from, until: after(from, request.query.days * dayMs) }
      const absences = await absencesOf(shell)
      // Somebody of another house sees who of his own teams is there.
      const isPartner = facts.roles.includes('partner') && !facts.roles.includes('agent')
      const teams = Object.values(shell.facts().teams)
        .filter(one => one.active && (!isPartner || facts.teams.includes(one.id)))
        .sort((a, b) => a.level - b.level || (a.name < b.name ? -1 : 1))
        .map(one => teamOn(shell, one.id, { ...asked, absences }))
      const unfit = facts.roles.includes('lead') ? await unfitOf(shell) : null
      return reply.send({ ...asked, teams, unfit })
    },
  })
}

async function absencesOf({ desk }: Shell): Promise<Record<AgentId, Absence[]>> {
  const people = await desk.agents.all()
  return Object.fromEntries(
    people.map(({ id, absentFrom: from, absentUntil: until, absentCover: cover }) => [
      id,
      from !== null && until !== null ? [{ from, until, cover }] : [],
    ]),
  )
}

type Asked = Between & { readonly absences: Record<AgentId, Absence[]> }

function teamOn({ facts, now }: Shell, team: TeamId, asked: Asked) {
  const desk = facts()
  const { level, duty } = desk.teams[team]!
  const { hours, people, gaps } = shiftsOf(desk, team, asked)
  const calendar = duty?.hours ? desk.calendars[duty.hours] : undefined
  const ahead = onCallAhead(desk, team, asked)
  const at: Instant = now()
  return {
    team,
    level,
    isOpen: !calendar || isOpen(calendar, at),
    hours: hours && [...hours],
    onCallNow: turnAt(desk, team, at),
    onCall: ahead && {
      stretches: ahead.stretches.map(({ from, until, agent }) => ({ from, until, agent })),
      gaps: [...ahead.gaps],
    },
    people: people.map(one => ({
      agent: one.agent,
      isOn: isOnAt(one, at),
      works: one.works && [...one.works],
      absences: [...one.absences],
    })),
    gaps: gaps.map(one => ({ ...one, lacks: one.lacks.map(each => ({ ...each })) })),
  }
}

async function unfitOf({ facts, store }: Shell) {
  const desk = facts()
  const teams = Object.values(desk.teams).map(one => one.id)
  const waiting = await store.toTake(teams, lookedAtMax)
  return unfitFor(desk, waiting).map(({ card, missing, couldBeAsked }) => ({
    id: card.id,
    number: card.number,
    subject: card.subject,
    team: card.team,
    missing: missing.map(one => ({ ...one })),
    couldBeAsked: [...couldBeAsked],
  }))
}
