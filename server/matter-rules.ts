// How each kind of what stands beside cases goes, by its kind. Not: the form they share (core/matter).
import { changeRules } from '#core/change/rules.ts'
import type { AnyMatterRules, MatterKind } from '#core/matter/matter.ts'

export const matterRules: Partial<Record<MatterKind, AnyMatterRules>> = {
  change: changeRules as unknown as AnyMatterRules,
}
