// What only cards of some cases have: those a partner's team has or had, whose customer somebody looked at
// with a reason, which need a skill, belong to something beside them or
// are checked again. Not: the rest of the card (card.ts).
import { type CardChecks, checksOn } from '#core/case/regressions.ts'
import type { Look } from '#core/access/sight.ts'
import type { Belonging, FixStage, OpenedCase } from '#core/case/state.ts'
import type { AgentId, MatterId, SkillId, TeamId } from '#core/kit/id.ts'
import { finder } from '#core/kit/table.ts'
import type { Instant } from '#core/kit/time.ts'

export type SharedCard = {
  /** problems, supplier cases and change requests it belongs to */
  readonly matters?: readonly MatterId[]
  /** of those that are fixed: how far the telling has come with its customer */
  readonly fixes?: Readonly<Record<MatterId, FixStage>>
  /** what one has to know for it, because somebody says so */
  readonly skills?: readonly SkillId[]
  /** who of ours answers for it while a partner's team has it */
  readonly accountable?: AgentId
  /** partners' teams that have or had it, and since when not any more */
  readonly shares?: Readonly<Record<TeamId, Instant | null>>
  /** who is kept from the customer's data and looks at it for a while */
  readonly looks?: readonly Look[]
  /** what is checked again, and was */
  readonly checks?: CardChecks
}

type Shared = { -readonly [K in keyof SharedCard]: SharedCard[K] }

export function sharedOn(state: OpenedCase): SharedCard {
  const { accountable, shares, looks, skills, matters } = state
  const shared: Shared = checksOn(state)
  if (matters) addMatters(shared, matters, state.phase)
  if (skills && skills.length > 0) shared.skills = skills
  if (accountable) shared.accountable = accountable.agent
  if (shares && Object.keys(shares).length > 0) shared.shares = shares
  if (looks) shared.looks = looks
  return shared
}

/** What a merged case belonged to went along: it is counted where it goes on. */
function addMatters(
  shared: Shared,
  matters: NonNullable<OpenedCase['matters']>,
  phase: OpenedCase['phase'],
): void {
  const all = everyMatter(matters)
  if (phase !== 'merged' && all.length > 0) shared.matters = all.map(([id]) => id)
  const fixes: Record<MatterId, FixStage> = {}
  let isFixed = false
  for (const [id, { fix }] of all) {
    if (!fix) continue
    fixes[id] = fix.stage
    isFixed = true
  }
  if (isFixed) shared.fixes = fixes
}
const everyMatter = finder<MatterId, Belonging>(() => true)
