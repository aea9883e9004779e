// The portal's side of a wish for somebody who leads: filed from the form of more help, shown on the case's
// page. Not: what it is (server/escalations.ts).
import { type ManagerReason, managerReasons } from '#core/escalation/escalation.ts'
import { whoSees } from '#core/escalation/who-sees.ts'
import type { AgentId } from '#core/kit/id.ts'
import { after, minuteMs } from '#core/kit/time.ts'
import type { ManagerWish } from '#portal/pages/manager-state.ts'
import type { Shell } from '#server/shell.ts'
import { fileEscalation } from '#server/escalations.ts'
import type { Form } from '#server/http/portal-form.ts'
import type { Seen } from '#server/http/portal-case.ts'

/** Whom he has to do with, by name: those a wish may be about. */
export function peopleOn({ card, portal, proven }: Seen): { id: AgentId; name: string }[] {
  const { agents } = portal.shell.facts()
  const ids = proven ? [...new Set([card.contact, card.worker].filter(one => one !== null))] : []
  return ids.flatMap(id => (agents[id] ? [{ id, name: agents[id].name }] : []))
}

/** Who reads such a wish, if it is one person, and by when. */
export function readerOf(shell: Shell, now: number, concerns: readonly AgentId[]) {
  const facts = shell.facts()
  const readers = whoSees({ concerns }, facts)
  return {
    lead: readers.length === 1 ? readers[0]!.name : null,
    leadBy: after(now as Parameters<typeof after>[0], facts.managerMinutes * minuteMs),
  }
}

export const managerReasonOf = (text: string | undefined): ManagerReason | undefined =>
  managerReasons.find(one => one === text)

/** Files what the form says. Whom it is about was chosen by name; of a wish for a manager it is nobody. */
export async function fileWish(seen: Seen, form: Form, reason: ManagerReason, words: string): Promise<void> {
  const people = peopleOn(seen)
  const chosen = people.filter((_, i) => form.fields.get(`about_${i}`) === 'yes').map(one => one.id)
  // Where he could not choose it is about those he has to do with.
  const concerns = reason === 'want_manager' ? [] : seen.proven ? chosen : usual(seen)
  const { portal, card } = seen
  await fileEscalation(portal.shell, { card, reason, words, concerns, by: 'customer' })
}

const usual = ({ card }: Seen): AgentId[] => [
  ...new Set([card.contact, card.worker].filter(one => one !== null)),
]

/** His wishes as he reads them; whoever only typed an address reads none. */
export async function wishesOn({ portal, card, proven }: Seen): Promise<ManagerWish[]> {
  if (!proven) return []
  const { desk, facts } = portal.shell
  const all = (await desk.escalations.ofCase(card.id)).filter(one => one.customer === card.customer)
  return Promise.all(
    all.map(async one => {
      const kept = one.toldAt === null ? [] : await desk.escalations.facts(one.id)
      return {
        standing: one.standing,
        answerBy: one.answerBy,
        late: one.late,
        who: (one.holder && facts().agents[one.holder]?.name) ?? null,
        outcome: one.outcome,
        told: kept.find(({ fact }) => fact.type === 'told')?.words ?? null,
      }
    }),
  )
}
