// Supplier cases as the doors need them: opened beside a case, sent, and who chases one whose owner has left.
// Not: how one goes (core/supplier), nor the one way to its ledger (matters.ts).
import type { MatterId, SupplierCaseId } from '#core/kit/id.ts'
import type { SupplierCommand } from '#core/supplier/decide.ts'
import { supplierRules } from '#core/supplier/rules.ts'
import type { SupplierCase } from '#core/supplier/state.ts'
import type { SupplierFact } from '#core/supplier/supplier-fact.ts'
import { handleMatter, type MatterDeed, type MatterHandled, matterWorld } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterLedger } from '#store/desk/matter.ts'

/** What this needs of a node. */
export type SupplierShell = Pick<Shell, 'now' | 'newId' | 'facts'> & OfMatters
type OfMatters = { readonly desk: Pick<Shell['desk'], 'matters'> }
/** A supplier case with its ledger, folded. */
export type FoundSupplierCase = { readonly ledger: MatterLedger; readonly state: SupplierCase }

const isSupplierCase = (id: MatterId): id is SupplierCaseId => id.startsWith('spc_')

/** The supplier case of this id or number; null: there is none. */
export async function supplierCaseOf(
  { desk }: OfMatters,
  which: SupplierCaseId | number,
): Promise<FoundSupplierCase | null> {
  const id = typeof which === 'number' ? await desk.matters.byNumber('supplier_case', which) : which
  const ledger = id && isSupplierCase(id) ? await desk.matters.read(id) : null
  if (!ledger) return null
  const facts = ledger.facts as unknown as readonly SupplierFact[]
  const state = facts.reduce(supplierRules.evolve, supplierRules.start)
  return state ? { ledger, state } : null
}

/** Records what is wished of a supplier case. */
export const handleSupplierCase = (
  shell: SupplierShell,
  deed: Omit<MatterDeed, 'commands'> & { readonly commands: readonly SupplierCommand[] },
): Promise<MatterHandled> => handleMatter(matterWorld(shell), deed)
