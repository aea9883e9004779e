// The one door to supplier cases: by id or number, for whoever of our house may read them; to anybody else
// they are not there. Not: reading and changing them (supplier-read.ts, supplier-deeds.ts).
import { z } from 'zod'
import type { SupplierCaseId } from '#core/kit/id.ts'
import { readsSupplierCases } from '#core/supplier/decide.ts'
import { Problem } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { type FoundSupplierCase, supplierCaseOf } from '#server/suppliers.ts'

export const supplierParams = z.strictObject({
  supplierCase: z
    .string()
    .regex(/^(spc_[0-9a-z]{1,40}|[1-9]\d{0,9})$/)
    .transform((text): SupplierCaseId | number =>
      text.startsWith('spc_') ? (text as SupplierCaseId) : Number(text),
    )
    .meta({ description: 'The id of a supplier case, or its number.', examples: ['77'] }),
})

/** Ends the request of whoever may not read supplier cases. */
export function needSupplierReader(shell: Shell, { facts }: Signed): void {
  if (!readsSupplierCases(facts, shell.facts())) throw new Problem('matter.not_found')
}

/** The supplier case, for whoever may read it. */
export async function supplierCaseFor(
  shell: Shell,
  signed: Signed,
  which: SupplierCaseId | number,
): Promise<FoundSupplierCase> {
  needSupplierReader(shell, signed)
  const found = await supplierCaseOf(shell, which)
  if (!found) throw new Problem('matter.not_found')
  return found
}
