// A desk that owes something: one calendar, two policies, and a case judged by the first. For tests only.
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import type { Length, Policy, TargetRule } from '#core/clock/policy.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { customer, desk, openCommand, type Wished } from '#core/testing/world.ts'

export const minutes = (count: number): Length => ({ count, unit: 'minutes' })
export const days = (count: number): Length => ({ count, unit: 'days' })

const gold: readonly TargetRule[] = [
  {
    kind: 'first_response',
    within: [minutes(15), minutes(30), minutes(60), minutes(120)],
    counts: 'working',
    warnPercent: 50,
  },
  {
    kind: 'next_response',
    within: [minutes(30), minutes(60), minutes(120), minutes(240)],
    counts: 'working',
  },
  { kind: 'periodic_update', within: [minutes(60), minutes(120), minutes(240), null], counts: 'always' },
  {
    kind: 'workaround',
    within: [minutes(120), minutes(240), null, null],
    counts: 'working',
    warnMinutes: 30,
  },
  { kind: 'resolution', within: [minutes(240), minutes(480), days(2), days(5)], counts: 'working' },
]

export const policies: Record<string, Policy> = {
  pol_gold: { id: 'pol_gold', name: 'Gold', versions: [{ version: 1, calendar: 'cal_work', targets: gold }] },
  // What we owe each other, a supplier owes us, and a visit.
  pol_inner: {
    id: 'pol_inner',
    name: 'Inner',
    versions: [
      {
        version: 1,
        calendar: 'cal_work',
        targets: [
          {
            kind: 'hand_off_acceptance',
            within: [minutes(5), minutes(15), minutes(120), null],
            counts: 'working',
          },
          {
            kind: 'level_time',
            within: [minutes(60), minutes(120), minutes(240), days(1)],
            counts: 'working',
          },
          {
            kind: 'supplier_response',
            within: [minutes(60), minutes(120), minutes(240), null],
            counts: 'always',
          },
          { kind: 'on_site_arrival', within: [minutes(60), minutes(120), days(1), null], counts: 'working' },
        ],
      },
    ],
  },
  pol_slow: {
    id: 'pol_slow',
    name: 'Slow',
    versions: [
      { version: 1, calendar: 'cal_work', targets: [] },
      {
        version: 2,
        calendar: 'cal_work',
        targets: [
          { kind: 'first_response', within: [days(1), days(1), days(1), days(1)], counts: 'always' },
          { kind: 'resolution', within: [days(4), days(5), days(6), days(7)], counts: 'working' },
        ],
      },
    ],
  },
}

/** Monday to Friday, 8 to 17, Stockholm; t0 of the tests is a Thursday at 10. */
export const clockedDesk: DeskFacts = {
  ...desk,
  calendars: { cal_work: calendarOf() },
  policies,
  housePolicy: 'pol_gold',
}

export const byGold: EntitlementDecision = {
  outcome: 'house',
  policy: 'pol_gold',
  version: 1,
  steps: [{ rule: 'house', result: 'matched' }],
}

/** Opened by mail and judged by the policy of what stays among us. */
export const judgedInner: Wished = [
  0,
  customer,
  { ...openCommand, entitled: { ...byGold, policy: 'pol_inner' } },
]

/** Opened by mail and judged by the first policy. */
export const judged: Wished = [0, customer, { ...openCommand, entitled: byGold }]
