// Who looks at the portal: cases this browser follows by link, and the customer it was shown to by a link in
// his mail.
// A case number alone opens nothing. Secrets lie in cookies, their hashes in the desk.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Card } from '#core/case/card.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { after, dayMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import { cookieOf, setCookie } from '#server/http/portal-ground.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import { newSecret } from '#store/desk/secret.ts'

/** Begins the secret of somebody who typed an address without having shown that it is his. */
const unprovenMark = 'ask~'
const doorsMax = 12
const followDays = 90
const meDays = 1
/** So long a link to all of somebody's cases works. */
export const enterMs = 15 * minuteMs

export type PortalDoor = {
  readonly caseId: CaseId
  readonly customer: CustomerId
  readonly secret: string
  readonly proven: boolean
}
export type Visitor = {
  /** signed in by a link in his mail: sees all of his cases */
  readonly customer: Customer | null
  /** cases followed by their own links, the latest first */
  readonly doors: readonly PortalDoor[]
}

const secretForm = /^(ask~)?[\w-]{20,100}$/

/** Finds out who looks. Cookies that open nothing any more count as none. */
export async function visitorOf(shell: Shell, request: FastifyRequest): Promise<Visitor> {
  const secrets = secretsOf(shell, request)
  const [customer, ...doors] = await Promise.all([
    customerOf(shell, request),
    ...secrets.map(secret => doorOf(shell, secret)),
  ])
  return { customer, doors: doors.filter(door => door !== null) }
}

const secretsOf = (shell: Shell, request: FastifyRequest): string[] =>
  cookieOf(shell, request, 'follow')
    .split('.')
    .filter(secret => secretForm.test(secret))
    .slice(0, doorsMax)

/** The case a secret opens, or null. */
export async function doorOf(shell: Shell, secret: string): Promise<PortalDoor | null> {
  if (!secretForm.test(secret)) return null
  const door = await shell.desk.followLinks.find(secret, shell.now())
  return door && { ...door, secret, proven: !secret.startsWith(unprovenMark) }
}

/** Keeps a secret in the browser's cookie, before those it had. */
export function rememberDoor(
  shell: Shell,
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
): void {
  const others = secretsOf(shell, request).filter(one => one !== secret)
  setCookie(shell, reply, 'follow', [secret, ...others].slice(0, doorsMax).join('.'), followDays)
}

/** Makes a fresh door to a case that was just opened here. */
export async function openDoor(
  shell: Shell,
  { caseId, customer, proven }: Omit<PortalDoor, 'secret'>,
): Promise<string> {
  const secret = proven ? newSecret() : `${unprovenMark}${newSecret()}`
  const at = shell.now()
  await shell.desk.followLinks.add({ secret, caseId, customer, at, expiresAt: after(at, followDays * dayMs) })
  return secret
}

/** Who a visitor has shown to be: signed in, or by the first link of his own that he followed. */
export async function knownAs(shell: Shell, { customer, doors }: Visitor): Promise<Customer | null> {
  const door = doors.find(one => one.proven)
  return customer ?? (door ? shell.desk.customers.one(door.customer) : null)
}

/** What a visitor may see of a case: nothing (null), all of it, or only what he said himself. */
export async function accessTo(
  shell: Shell,
  visitor: Visitor,
  card: Card | null,
): Promise<{ proven: boolean } | null> {
  if (!card) return null
  if (visitor.customer && card.customer === visitor.customer.id) return { proven: true }
  const own = visitor.doors.find(one => one.caseId === card.id)
  const door = own ?? (await doorInto(shell, visitor, card))
  if (!door) return null
  // Without an address there is no other way to read our answer, and nobody else's to read.
  const proven = door.proven || !(await shell.desk.customers.one(door.customer))?.email
  // Who only typed an address reads what he asked himself, not the case it was merged into.
  return proven || own ? { proven } : null
}

/** A case that went into another of the same customer leads on to it. */
async function doorInto(shell: Shell, { doors }: Visitor, card: Card): Promise<PortalDoor | null> {
  for (const door of doors) {
    const from = door.customer === card.customer ? await shell.store.card(door.caseId) : null
    if (from?.into === card.id) return door
  }
  return null
}

const sign = (shell: Shell, text: string): Buffer =>
  createHmac('sha256', shell.config.secret).update(`portal/${text}`).digest()

function signed(
  shell: Shell,
  kind: 'me' | 'enter',
  customer: Customer,
  until: Instant,
  nonce: string,
): string {
  // The address is part of what is signed: a changed one ends what the old one was given.
  const body = `${customer.id}.${until}.${nonce}`
  return `${body}.${sign(shell, `${kind}/${body}/${customer.email}`).toString('base64url')}`
}

async function unsigned(shell: Shell, kind: 'me' | 'enter', text: string): Promise<Customer | null> {
  const [id = '', until = '', nonce = '', mac = ''] = text.split('.')
  if (!id.startsWith('cus_') || !(Number(until) > shell.now())) return null
  const customer = await shell.desk.customers.one(id as CustomerId)
  if (!customer || customer.erasedAt !== null) return null
  const right = sign(shell, `${kind}/${id}.${until}.${nonce}/${customer.email}`)
  const given = Buffer.from(mac, 'base64url')
  return given.length === right.length && timingSafeEqual(given, right) ? customer : null
}

const customerOf = async (shell: Shell, request: FastifyRequest): Promise<Customer | null> => {
  const cookie = cookieOf(shell, request, 'me')
  return cookie === '' ? null : unsigned(shell, 'me', cookie)
}

/** The secret of a link to all of a customer's cases: it works once, for a quarter of an hour. */
export const enterSecret = (shell: Shell, customer: Customer): string =>
  signed(shell, 'enter', customer, instant(shell.now() + enterMs), randomBytes(12).toString('base64url'))

/** Uses such secrets up; kept as long as they would be good. */
export function enterer(shell: Shell) {
  const used = new Map<string, number>()
  return async (secret: string, reply: FastifyReply): Promise<boolean> => {
    for (const [one, until] of used) if (until <= shell.now()) used.delete(one)
    const customer = await unsigned(shell, 'enter', secret)
    if (!customer || used.has(secret)) return false
    used.set(secret, shell.now() + enterMs)
    const until = instant(shell.now() + meDays * dayMs)
    setCookie(
      shell,
      reply,
      'me',
      signed(shell, 'me', customer, until, randomBytes(12).toString('base64url')),
      meDays,
    )
    return true
  }
}
