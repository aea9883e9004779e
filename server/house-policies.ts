// Policies of the house for their doors: found by id or number, searched by their words, and bound to a hash
// of what was published. Not: how they go (core/house-policy).
import { createHash } from 'node:crypto'
import type { Audience } from '#core/house-policy/house-policy-fact.ts'
import { housePolicyRules } from '#core/house-policy/rules.ts'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import { type HousePolicy, momentsOf, newestOf } from '#core/house-policy/state.ts'
import type { HousePolicyId, MatterId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { PinnedPolicy, Pins } from '#core/house-policy/pinned.ts'
import { foldMatter } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import { canonical } from '#store/canonical.ts'
import type { MatterLedger, MatterRow } from '#store/desk/matter.ts'

export type FoundHousePolicy = { readonly ledger: MatterLedger; readonly state: HousePolicy }
type Desk = { readonly desk: Pick<Shell['desk'], 'matters'> }

const isHousePolicy = (id: MatterId): id is HousePolicyId => id.startsWith('hpo_')

/** The policy of this id or number; null: there is none. */
export async function housePolicyOf(
  { desk }: Desk,
  which: HousePolicyId | number,
): Promise<FoundHousePolicy | null> {
  const id = typeof which === 'number' ? await desk.matters.byNumber('house_policy', which) : which
  const ledger = id && isHousePolicy(id) ? await desk.matters.read(id) : null
  const state = ledger && (foldMatter(housePolicyRules as never, ledger.facts) as HousePolicy | null)
  return ledger && state ? { ledger, state } : null
}

/** What somebody acknowledges: the same only for the same title, words and audience. */
export const hashOfPolicy = (said: { title: string; words: string; audience: Audience }): string =>
  createHash('sha256').update(canonical(said)).digest('hex')

/** What a decision that rests on a policy keeps of it: the version in force now. */
export function pinOf({ ledger, state }: FoundHousePolicy): PinnedPolicy {
  const { version, hash } = newestOf(state)
  return { policy: ledger.id as HousePolicyId, version, hash }
}

/** A policy as listed, with what it says. */
export type ReadHousePolicy = FoundHousePolicy & { readonly row: MatterRow }

const policiesMax = 500
/** How they are read: what did not change since is not read again. */
export function housePolicyShelf({ desk }: Desk) {
  const kept = new Map<MatterId, { readonly seq: number; readonly found: FoundHousePolicy }>()
  return async (isInForce: boolean, search: string): Promise<readonly ReadHousePolicy[]> => {
    const rows = await desk.matters.list({
      ...{ kind: 'house_policy', isOpen: isInForce, sort: 'newest', limit: policiesMax },
    })
    const all: ReadHousePolicy[] = []
    for (const row of rows) {
      const known = kept.get(row.id)
      const found =
        known?.seq === row.seq ? known.found : await housePolicyOf({ desk }, row.id as HousePolicyId)
      if (!found) continue
      kept.set(row.id, { seq: row.seq, found })
      if (says(found, search)) all.push({ ...found, row })
    }
    return all
  }
}

/** Whether title or words of the newest version have all that is looked for. */
function says({ ledger, state }: FoundHousePolicy, search: string): boolean {
  const { title, words } = newestOf(state)
  const all = [title, words].map(({ text }: TextRef) => ledger.texts.get(text) ?? '').join('\n')
  const text = plain(all)
  return plain(search)
    .split(/\s+/)
    .every(one => text.includes(one))
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The policies in force by the moments at which they are shown; what did not change is not read again. */
export function policyPins(desk: Desk['desk']): () => Promise<Pins> {
  const shelf = housePolicyShelf({ desk })
  return async () => {
    const pins: Partial<Record<PolicyMoment, PinnedPolicy[]>> = {}
    // The oldest first, so that the same ones stand in the same order.
    for (const found of (await shelf(true, '')).toReversed())
      for (const moment of momentsOf(found.state)) pins[moment] = [...(pins[moment] ?? []), pinOf(found)]
    return pins
  }
}
