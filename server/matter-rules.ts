// How each kind of what stands beside cases goes, by its kind. Not: the form they share (core/matter).
import { changeRules } from '#core/change/rules.ts'
import { housePolicyRules } from '#core/house-policy/rules.ts'
import type { AnyMatterRules, MatterKind } from '#core/matter/matter.ts'
import { mayTellRules } from '#core/may-tell/rules.ts'
import { problemRules } from '#core/problem/rules.ts'
import { supplierRules } from '#core/supplier/rules.ts'

export const matterRules: Partial<Record<MatterKind, AnyMatterRules>> = {
  problem: problemRules as unknown as AnyMatterRules,
  supplier_case: supplierRules as unknown as AnyMatterRules,
  change: changeRules as unknown as AnyMatterRules,
  house_policy: housePolicyRules as unknown as AnyMatterRules,
  may_tell: mayTellRules as unknown as AnyMatterRules,
}
