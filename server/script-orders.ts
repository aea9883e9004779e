// Orders of checks that walks propose, beside what the owner made of them: declined, or taken into the draft.
// Not: the reckoning (core/measure/check-order.ts), nor who may (core/access/set-up.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type OrderFound, ordersFound } from '#core/measure/check-order.ts'
import { staysDeclined } from '#core/measure/order-declined.ts'
import { chainOf } from '#core/script/group.ts'
import type { DraftFault } from '#core/script/judge-form.ts'
import { parseScript } from '#core/script/parse-script.ts'
import { reorderedForm } from '#core/script/reorder-form.ts'
import type { Script, StepName } from '#core/script/script.ts'
import { judged } from '#server/script-drafts.ts'
import type { Walks } from '#server/script-walks.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { ScriptDraft } from '#store/desk/script-draft.ts'
import type { DismissedOrder } from '#store/desk/script-order.ts'

type Scripts = Pick<Desk, 'scripts' | 'scriptDrafts' | 'scriptOrders' | 'scriptPictures'>

export type OrderStanding = {
  readonly found: OrderFound
  /** null: nobody declined it, or the figures have changed clearly since */
  readonly dismissed: DismissedOrder | null
  /** the draft has the checks in that order already */
  readonly isInDraft: boolean
}

/** What the walks of a version propose for its groups. */
export async function ordersStanding(
  { scriptOrders, scriptDrafts }: Scripts,
  script: Script,
  { counts, tally }: Walks,
): Promise<OrderStanding[]> {
  const orders = ordersFound(script, counts, tally)
  const plain = orders.map(found => ({ found, dismissed: null, isInDraft: false }))
  if (orders.every(one => one.verdict !== 'better')) return plain
  const [declined, draft] = await Promise.all([
    scriptOrders.dismissed(script.slug),
    scriptDrafts.newest(script.slug),
  ])
  const drafted = draft?.form == null ? null : parseScript(draft.form)
  return plain.map(one => {
    const { found } = one
    if (found.verdict !== 'better') return one
    const stands = found.checks.map(({ step }) => step)
    const before = declined.find(({ group }) => group === found.group)
    const dismissed = before && staysDeclined(before, { stands, saves: found.saves }) ? before : null
    const chain = drafted && 'script' in drafted ? chainOf(drafted.script, found.group) : null
    return { found, dismissed, isInDraft: chain?.members.join(' ') === found.order.join(' ') }
  })
}

export type Reordering = {
  readonly slug: string
  readonly group: string
  readonly order: readonly StepName[]
  readonly at: Instant
  readonly by: AgentId
}

/** `not_fit`: the draft has no such checks in a row; `faults`: it would have these that it has not now. */
export type Reordered =
  | { readonly draft: ScriptDraft; readonly isNew: boolean }
  | 'not_there'
  | 'not_fit'
  | 'busy'
  | { readonly faults: readonly DraftFault[] }

const triesMax = 5

/**
 * Puts the checks of a group into another order in the draft, or in a first one made of what is live. Whoever
 * saved meanwhile has his work in it: the order is put on what stands then.
 */
export async function reorderDraft(desk: Scripts, { group, order, ...own }: Reordering): Promise<Reordered> {
  for (let tries = 0; tries < triesMax; tries++) {
    const newest = await desk.scriptDrafts.newest(own.slug)
    const isNew = newest?.form == null
    const before = isNew ? (await desk.scripts.one(own.slug))?.form : newest.form
    if (before === undefined) return 'not_there'
    const read = parseScript(before)
    const chain = 'script' in read ? chainOf(read.script, group) : null
    if (!chain || chain.members.toSorted().join(' ') !== order.toSorted().join(' ')) return 'not_fit'
    const isThere = chain.members.join(' ') === order.join(' ')
    if (isThere) return isNew ? 'not_fit' : { draft: newest, isNew }
    const form = reorderedForm(before as Parameters<typeof reorderedForm>[0], chain, order)
    const faults = await newFaults(desk, before, form)
    if (faults.length > 0) return { faults }
    const draft = { ...own, revision: (newest?.revision ?? 0) + 1, form }
    if ((await desk.scriptDrafts.save(draft)) === 'saved') return { draft, isNew }
  }
  return 'busy'
}

/** Those of the second form that the first has not; steps may have moved. */
async function newFaults(desk: Scripts, before: unknown, after: unknown): Promise<readonly DraftFault[]> {
  const nameOf = ({ path, code, step, details }: DraftFault) =>
    JSON.stringify([path.replace(/^steps\.\d+/, ''), code, step, details])
  const known = new Set((await judged(desk, before)).faults.map(nameOf))
  return (await judged(desk, after)).faults.filter(one => !known.has(nameOf(one)))
}
