// What the bystander hears of mail: the outbox and its leases, what reached the far side, what came in.
import type { MailSpec } from '#sim/act.ts'
import { complain, innerMark, type Known } from '#sim/known.ts'
import type { SeenEffect, SeenMail, Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'

/** What a node took to do is left to it for so long at least, whatever the lease says. */
const heldMs = 60_000

/** Leases, their ends, and what left. */
export const outboxWatch = (known: Known) => ({
  leased(key: string, lease: string) {
    const effect = known.effects.get(key)
    if (!effect) return
    if (effect.lease !== null) effect.cuts += 1
    if (effect.end !== null) complain(known, 'outbox.fenced', `${key} is ${effect.end}`, effect.caseId)
    if (effect.lease !== null && effect.leasedAt > known.now - heldMs)
      complain(known, 'outbox.fenced', `${key} was held by another node still`, effect.caseId)
    effect.lease = lease
    effect.leasedAt = known.now
  },
  ended(key: string, lease: string, end: SeenEffect['end'], isDone: boolean) {
    const effect = known.effects.get(key)
    if (!effect || !isDone) return
    if (effect.lease !== lease)
      complain(known, 'outbox.fenced', `${key} was ended by whoever held it no longer`, effect.caseId)
    effect.lease = null
    effect.end ??= end
  },
  handed(key: string, words: string) {
    const effect = known.effects.get(key)
    if (!effect) return
    effect.handed += 1
    // The attempt under way is one; each that was cut before may have been another.
    if (effect.handed > 1 + effect.cuts)
      complain(known, 'reply.leaves_once', `${key} left ${effect.handed} times`, effect.caseId)
    if (words.includes(innerMark)) complain(known, 'reply.inner_stays', `${key} holds one`, effect.caseId)
    const message = known.cases.get(effect.caseId)?.messages.get(effect.message)
    if (!message) return
    const early = message.sendAt - known.aheadMs - known.now
    if (early > 0)
      complain(known, 'reply.leaves_in_time', `${key} left ${early} ms before its time`, effect.caseId)
    // A node whose clock is behind lets people undo what another node is already sending.
    if (message.standing === 'withdrawn' && known.behindMs === 0)
      complain(known, 'reply.leaves_in_time', `${key} was taken back, and left`, effect.caseId)
  },
  /** an attempt that told the node nothing certain */
  unsure(key: string) {
    const effect = known.effects.get(key)
    if (effect) effect.cuts += 1
  },
})

/** Mail of customers, from their own side. */
export const mailWatch = (known: Known) => ({
  sentAway: (mail: MailSpec) => void mailOf(known, mail),
  acknowledged(mail: MailSpec) {
    mailOf(known, mail).acknowledged += 1
  },
  keptAside(mail: MailSpec) {
    mailOf(known, mail).isAside = true
  },
  needless(mail: MailSpec) {
    mailOf(known, mail).isNeedless = true
  },
})

/**
 * Whether a report tells of a message that is known to have come back. One whose bytes were cut or flipped
 * may not say of which: it is booked for what left last to whoever it went to, and that may have come back
 * before.
 */
export function isKnownReport({ claims, garble }: MailSpec, { cases }: Pick<Watched, 'cases'>): boolean {
  if (!claims) return false
  const { messages } = cases.get(claims.caseId) ?? { messages: new Map() as SeenCase['messages'] }
  const to = messages.get(claims.message)?.to
  return [...messages].some(
    ([id, one]) =>
      (id === claims.message || garble !== undefined) &&
      one.way === 'out' &&
      one.to === to &&
      one.standing === 'bounced',
  )
}

export function stored(known: Known, mail: MailSpec): void {
  mailOf(known, mail).inCases += 1
}

function mailOf(known: Known, spec: MailSpec): SeenMail {
  const found = known.mails.get(spec.id)
  if (found) return found
  const fresh: SeenMail = { spec, acknowledged: 0, inCases: 0, isAside: false, isNeedless: false }
  known.mails.set(spec.id, fresh)
  return fresh
}
