// Letting people in: the first administrator by the set-up link, everybody else by an invitation, a
// forgotten password by a link of the same kind. The links are random, hashed at rest, used once.
import { z } from 'zod'
import { rolesGiven } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { dayMs, after as later, minuteMs } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { buckets } from '#server/http/limits.ts'
import { passwordFault, passwordHash, passwordLengthMax } from '#server/http/password.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { houseLevel, idSchema, language, nothing, nullable, role, timeZone } from '#server/http/schema.ts'
import { openSession } from '#server/http/session.ts'
import { email, name, needSetUp, record, type SetUp, secret, there } from '#server/http/set-up-door.ts'
import { needTeams } from '#server/http/set-up-people.ts'
import type { Shell } from '#server/shell.ts'
import type { Invitation } from '#store/desk/access.ts'
import { newSecret } from '#store/desk/secret.ts'

/** An invitation is for somebody who may be on holiday; a new password is for somebody who sits there now. */
const invitationMs = 7 * dayMs
const passwordLinkMs = 60 * minuteMs

const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(role),
  levels: z.array(houseLevel),
  teams: z.array(z.string()),
  language,
  invitedBy: nullable(z.string()),
  createdAt: z.int(),
  expiresAt: z.int(),
})
const linkSchema = z
  .object({ id: z.string(), url: z.string(), expiresAt: z.int() })
  .meta({ description: 'The link is shown this once and works once.' })

const invitationBody = z.strictObject({
  email,
  name: name.optional(),
  roles: z.array(role).min(1).max(9),
  levels: z.array(houseLevel).max(3).default([]),
  teams: z.array(idSchema('tea')).max(200).default([]),
  language,
})
const passwordField = z.string().min(1).max(passwordLengthMax)
const acceptBody = z.strictObject({
  secret,
  name,
  password: passwordField,
  language,
  timeZone: timeZone.optional(),
})
const firstBody = z.strictObject({
  secret,
  name,
  email,
  password: passwordField,
  language,
  timeZone: timeZone.optional(),
  deskName: name,
})
const secretBody = z.strictObject({ secret })

/** Refuses a password that is too short or among the first to be guessed. */
export function needGoodPassword(password: string, about: readonly string[]): void {
  const fault = passwordFault(password, about)
  if (fault) throw new Problem(fault, { details: { n: [...password].length } })
}

/** `GET`, `POST`, `DELETE /invitations`, `POST /agents/…/password-link`. */
export function invitationRoutes(app: App, set: SetUp): void {
  const { shell } = set
  const { desk } = shell

  route(app, {
    method: 'GET',
    url: '/invitations',
    summary: 'Invitations nobody has accepted yet.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(invitationSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'invitations', 'read')
      return reply.send({ items: await desk.invitations.open(shell.now()) })
    },
  })

  route(app, {
    method: 'POST',
    url: '/invitations',
    summary: 'Invite a person by mail; the one-use link is also in the answer.',
    tag: 'set-up',
    body: invitationBody,
    answers: { 201: linkSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'invitations', 'change')
      const { body } = request
      const allowed = rolesGiven(by.facts)
      if (body.roles.some(one => !allowed.includes(one))) throw new Problem('role.missing')
      await needTeams(shell, body.teams)
      const known = await desk.agents.byEmail(body.email)
      if (known) throw new Problem('set_up.taken')
      // Of two links for one person only the newer lets in.
      for (const old of await desk.invitations.open(shell.now()))
        if (old.email.toLowerCase() === body.email.toLowerCase()) await desk.invitations.revoke(old.id)
      const link = await invite(shell, { ...body, name: body.name ?? '', by: by.agent, lifeMs: invitationMs })
      await record(shell, by, { what: 'invitation.sent', about: link.id, after: body })
      return reply.code(201).send(link)
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/invitations/:id',
    summary: 'Take an invitation back.',
    tag: 'set-up',
    params: z.strictObject({ id: idSchema('inv') }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'invitations', 'change')
      if (!(await desk.invitations.revoke(request.params.id))) throw new Problem('invitation.not_found')
      await record(shell, by, { what: 'invitation.taken_back', about: request.params.id })
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'POST',
    url: '/agents/:agent/password-link',
    summary: 'Send a person a link for a new password.',
    tag: 'set-up',
    params: z.strictObject({ agent: idSchema('agt') }),
    answers: { 201: linkSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'rights', 'change')
      const agent = there(await desk.agents.one(request.params.agent))
      if (agent.disabledAt !== null) throw new Problem('agent.not_found')
      const { email, name, roles, levels, teams, language } = agent
      const whom = { email, name, roles, levels, teams, language }
      const link = await invite(shell, { ...whom, by: by.agent, lifeMs: passwordLinkMs })
      await record(shell, by, { what: 'agent.password_link_sent', about: agent.id })
      return reply.code(201).send(link)
    },
  })
}

type Wish = Pick<Invitation, 'email' | 'name' | 'roles' | 'levels' | 'teams' | 'language'> & {
  readonly by: Invitation['invitedBy']
  readonly lifeMs: number
}

/** Keeps an invitation and puts its letter into the outbox. */
async function invite(shell: Shell, { by, lifeMs, ...whom }: Wish) {
  const secret = newSecret()
  const id = shell.newId('inv')
  const createdAt = shell.now()
  const expiresAt = later(createdAt, lifeMs)
  await shell.desk.invitations.add({ ...whom, id, secret, invitedBy: by, createdAt, expiresAt })
  const url = new URL(`/invitation/${secret}`, shell.config.publicUrl).href
  const { setting } = await shell.desk.settings.desk()
  const inviter = by ? (shell.facts().agents[by]?.name ?? '') : ''
  await shell.sendLetter({
    key: `letter/${id}`,
    to: whom.email,
    name: whom.name || null,
    language: whom.language,
    kind: lifeMs === passwordLinkMs ? 'sign_in_link' : 'invitation',
    url,
    values: { desk: setting.name ?? 'Tierline', by: inviter, hours: Math.round(lifeMs / (60 * minuteMs)) },
  })
  return { id, url, expiresAt }
}

/**
 * The doors for those who are not in yet. Tries are limited per place; a wrong secret and an old one read
 * the same.
 */
export function firstDoorRoutes(app: App, set: SetUp): void {
  const { shell } = set
  const tries = buckets({ most: 20, perMinute: 10 }, () => shell.now())
  const oneTry: OneTry = place => {
    const seconds = tries.take(place)
    if (seconds > 0)
      throw new Problem('request.too_many', {
        details: { seconds },
        headers: { 'retry-after': String(seconds) },
      })
  }
  invitationDoor(app, set, oneTry)
  setUpLinkDoor(app, set, oneTry)
}

type OneTry = (place: string) => void
const deskNameOf = async ({ desk }: Shell) => (await desk.settings.desk()).setting.name ?? 'Tierline'

function invitationDoor(app: App, set: SetUp, oneTry: OneTry): void {
  const { shell } = set
  const { desk } = shell
  route(app, {
    method: 'POST',
    url: '/invitations/look',
    summary: 'What an invitation is for; needs its secret.',
    tag: 'session',
    open: true,
    body: secretBody,
    answers: {
      200: z.object({
        email: z.string(),
        name: z.string(),
        language,
        desk: z.string(),
        isKnown: z.boolean(),
      }),
    },
    async handler(request, reply) {
      oneTry(request.ip)
      const found = await desk.invitations.find(request.body.secret, shell.now())
      if (!found) throw new Problem('invitation.not_found')
      const isKnown = (await desk.agents.byEmail(found.email)) !== null
      const { email, name, language } = found
      return reply.send({ email, name, language, desk: await deskNameOf(shell), isKnown })
    },
  })

  route(app, {
    method: 'POST',
    url: '/invitations/accept',
    summary: 'Accept an invitation with a name and a password; signs in.',
    tag: 'session',
    open: true,
    body: acceptBody,
    answers: { 204: nothing },
    async handler(request, reply) {
      oneTry(request.ip)
      const { body } = request
      const found = await desk.invitations.find(body.secret, shell.now())
      if (!found) throw new Problem('invitation.not_found')
      needGoodPassword(body.password, [found.email.split('@')[0] ?? '', body.name, await deskNameOf(shell)])
      const passwordPhc = await passwordHash(body.password)
      const taken = await desk.invitations.take(body.secret, shell.now())
      if (!taken) throw new Problem('invitation.not_found')
      const agent = await letIn(set, taken, body, passwordPhc)
      await openSession(shell, reply, agent, request.headers['user-agent'] ?? '')
      return reply.code(204).send()
    },
  })
}

function setUpLinkDoor(app: App, { shell }: SetUp, oneTry: OneTry): void {
  const { desk } = shell
  route(app, {
    method: 'POST',
    url: '/set-up-link/look',
    summary: 'Whether a set-up link still works; needs its secret.',
    tag: 'session',
    open: true,
    body: secretBody,
    answers: { 200: z.object({ desk: z.string() }) },
    async handler(request, reply) {
      oneTry(request.ip)
      await needEmptyDesk(request.body.secret)
      return reply.send({ desk: await deskNameOf(shell) })
    },
  })

  route(app, {
    method: 'POST',
    url: '/set-up-link/use',
    summary: 'Become the first administrator; signs in.',
    tag: 'session',
    open: true,
    body: firstBody,
    answers: { 204: nothing },
    async handler(request, reply) {
      oneTry(request.ip)
      const { body } = request
      await needEmptyDesk(body.secret)
      needGoodPassword(body.password, [body.email.split('@')[0] ?? '', body.name, body.deskName])
      const passwordPhc = await passwordHash(body.password)
      if (!(await desk.setupLinks.take(body.secret, shell.now()))) throw new Problem('set_up_link.not_found')
      const first = (await desk.teams.all()).find(one => one.level === 1)
      const roles: Role[] = ['admin', 'lead', 'agent']
      const { name, email, language, timeZone } = body
      const teams = first ? [first.id] : []
      const person = { name, email, language, timeZone, roles, levels: [1], teams, passwordPhc } as const
      const added = await addAgent(shell, person)
      const { setting, version } = await desk.settings.desk()
      await desk.settings.changeDesk(version, {
        ...setting,
        name: body.deskName,
        defaultLanguage: body.language,
        ...(body.timeZone && { timeZone: body.timeZone }),
      })
      await record(shell, { agent: added.id }, { what: 'desk.founded', about: added.id, after: added })
      await openSession(shell, reply, added.id, request.headers['user-agent'] ?? '')
      return reply.code(204).send()
    },
  })

  /** The link lives while nobody administers the desk, and not a moment longer. */
  async function needEmptyDesk(secret: string): Promise<void> {
    const isGood = await desk.setupLinks.isGood(secret, shell.now())
    if (!isGood || (await desk.agents.hasAdmin())) throw new Problem('set_up_link.not_found')
  }
}

type NewPerson = Pick<Invitation, 'email' | 'roles' | 'levels' | 'teams'> & {
  readonly name: string
  readonly language: Language
  readonly timeZone?: string | undefined
  readonly passwordPhc: string
}

async function addAgent(shell: Shell, { timeZone, ...person }: NewPerson) {
  const added = await shell.desk.agents.add({
    ...person,
    id: shell.newId('agt'),
    createdAt: shell.now(),
    ...(timeZone && { timeZone }),
  })
  if (added === 'taken') throw new Problem('set_up.taken')
  return added
}

type Accepted = { name: string; language: Language; timeZone?: string | undefined }
/** Whoever was invited joins; whoever is here already gets his new password and is out everywhere else. */
async function letIn({ shell, door }: SetUp, taken: Invitation, body: Accepted, passwordPhc: string) {
  const { desk } = shell
  const known = await desk.agents.byEmail(taken.email)
  if (known && known.disabledAt !== null) throw new Problem('invitation.not_found')
  if (known) {
    await desk.agents.setPassword(known.id, passwordPhc)
    await desk.sessions.endAll(known.id)
    door.forgetAll(known.id)
    await record(shell, { agent: known.id }, { what: 'agent.password_changed', about: known.id })
    return known.id
  }
  const { email, roles, levels, teams } = taken
  const added = await addAgent(shell, { ...body, email, roles, levels, teams, passwordPhc })
  await record(shell, { agent: added.id }, { what: 'agent.joined', about: added.id, after: added })
  return added.id
}
