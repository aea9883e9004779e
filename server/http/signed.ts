// Who asks: the agent behind a session cookie or an API token. Not: what he may do (core/access), nor signing
// in (session.ts).
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isPartner } from '#core/access/share.ts'
import type { AgentId } from '#core/kit/id.ts'
import { hourMs, type Instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AgentFacts, Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { isOwnRequest } from '#server/http/own-request.ts'
import { Problem } from '#server/http/problems.ts'
import { serviceAgentId } from '#server/service-person.ts'
import type { Shell } from '#server/shell.ts'
import type { Agent } from '#store/desk/agent.ts'

/** What API tokens begin with, so that a leaked one is recognised by whoever finds it. */
export const tokenPrefix = 'tl_'
export const idleMs = 8 * hourMs
export const sessionMs = 12 * hourMs

/** Whoever is behind a request. `secret` is the session's own; a token has none to end. */
export type Signed = {
  readonly agent: AgentId
  readonly facts: AgentFacts
  /** a service person has none of its own */
  readonly language: Language | null
  readonly by: Actor
  readonly way: 'session' | 'token'
  /** names whose idempotency keys these are */
  readonly actorKey: string
  readonly secret: string | null
  readonly preferences: Agent['preferences']
  /** works for another house, and sees his share alone */
  readonly isPartner: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    signed: Signed | null
  }
}

/** Browsers keep a `__Host-` cookie for this host alone, but only over TLS. */
export const cookieName = (publicUrl: URL): string =>
  publicUrl.protocol === 'https:' ? '__Host-tierline' : 'tierline'

// So long a session is believed without asking the database again; ending one here forgets it at once.
const believedMs = 1_000
const believedMax = 5_000

type Known = {
  readonly until: number
  readonly agent: AgentId
  readonly language: Language | null
  readonly preferences: Agent['preferences']
}

export type Doorman = {
  /** Finds out who asks; null: nobody we know. */
  who(request: FastifyRequest): Promise<Signed | null>
  /** Forgets a session or token at once. */
  forget(secret: string): void
  forgetAll(agent: AgentId): void
}

/** Knows sessions and tokens. */
export function doorman(shell: Shell): Doorman {
  const known = new Map<string, Known>()
  const look = async (secret: string, way: Signed['way']): Promise<Known | null> => {
    const at = shell.now()
    const believed = known.get(secret)
    if (believed && believed.until > at) return believed
    known.delete(secret)
    const person =
      way === 'token' ? await tokenPerson(shell, secret, at) : await sessionPerson(shell, secret, at)
    if (!person) return null
    if (known.size >= believedMax) known.clear()
    const found = { ...person, until: at + believedMs }
    known.set(secret, found)
    return found
  }
  return {
    async who(request) {
      const carried = carriedBy(request, shell.config.publicUrl)
      const found = carried && (await look(carried.secret, carried.way))
      const facts = found && shell.facts().agents[found.agent]
      if (!carried || !found || !facts?.active) return null
      const { agent, language, preferences } = found
      return {
        agent,
        facts,
        language,
        preferences,
        by: { kind: 'agent', id: agent },
        way: carried.way,
        actorKey: agent,
        secret: carried.way === 'session' ? carried.secret : null,
        isPartner: isPartner(facts, shell.facts()),
      }
    },
    forget: secret => void known.delete(secret),
    forgetAll(agent) {
      for (const [secret, one] of known) if (one.agent === agent) known.delete(secret)
    },
  }
}

const secretForm = /^[\w-]{20,200}$/

function carriedBy(request: FastifyRequest, publicUrl: URL): { secret: string; way: Signed['way'] } | null {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    return secret?.startsWith(tokenPrefix) && secretForm.test(secret) ? { secret, way: 'token' } : null
  }
  const secret = request.cookies[cookieName(publicUrl)]
  return secret && secretForm.test(secret) ? { secret, way: 'session' } : null
}

type Person = Omit<Known, 'until'>

async function sessionPerson({ desk }: Shell, secret: string, at: Instant): Promise<Person | null> {
  const session = await desk.sessions.find(secret, at, idleMs)
  if (!session || session.agentDisabled) return null
  if (session.lastUsedAt < at - minuteMs) await desk.sessions.used(secret, at)
  const row = await desk.agents.one(session.agent)
  return row && { agent: row.id, language: row.language, preferences: row.preferences }
}

async function tokenPerson(shell: Shell, secret: string, at: Instant): Promise<Person | null> {
  const token = await shell.desk.tokens.find(secret, at)
  if (!token) return null
  const agent = serviceAgentId(token.id)
  // Made by another process a moment ago: its person is not among the facts yet.
  if (!shell.facts().agents[agent]) await shell.changed()
  return { agent, language: null, preferences: {} }
}

/**
 * Puts `request.signed` on every request of this scope, and turns foreign writes away that ride on a cookie.
 */
export function knowWhoAsks(app: FastifyInstance, shell: Shell, door: Doorman): void {
  app.decorateRequest('signed', null)
  app.addHook('onRequest', async request => {
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    const isBearer = request.headers.authorization !== undefined
    if (isWrite && !isBearer && !isOwnRequest(request, shell.config.publicUrl))
      throw new Problem('request.foreign')
    request.signed = await door.who(request)
  })
}

/** Whoever is signed in; otherwise the request ends here. */
export function signedIn(request: FastifyRequest): Signed {
  if (!request.signed) throw new Problem('session.needed')
  return request.signed
}

/** Whoever asks, as the ledger names him. */
export const actorOf = (request: FastifyRequest): Actor => signedIn(request).by

/** Ends the request unless the agent has one of the roles. */
export function needRole(request: FastifyRequest, ...roles: readonly Role[]): Signed {
  const signed = signedIn(request)
  if (!roles.some(role => signed.facts.roles.includes(role))) throw new Problem('role.missing')
  return signed
}
