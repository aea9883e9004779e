// What live feeds are told beside the ledger: that the shifts, the wishes for somebody who leads, or what
// stands beside cases are not as they were. Only that: what it is, each asks for himself, and is answered by
// his rights. Not: when one looks (hub.ts).
import { isOpen } from '#core/clock/working-time.ts'
import { sees } from '#core/escalation/who-sees.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { turnAt } from '#core/people/on-call.ts'
import type { Stream } from '#server/live/stream.ts'
import type { AuditTable } from '#store/desk/audit.ts'
import type { EscalationTable } from '#store/desk/escalation.ts'
import type { MatterTable } from '#store/desk/matter.ts'

export type BesideTables = {
  readonly audit: Pick<AuditTable, 'newest'>
  readonly escalations: Pick<EscalationTable, 'version' | 'all'>
  readonly matters: Pick<MatterTable, 'version'>
}

/** As many as the screen of them lists. */
const wishesMax = 500

export type Beside = (streams: readonly Stream[], desk: DeskFacts, at: Instant) => Promise<void>

/** Looks at all and tells those whom a change is for. */
export function besideLedger({ audit, escalations, matters }: BesideTables): Beside {
  let wishes: Awaited<ReturnType<EscalationTable['all']>> = []
  let version: string | null = null
  return async (streams, desk, at) => {
    if (streams.length === 0) return
    const [last] = await audit.newest(1)
    const shifts = `${last?.id ?? 0} ${shiftsMark(desk, at)}`
    // Which one changed is nobody's business here: who may not read it asks in vain.
    const ofMatters = await matters.version()
    for (const stream of streams) {
      stream.tellChanged('shifts', shifts)
      stream.tellChanged('matters', ofMatters)
    }
    const leading = streams.filter(one => mayLead(desk, one))
    if (leading.length === 0) return
    const now = await escalations.version()
    if (now !== version) wishes = await escalations.all(wishesMax)
    version = now
    for (const stream of leading) {
      const seen = wishes.filter(one => sees(stream.agent, one, desk))
      stream.tellChanged('escalations', seen.map(one => `${one.id}.${one.seq}`).join())
    }
  }
}

const mayLead = (desk: DeskFacts, { agent }: Stream): boolean =>
  desk.agents[agent]?.roles.some(role => role === 'lead' || role === 'admin') ?? false

/** Another one whenever somebody comes or goes, a team opens or closes, or a turn of being on call ends. */
function shiftsMark(desk: DeskFacts, at: Instant): string {
  const people = Object.values(desk.agents).map(({ id, active, absent, off, teams }) => [
    ...[id, active, absent, off, teams],
  ])
  const teams = Object.values(desk.teams).map(({ id, active, duty }) => {
    const calendar = duty?.hours ? desk.calendars[duty.hours] : undefined
    return [id, active, turnAt(desk, id, at)?.agent, calendar && isOpen(calendar, at)]
  })
  return JSON.stringify([people, teams])
}
