// One's own settings: name, language, looks, password, and where one is signed in.
import { z } from 'zod'
import { weekdays } from '#core/clock/date.ts'
import { noticeMails } from '#core/people/desk-facts.ts'
import { isPassword, passwordHash, passwordLengthMax } from '#server/http/password.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, language, nothing, nullable, phone, timeZone } from '#server/http/schema.ts'
import { given, name, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import { needGoodPassword } from '#server/http/set-up-invitations.ts'
import { backOff, turnstile } from '#server/http/limits.ts'
import { signedIn } from '#server/http/signed.ts'
import { speakerOf } from '#server/http/words.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const quietMax = 10
const quietHours = z
  .strictObject({ days: z.array(z.enum(weekdays)).max(7), from: time, until: time })
  .meta({ description: 'Local times of my zone; until at or before from is of the next day.' })

const preferences = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark']),
    density: z.enum(['comfortable', 'compact']),
    undoSeconds: z.int().min(0).max(30),
    shortcuts: z.union([z.literal('off'), z.record(z.string().max(40), z.string().max(40))]),
    singleKeys: z.boolean(),
    sounds: z.boolean(),
    weeklyPage: z.boolean().meta({ description: 'The measures of the week that ended, by mail on Monday.' }),
    directNumber: nullable(phone).meta({
      description: 'Read by the customers whose contact I am, where my team or level gives numbers.',
    }),
    noticeMail: z.enum(noticeMails).meta({ description: 'Away: while I am not signed in.' }),
    quiet: z
      .array(quietHours)
      .max(quietMax)
      .refine(all => all.every(one => one.days.length > 0 && one.from !== one.until))
      .meta({ description: 'Only severity 1 reaches me then; the rest waits for their end.' }),
  })
  .partial()
const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  language,
  timeZone: z.string(),
  preferences: z.looseObject({}),
  version: z.int(),
})
const sessionSchema = z.object({
  id: z.string(),
  browser: z.string(),
  createdAt: z.int(),
  lastUsedAt: z.int(),
  expiresAt: z.int(),
  isThis: z.boolean(),
})
const meChange = z.strictObject({
  version: version.optional(),
  name: name.optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  preferences: preferences.optional(),
})
const passwordBody = z.strictObject({
  present: z.string().min(1).max(passwordLengthMax),
  next: z.string().min(1).max(passwordLengthMax),
})

/** `/me`, `/me/password`, `/me/sessions`. */
export function meRoutes(app: App, set: SetUp): void {
  profile(app, set)
  password(app, set)
  sessions(app, set)
}

function profile(app: App, { shell, door }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/me',
    summary: 'My own settings.',
    tag: 'me',
    answers: { 200: meSchema },
    async handler(request, reply) {
      return reply.send(there(await desk.agents.one(signedIn(request).agent)))
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/me',
    summary: 'Change my own settings; preferences not named stay.',
    tag: 'me',
    body: meChange,
    answers: { 200: meSchema },
    async handler(request, reply) {
      const by = signedIn(request)
      const before = there(await desk.agents.one(by.agent))
      const { version = before.version, preferences, ...changes } = request.body
      const wish = {
        ...given(changes),
        ...(preferences && { preferences: { ...before.preferences, ...given(preferences) } }),
      }
      const after = settled(await desk.agents.change(by.agent, version, wish))
      door.forgetAll(by.agent)
      // How somebody likes his screens is nobody's business; his name and language are the desk's.
      if (Object.keys(changes).length > 0)
        await record(shell, by, { what: 'agent.changed', about: by.agent, before, after })
      else if (preferences) await shell.changed()
      return reply.send(after)
    },
  })
}

function password(app: App, { shell, door }: SetUp): void {
  const { desk } = shell
  const fails = backOff(() => shell.now())
  const checks = turnstile(2, 20)
  route(app, {
    method: 'POST',
    url: '/me/password',
    summary: 'Change my password; ends my other sessions.',
    tag: 'me',
    body: passwordBody,
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = signedIn(request)
      const me = there(await desk.agents.one(by.agent))
      const seconds = fails.waitSeconds(me.id)
      if (seconds > 0)
        throw new Problem('request.too_many', {
          details: { seconds },
          headers: { 'retry-after': String(seconds) },
        })
      const { present, next } = request.body
      const kept = await desk.agents.password(me.id)
      const isRight = await checks(() => isPassword(present, kept))
      if (isRight === null) throw new Problem('server.busy', { headers: { 'retry-after': '2' } })
      if (!isRight) {
        fails.failed(me.id)
        const message = speakerOf(languageOf(request))('me.password_wrong')
        throw new Problem('request.invalid', { fields: [{ path: 'present', message }] })
      }
      fails.succeeded(me.id)
      needGoodPassword(next, [me.email.split('@')[0] ?? '', me.name])
      await desk.agents.setPassword(me.id, await passwordHash(next))
      await desk.sessions.endAll(me.id, by.secret ?? undefined)
      door.forgetAll(me.id)
      await record(shell, by, { what: 'agent.password_changed', about: me.id })
      return reply.code(204).send()
    },
  })
}

function sessions(app: App, { shell, door }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/me/sessions',
    summary: 'Where I am signed in.',
    tag: 'me',
    answers: { 200: z.object({ items: z.array(sessionSchema) }) },
    async handler(request, reply) {
      const by = signedIn(request)
      const own = by.secret ? await desk.sessions.find(by.secret, shell.now(), Number.MAX_SAFE_INTEGER) : null
      const all = await desk.sessions.of(by.agent, shell.now())
      return reply.send({ items: all.map(one => ({ ...one, isThis: one.id === own?.id })) })
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/me/sessions/:session',
    summary: 'End one of my sessions.',
    tag: 'me',
    params: z.strictObject({ session: idSchema('ses') }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = signedIn(request)
      if (!(await desk.sessions.endOne(by.agent, request.params.session)))
        throw new Problem('set_up.not_found')
      door.forgetAll(by.agent)
      return reply.code(204).send()
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/me/sessions',
    summary: 'End all my sessions but this one.',
    tag: 'me',
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = signedIn(request)
      await desk.sessions.endAll(by.agent, by.secret ?? undefined)
      door.forgetAll(by.agent)
      return reply.code(204).send()
    },
  })
}
