// Signing in and out, and what the agents' app needs to know first. Not: who asks (signed.ts).
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { after, secondMs } from '#core/kit/time.ts'
import { deskTold } from '#core/people/desk-at.ts'
import { languages } from '#core/people/language.ts'
import { type App, route } from '#server/http/route.ts'
import { backOff, buckets, turnstile } from '#server/http/limits.ts'
import { isPassword, passwordLengthMax } from '#server/http/password.ts'
import { Problem } from '#server/http/problems.ts'
import { houseLevel, language, nothing, role } from '#server/http/schema.ts'
import { cookieName, type Doorman, sessionMs, type Signed, signedIn } from '#server/http/signed.ts'
import { wordsHash } from '#server/http/words.ts'
import type { LiveHub } from '#server/live/hub.ts'
import type { Shell } from '#server/shell.ts'
import { newSecret } from '#store/desk/secret.ts'

const signInBody = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(passwordLengthMax),
})

const sessionSchema = z
  .object({
    agent: z.object({
      id: z.string(),
      name: z.string(),
      email: z.union([z.string(), z.null()]).meta({ description: 'null for the person of an API token' }),
      roles: z.array(role),
      levels: z.array(houseLevel),
      teams: z.array(z.string()),
      language,
      timeZone: z.string(),
      preferences: z.looseObject({}),
    }),
    desk: z
      .looseObject({
        name: z.string(),
        languages: z.array(language),
        defaultLanguage: language,
        timeZone: z.string(),
        teams: z.record(z.string(), z.looseObject({ id: z.string(), name: z.string() })),
        agents: z.record(z.string(), z.looseObject({ id: z.string(), name: z.string() })),
        products: z.array(
          z.object({ id: z.string(), name: z.string(), line: z.string(), active: z.boolean() }),
        ),
        wordsHash: z.record(language, z.string()),
      })
      .meta({
        description: 'The desk as the core knows it (teams, agents, levels, minutes), with its names.',
      }),
    position: z.string().meta({ description: 'Where the live feed may be followed from.' }),
  })
  .meta({ id: 'Session' })

/** Opens a session for an agent and hands its cookie over. */
export async function openSession(
  shell: Shell,
  reply: FastifyReply,
  agent: Signed['agent'],
  browser: string,
): Promise<void> {
  const secret = newSecret()
  const at = shell.now()
  const expiresAt = after(at, sessionMs)
  await shell.desk.sessions.add({ secret, id: shell.newId('ses'), agent, at, expiresAt, browser })
  const { publicUrl } = shell.config
  reply.setCookie(cookieName(publicUrl), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.protocol === 'https:',
    maxAge: sessionMs / secondMs,
  })
}

/** `POST`, `GET` and `DELETE /session`. */
export function sessionRoutes(app: App, shell: Shell, door: Doorman, hub: Pick<LiveHub, 'endSession'>): void {
  const end = async (secret: string) => {
    await shell.desk.sessions.end(secret)
    door.forget(secret)
    hub.endSession(secret)
  }
  const now = () => shell.now()
  const fails = backOff(now)
  const tries = buckets({ most: 30, perMinute: 10 }, now)
  // Each check takes 19 MiB and tens of milliseconds: a flood of them must not take the node.
  const checks = turnstile(4, 60)

  route(app, {
    method: 'POST',
    url: '/session',
    summary: 'Sign in with address and password.',
    tag: 'session',
    open: true,
    body: signInBody,
    answers: { 204: nothing },
    async handler(request, reply) {
      const { email, password } = request.body
      const account = `${email.toLowerCase()} ${request.ip}`
      const wait = fails.waitSeconds(account) || tries.take(request.ip)
      if (wait > 0) throw tooMany(wait)
      const checked = await checks(() => check(shell, email, password))
      if (checked === null) throw new Problem('server.busy', { headers: { 'retry-after': '2' } })
      if (!checked.agent) {
        fails.failed(account)
        throw new Problem('session.wrong_password')
      }
      fails.succeeded(account)
      const former = request.cookies[cookieName(shell.config.publicUrl)]
      if (former) await end(former)
      await openSession(shell, reply, checked.agent, request.headers['user-agent'] ?? '')
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'GET',
    url: '/session',
    summary: 'Who is signed in, and the desk as it is set.',
    tag: 'session',
    answers: { 200: sessionSchema },
    handler: async (request, reply) => reply.send(await sessionOf(shell, signedIn(request))),
  })

  route(app, {
    method: 'DELETE',
    url: '/session',
    summary: 'Sign out.',
    tag: 'session',
    open: true,
    answers: { 204: nothing },
    async handler(request, reply) {
      const name = cookieName(shell.config.publicUrl)
      const secret = request.cookies[name]
      if (secret) await end(secret)
      return reply.clearCookie(name, { path: '/' }).code(204).send()
    },
  })
}

const tooMany = (seconds: number): Problem =>
  new Problem('request.too_many', { details: { seconds }, headers: { 'retry-after': String(seconds) } })

/** The same work whether or not somebody has that address. */
async function check(
  { desk }: Shell,
  email: string,
  password: string,
): Promise<{ agent: Signed['agent'] | null }> {
  const agent = await desk.agents.byEmail(email)
  const hash = agent && (await desk.agents.password(agent.id))
  const isRight = await isPassword(password, hash)
  return { agent: isRight && agent && agent.disabledAt === null ? agent.id : null }
}

async function sessionOf(shell: Shell, { agent, facts }: Signed) {
  const { desk, store } = shell
  const setting = shell.settings()
  const [row, products, position] = await Promise.all([
    desk.agents.one(agent),
    desk.products.all(),
    store.position(),
  ])
  const { id, name, roles, levels, teams } = facts
  // Hours are laid out here only; the browser is told what falls due when.
  const deskFacts = deskTold(shell.facts())
  return {
    agent: {
      id,
      name,
      email: row?.email ?? null,
      roles,
      levels,
      teams,
      language: row?.language ?? setting.defaultLanguage ?? 'en',
      timeZone: row?.timeZone ?? setting.timeZone ?? 'UTC',
      preferences: row?.preferences ?? {},
    },
    desk: {
      ...deskFacts,
      name: setting.name ?? 'Tierline',
      languages: setting.languages ?? languages,
      defaultLanguage: setting.defaultLanguage ?? 'en',
      timeZone: setting.timeZone ?? 'UTC',
      callBackNumber: setting.callBackNumber ?? null,
      defaultTeam: setting.defaultTeam ?? null,
      products: products.map(({ id, name, line, active }) => ({ id, name, line, active })),
      wordsHash: wordsHash(),
    },
    position,
  }
}
