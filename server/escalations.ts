// Wishes for somebody who leads, as the doors use them: filed, acted on, told. Nothing of them is written
// into a case, the audit or a list others read. Not: their states (core/escalation), nor the routes.
import type { Card } from '#core/case/card.ts'
import {
  decideEscalation,
  type Escalation,
  type EscalationActor,
  type EscalationCommand,
  type EscalationFact,
  type EscalationRefusal,
  escalationOf,
  type ManagerReason,
} from '#core/escalation/escalation.ts'
import { sees, whoSees } from '#core/escalation/who-sees.ts'
import type { AgentId, CaseId, EscalationId } from '#core/kit/id.ts'
import { after, minuteMs } from '#core/kit/time.ts'
import { followUrl } from '#server/follow-url.ts'
import type { Shell } from '#server/shell.ts'
import { newSecret } from '#store/desk/secret.ts'
import type { KeptFact } from '#store/desk/escalation.ts'

type Needs = Pick<Shell, 'desk' | 'facts' | 'now' | 'newId' | 'sendLetter' | 'config'>

export type Wished = {
  readonly card: Card
  readonly reason: ManagerReason
  readonly words: string
  readonly concerns: readonly AgentId[]
  readonly by: EscalationActor
}

/** Files what the customer asks; one that goes on is asked more urgently instead of a second one. */
export async function fileEscalation(shell: Needs, wished: Wished): Promise<EscalationId> {
  const { card, reason, words, concerns, by } = wished
  const open = (await shell.desk.escalations.ofCase(card.id)).find(
    one => one.standing !== 'ended' && one.reason === reason,
  )
  if (open) {
    const last = (await shell.desk.escalations.facts(open.id)).findLast(({ fact }) => fact.by === by)
    // The same form sent twice is one word.
    if ((last?.words ?? '') === words) return open.id
    const also = [...new Set([...open.concerns, ...concerns])]
    const said = await act(shell, open.id, { type: 'add' }, { by, words })
    if (said !== 'stale' && typeof said !== 'string' && also.length > open.concerns.length)
      await act(shell, open.id, { type: 'concern', concerns: also }, { by, words: null })
    await tellLeads(shell, open.id, 'again')
    return open.id
  }
  const at = shell.now()
  const fact: EscalationFact = {
    ...{ type: 'asked', at, by, case: card.id, customer: card.customer, reason, concerns },
    answerBy: after(at, shell.facts().managerMinutes * minuteMs),
  }
  const id = shell.newId('esc')
  const state = escalationOf(id, [fact]) as Escalation
  await shell.desk.escalations.append(state, fact, words || null)
  await tellLeads(shell, id, 'asked')
  return id
}

type Acting = { readonly by: EscalationActor; readonly words: string | null }

/** Keeps what follows from a wish; two who act at once are decided one after the other. */
export async function act(
  { desk, now }: Pick<Needs, 'desk' | 'now'>,
  id: EscalationId,
  command: EscalationCommand,
  { by, words }: Acting,
): Promise<Escalation | EscalationRefusal | 'stale' | null> {
  for (let tries = 0; tries < 5; tries++) {
    const facts = (await desk.escalations.facts(id)).map(one => one.fact)
    const state = escalationOf(id, facts)
    if (!state) return null
    const fact = decideEscalation(state, command, { by, at: now() })
    if (fact === null) return state
    if (typeof fact === 'string') return fact
    const then = escalationOf(id, [...facts, fact]) as Escalation
    if (await desk.escalations.append(then, fact, words)) return then
  }
  return 'stale'
}

export type SeenEscalation = { readonly state: Escalation; readonly facts: readonly KeptFact[] }

/** One that this agent sees; to whom it is about, or who leads nobody, it is not there. */
export async function escalationFor(
  { desk, facts }: Pick<Needs, 'desk' | 'facts'>,
  agent: AgentId,
  id: EscalationId,
): Promise<SeenEscalation | null> {
  const state = await desk.escalations.one(id)
  if (!state || !sees(agent, state, facts())) return null
  return { state, facts: await desk.escalations.facts(id) }
}

/** Those this agent sees, what goes on first. */
export async function escalationsFor(
  { desk, facts }: Pick<Needs, 'desk' | 'facts'>,
  agent: AgentId,
  limit: number,
): Promise<Escalation[]> {
  const all = await desk.escalations.all(limit)
  return all.filter(one => sees(agent, one, facts()))
}

/** A mail to all who are to act, without a word of what was written and without the case's number. */
async function tellLeads(shell: Needs, id: EscalationId, what: 'asked' | 'again' | 'late'): Promise<void> {
  const state = await shell.desk.escalations.one(id)
  if (!state) return
  for (const { id: agent, reach } of whoSees(state, shell.facts())) {
    const person = reach?.mail === 'never' ? null : await shell.desk.agents.one(agent)
    if (!person || person.disabledAt !== null) continue
    await shell.sendLetter({
      key: `escalation/${id}/${what}/${state.seq}/${agent}`,
      ...{ to: person.email, name: person.name, language: person.language, kind: 'escalation' },
      url: new URL(`/escalations/${id}`, shell.config.publicUrl).href,
      values: { what, escalation: id },
    })
  }
}

/** Tells those who lead of what nobody acknowledged in time. Answers how long to rest, in milliseconds. */
export async function tellLate(shell: Needs): Promise<number> {
  for (const { id } of await shell.desk.escalations.late(shell.now(), 50)) {
    await act(shell, id, { type: 'ring' }, { by: 'clock', words: null })
    await tellLeads(shell, id, 'late')
  }
  return restMs
}
const restMs = 15_000

/** The letter that tells a customer the outcome; false: he has no address, and is to be called. */
export async function writeOutcome(
  shell: Needs,
  { id, case: caseId, customer }: Escalation,
  { words, number }: { readonly words: string; readonly number: number },
): Promise<boolean> {
  const person = await shell.desk.customers.one(customer)
  if (!person?.email || person.erasedAt !== null) return false
  const secret = await doorTo(shell, caseId, customer)
  const { publicUrl } = shell.config
  await shell.sendLetter({
    key: `escalation/${id}/told`,
    ...{ to: person.email, name: person.name, language: person.language, kind: 'escalation' },
    url: followUrl({ publicUrl, language: person.language, number, secret }),
    values: { what: 'told', escalation: id, words, number },
  })
  return true
}

const followMs = 90 * 24 * 60 * minuteMs
async function doorTo(shell: Needs, caseId: CaseId, customer: Escalation['customer']): Promise<string> {
  const [secret, at] = [newSecret(), shell.now()]
  await shell.desk.followLinks.add({ secret, caseId, customer, at, expiresAt: after(at, followMs) })
  return secret
}
