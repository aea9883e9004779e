// What the simulated desk agreed with whom: organisations, contracts whose lines are counted, limited, begin
// or end while the world runs, and how they are changed meanwhile. Not: who is entitled by them
// (core/entitlement), nor the rules that ask whether that was right (rules/entitlement.ts).
import type { Card } from '#core/case/card.ts'
import type { Contract, ContractLine } from '#core/entitlement/contract.ts'
import { nothingUsed, type Used } from '#core/entitlement/units.ts'
import type { CaseId, CustomerId, LineId, OrganisationId, PolicyId } from '#core/kit/id.ts'
import { dayMs, hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { judgedDeed } from '#server/entitlement.ts'
import type { Chance } from '#sim/chance.ts'
import type { Task } from '#sim/task.ts'
import type { Organisation } from '#store/desk/customer.ts'

export type Agreements = Parameters<typeof judgedDeed>[0]['agreements']

/** A contract as it stands from an instant on. */
type Standing = { readonly from: number; readonly contract: Contract }
export type Agreed = {
  readonly organisations: readonly Organisation[]
  of(customer: CustomerId): OrganisationId | null
  /** the contract of an organisation as it stood at a true instant */
  at(time: number, organisation: OrganisationId): Contract | null
}

/** Firms by which customers' addresses end; the last five are nobody we have an agreement with. */
export const firmCount = 17
const organisationCount = 12
const firmOf = (no: number): number => no % firmCount
const idOf = (firm: number): OrganisationId => `org_firm${firm}`

export function agreedIn(draw: Chance, world: { startAt: number; days: number; customers: number }): Agreed {
  const firms = Array.from({ length: organisationCount }, (_, firm) => firm)
  const standings = new Map<OrganisationId, readonly Standing[]>()
  for (const firm of firms) if (draw.happens(0.8)) standings.set(idOf(firm), contractOf(draw, world, firm))
  return {
    organisations: firms.map(firm => ({
      id: idOf(firm),
      name: `Firm ${firm}`,
      domains: [`firm${firm}.example`],
      version: 1,
    })),
    of(customer) {
      const no = Number(customer.slice('cus_'.length))
      if (!Number.isSafeInteger(no) || no >= world.customers) return null
      return firmOf(no) < organisationCount ? idOf(firmOf(no)) : null
    },
    at(time, organisation) {
      const all = standings.get(organisation) ?? []
      return all.findLast(one => one.from <= time)?.contract ?? null
    },
  }
}

const policies: readonly PolicyId[] = ['pol_gold', 'pol_silver']

function contractOf(
  draw: Chance,
  { startAt, days, customers }: { startAt: number; days: number; customers: number },
  firm: number,
): Standing[] {
  const kind = draw.pick(['plain', 'counted', 'counted', 'counted', 'ends', 'begins', 'by_phone', 'named'])
  const sometime = () => instant(startAt + draw.between(hourMs, Math.max(2 * hourMs, days * dayMs)))
  const people = Array.from({ length: customers }, (_, no) => no).filter(no => firmOf(no) === firm)
  const line: ContractLine = {
    id: `lin_firm${firm}`,
    coverage: { kind: 'account' },
    origin: { kind: 'own' },
    callers: kind === 'named' ? people.slice(0, 3).map((no): CustomerId => `cus_${no}`) : null,
    channels: kind === 'by_phone' ? ['phone'] : null,
    onSite: true,
    outOfHours: true,
    parts: false,
    units: kind === 'counted' ? { of: 'cases', total: draw.between(1, 8) } : null,
    policy: draw.pick(policies),
    from: kind === 'begins' ? sometime() : instant(startAt - dayMs),
    until: kind === 'ends' ? sometime() : null,
  }
  const contract: Contract = {
    id: `con_firm${firm}` as Contract['id'],
    name: `Contract ${firm}`,
    number: null,
    organisation: idOf(firm),
    state: 'active',
    callers: null,
    lines: [line],
  }
  const first = { from: Number.NEGATIVE_INFINITY, contract }
  if (!draw.happens(0.5)) return [first]
  const other = policies.find(one => one !== line.policy)!
  const changed: Contract = draw.happens(0.5)
    ? { ...contract, state: 'suspended' }
    : { ...contract, lines: [{ ...line, policy: other }] }
  return [first, { from: sometime() + minuteMs, contract: changed }]
}

/** What cases take of the units of lines, by the cards that are really kept. */
export type UnitBook = {
  note(card: Pick<Card, 'id' | 'phase'> & { readonly charge?: Card['charge'] | null | undefined }): void
  used(of: readonly string[], except: CaseId | null): Record<LineId, Used>
}

export function unitBook(): UnitBook {
  const taken = new Map<string, Map<CaseId, Used>>()
  const last = new Map<CaseId, string>()
  return {
    note({ id, phase, charge }) {
      const before = last.get(id)
      if (before !== undefined) taken.get(before)?.delete(id)
      last.delete(id)
      if (!charge) return
      const { on, cases, minutes } = charge
      last.set(id, on)
      if (!taken.has(on)) taken.set(on, new Map())
      taken.get(on)!.set(id, { cases, minutes, open: phase === 'open' ? cases : 0 })
    },
    used: (of, except) =>
      Object.fromEntries(
        of.map(on => [
          on,
          [...(taken.get(on) ?? [])].filter(([id]) => id !== except).reduce(sum, nothingUsed),
        ]),
      ),
  }
}

const sum = (all: Used, [, one]: [CaseId, Used]): Used => ({
  cases: all.cases + one.cases,
  open: all.open + one.open,
  minutes: all.minutes + one.minutes,
})

/** The desk's agreements as its nodes reach them. */
export function agreements(own: {
  readonly agreed: Agreed
  readonly units: UnitBook
  readonly now: () => number
  readonly current: () => Task
  /** somebody could not wait for his turn: of this one case more may be covered */
  readonly jumped: (of: readonly string[]) => void
}): Agreements {
  const turns = new Set<{ readonly task: Task; readonly of: readonly string[] }>()
  return {
    contracts: {
      async of(organisation) {
        const contract = own.agreed.at(own.now(), organisation)
        return contract ? [{ ...contract, version: 1 }] : []
      },
      naming: async () => [],
    },
    waivers: { for: async () => [] },
    registrations: { of: async () => [] },
    units: {
      used: async (of, except) => own.units.used(of, except),
      /** A turn is over, or with a node that stands still: nobody waits longer than the database lets him. */
      async inTurn(of, work) {
        const isTaken = (one: { task: Task; of: readonly string[] }) =>
          !one.task.isDead && one.of.some(each => (of as readonly string[]).includes(each))
        if ([...turns].some(isTaken)) own.jumped(of)
        const mine = { task: own.current(), of }
        turns.add(mine)
        try {
          return await work()
        } finally {
          turns.delete(mine)
        }
      },
    },
  }
}
