// Whether somebody holds another open case about the same device as a case. Not: what follows from it
// (core/access/may.ts), nor what a device's earlier cases are (same-before.ts).
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type DeviceHeld = { readonly agent: AgentId; readonly case: CaseId }

/** Of one device only its newest judgements: what lies further back is hardly open any more. */
const lookedAtMax = 200

/**
 * The device of a case is the number it was judged by last. From there along event_device to the cases that
 * ever were judged by it, each by its key: the card says whether he holds it, its last judgement whether it
 * still is about that device. No table is read through, however many cases there are.
 */
export const holdsDeviceSql = ({ agent, case: about }: DeviceHeld) => ({
  name: 'holds_device',
  text: `with asked as (
      select device_of(data) as device from event where case_id = $1 and type = 'entitlement.decided'
      order by seq desc limit 1),
    same_device as (
      select distinct newest.case_id from asked cross join lateral (
        select case_id from event where type = 'entitlement.decided' and device_of(data) = asked.device
        order by at desc limit ${lookedAtMax}) newest where newest.case_id <> $1)
    select exists (
      select from asked cross join same_device cross join lateral (
        select from case_card where case_card.case_id = same_device.case_id
          and phase = 'open' and (worker = $2 or contact = $2) limit 1) held cross join lateral (
        select device_of(data) as device from event
        where event.case_id = same_device.case_id and type = 'entitlement.decided'
        order by seq desc limit 1) last
      where last.device = asked.device) as holds`,
  values: [about, agent],
})

export const holdsDevice =
  (pool: Pool) =>
  async (held: DeviceHeld): Promise<boolean> => {
    const [row] = await ask<{ holds: boolean }>(pool, holdsDeviceSql(held))
    return row!.holds
  }
