// Planted bugs in who is entitled to what: by what was agreed, when it is decided, and the last unit.
import type { Contract } from '#core/entitlement/contract.ts'
import type { OrganisationId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import type { Agreements } from '#sim/contracts.ts'
import { type Broken, decidesOf, rules } from '#sim/planting.ts'

const agreed = (broken: (own: Agreements) => Partial<Agreements>): Broken['breaks'] => ({
  agreements: own => ({ ...own, ...broken(own) }),
})

export const entitlementBugs: readonly Broken[] = [
  {
    bug: 'who calls is not judged, only who writes',
    caughtBy: ['entitlement.first_second'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        if (command.type !== 'case.open' || command.channel !== 'phone')
          return caseRules.decide(state, command, by, setting)
        return caseRules.decide(state, { ...command, entitled: undefined }, by, setting)
      },
    }),
  },
  {
    bug: 'each mail of the customer has his case judged again',
    caughtBy: ['entitlement.kept'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        const entitled = state.phase === 'open' ? state.entitled : null
        const [first] = isRefusal(outcome) ? [] : outcome
        if (command.type !== 'message.receive' || isRefusal(outcome) || !first || !entitled) return outcome
        const { at } = first
        const { policy, version } = entitled
        const again = { type: 'entitlement.decided', at, by: { kind: 'system', part: 'desk' } } as const
        const terms = policy ? { policy, version } : {}
        return [...outcome, { ...again, outcome: 'house', ...terms, steps: [] }]
      },
    }),
  },
  {
    bug: 'a contract is remembered as it stood when it was first asked for',
    caughtBy: ['entitlement.terms_then'],
    seed: 1,
    breaks: agreed(own => {
      const known = new Map<OrganisationId, ReturnType<Agreements['contracts']['of']>>()
      return {
        contracts: {
          ...own.contracts,
          of(organisation) {
            const found = known.get(organisation) ?? own.contracts.of(organisation)
            known.set(organisation, found)
            return found
          },
        },
      }
    }),
  },
  {
    bug: 'anybody may file under a contract that names who may',
    caughtBy: ['entitlement.terms_then'],
    seed: 2,
    breaks: agreed(own => ({
      contracts: {
        ...own.contracts,
        of: async organisation => (await own.contracts.of(organisation)).map(open),
      },
    })),
  },
  {
    bug: 'clocks run by what is owed to everybody, whatever was agreed',
    caughtBy: ['entitlement.its_terms'],
    seed: 1,
    breaks: decidesOf('case.open', events =>
      events.map(one => (one.type === 'target.started' ? { ...one, policy: 'pol_house' } : one)),
    ),
  },
  {
    bug: 'units of cases that have ended are given back',
    caughtBy: ['units.given_once'],
    seed: 3,
    breaks: agreed(own => ({
      units: {
        ...own.units,
        used: async (of, except) => {
          const used = await own.units.used(of, except)
          const open = ([id, one]: [string, (typeof used)['lin_']]) => [id, { ...one, cases: one.open }]
          return Object.fromEntries(Object.entries(used).map(open))
        },
      },
    })),
  },
  {
    bug: 'two who judge by the same line do not wait for each other',
    caughtBy: ['units.given_once', 'entitlement.terms_then'],
    seed: 3,
    // Two hardly ever meet within a turn of some milliseconds: each reads here what the one before him read,
    // as if
    // they always did.
    breaks: agreed(own => {
      const before = new Map<string, Awaited<ReturnType<typeof own.units.used>>>()
      return {
        units: {
          ...own.units,
          inTurn: (_of, work) => work(),
          async used(of, except) {
            const now = await own.units.used(of, except)
            const was = before.get(of.join()) ?? now
            before.set(of.join(), now)
            return was
          },
        },
      }
    }),
  },
]

const open = <C extends Contract>(one: C): C => ({
  ...one,
  lines: one.lines.map(line => ({ ...line, callers: null })),
})
