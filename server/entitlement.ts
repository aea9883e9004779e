// Who is covered for what, asked by every door before a case begins. Not: the rule (core/entitlement).
import type { Command } from '#core/case/case.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { entitle, type Need } from '#core/entitlement/entitle.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Deed } from '#server/deed.ts'
import type { Agreements } from '#store/desk/agreement.ts'

type Judging = {
  readonly agreements: {
    readonly contracts: Pick<Agreements['contracts'], 'of'>
    readonly waivers: Pick<Agreements['waivers'], 'for'>
  }
  readonly facts: () => DeskFacts
  readonly now: () => Instant
}

/** Judges one need by what is agreed now. Index: contract_organisation, waiver_customer and sisters. */
export async function judge({ agreements, facts }: Judging, need: Need): Promise<EntitlementDecision> {
  const { organisation, customer } = need
  const [contracts, waivers] = await Promise.all([
    organisation ? agreements.contracts.of(organisation) : [],
    agreements.waivers.for({ customer, organisation, caseId: need.caseId ?? null }),
  ])
  const { policies, housePolicy } = facts()
  const decision = entitle(need, { contracts, waivers, policies, housePolicy })
  return {
    ...decision,
    ...(need.serial && { serial: need.serial }),
    ...(need.site && { site: need.site }),
  }
}

/**
 * A deed that opens a case, judged on the way in, by whatever door it came. A desk that keeps no policies
 * owes nothing by policy: its cases are not judged.
 */
export async function judgedDeed(judging: Judging, deed: Deed): Promise<Deed> {
  const [first, ...others] = deed.commands
  const keepsNone = Object.keys(judging.facts().policies).length === 0
  if (first?.type !== 'case.open' || first.entitled || keepsNone) return deed
  const { channel, customer, organisation, product } = first
  const entitled = await judge(judging, {
    at: judging.now(),
    channel,
    caseId: deed.caseId,
    customer,
    organisation: organisation ?? null,
    product: product ?? null,
  })
  const opening: Command = { ...first, entitled }
  return { ...deed, commands: [opening, ...others] }
}
