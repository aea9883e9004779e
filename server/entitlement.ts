// Who is covered for what, asked by every door before a case begins, and again where somebody wishes it. Not:
// the rule (core/entitlement).
import type { Command } from '#core/case/case.ts'
import { present } from '#core/case/deed/deed.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { type Agreed, entitle, type Need, plain } from '#core/entitlement/entitle.ts'
import type { LineId, WaiverId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Deed } from '#server/deed.ts'
import type { Agreements } from '#store/desk/agreement.ts'

type Judging = {
  readonly agreements: {
    readonly contracts: Pick<Agreements['contracts'], 'of' | 'naming'>
    readonly waivers: Pick<Agreements['waivers'], 'for'>
    readonly registrations: Pick<Agreements['registrations'], 'of'>
    readonly units: Pick<Agreements['units'], 'used' | 'inTurn'>
  }
  readonly facts: () => DeskFacts
  readonly now: () => Instant
}
/** Whoever may be asked for a decision; what it is judged by comes with it. */
type Asked = {
  readonly need: Need
  readonly agreed: Agreed
  readonly counted: readonly (LineId | WaiverId)[]
}

/** Judges one need by what is agreed now; nothing is recorded. */
export async function judge(judging: Judging, need: Need): Promise<EntitlementDecision> {
  const asked = await ask(judging, need)
  return decision(judging, asked)
}

/**
 * Records a deed that asks for a decision: one that opens a case, by whatever door it came, or says what is
 * to be judged. Where units are counted it waits its turn, so that of two cases at once only one gets the
 * last unit. A desk that keeps no policies owes nothing by policy: its cases are not judged.
 */
export async function judgedDeed<T>(
  judging: Judging,
  deed: Deed,
  record: (deed: Deed) => Promise<T>,
): Promise<T> {
  const need = needOf(judging, deed)
  if (!need) return record(deed)
  const asked = await ask(judging, need)
  const judged = async () => record(withDecision(deed, await decision(judging, asked)))
  return asked.counted.length === 0 ? judged() : judging.agreements.units.inTurn(asked.counted, judged)
}

function needOf({ facts, now }: Judging, deed: Deed): Need | null {
  if (Object.keys(facts().policies).length === 0) return null
  if (deed.need) return deed.need
  const [first] = deed.commands
  if (first?.type !== 'case.open' || first.entitled) return null
  const { channel, customer, organisation, product } = first
  return {
    at: now(),
    channel,
    caseId: deed.caseId,
    customer,
    organisation: organisation ?? null,
    product: product ?? null,
  }
}

/** What could be for a need. Index: contract_organisation, waiver_customer and sisters. */
async function ask({ agreements, facts }: Judging, need: Need): Promise<Asked> {
  const { organisation, customer } = need
  const { contracts, waivers, registrations } = agreements
  const [own, approved, had] = await Promise.all([
    organisation ? contracts.of(organisation) : [],
    waivers.for({ customer, organisation, caseId: need.caseId ?? null }),
    registrations.of(customer),
  ])
  const registered = had.map(one => one.number)
  const numbers = need.serial ? [need.serial] : registered
  const named = numbers.length === 0 ? [] : await contracts.naming(numbers.map(plain))
  const all = [...own, ...named.filter(one => one.organisation !== organisation)]
  const { policies, calendars, housePolicy } = facts()
  const counted = [...all.flatMap(one => one.lines), ...approved].filter(one => one.units !== null)
  return {
    need: { ...need, registered },
    agreed: { contracts: all, waivers: approved, policies, calendars, housePolicy },
    counted: counted.map(one => one.id),
  }
}

async function decision(
  { agreements }: Judging,
  { need, agreed, counted }: Asked,
): Promise<EntitlementDecision> {
  const used = counted.length === 0 ? {} : await agreements.units.used(counted, need.caseId ?? null)
  return {
    ...entitle(need, { ...agreed, used }),
    ...(need.serial && { serial: need.serial }),
    ...(need.site && { site: need.site }),
  }
}

function withDecision(deed: Deed, decided: EntitlementDecision): Deed {
  const put = (command: Command): Command => {
    if (command.type === 'case.open') return { ...command, entitled: decided }
    if (command.type !== 'entitlement.decide') return command
    return { ...command, decision: { ...decided, ...present({ because: command.decision.because }) } }
  }
  return { ...deed, commands: deed.commands.map(put), deskCommands: deed.deskCommands?.map(put) }
}
