// Approving a waiver from the case it is needed for: for this case, its customer or his organisation; then
// the case is judged by it. Not: the fields of a waiver (set-up/waiver-fields.tsx).
import { ApproveSheet } from '#web/set-up/waiver-fields.tsx'
import { useCase } from './case-context.ts'
import type { SheetProps } from './deed-dialog.tsx'

export function WaiverForm({ onClose }: SheetProps) {
  const { say, data, desk, act } = useCase()
  const { customer, card } = data
  const organisation = card.organisation ?? customer.organisation
  const whom = [
    { id: data.id, name: say('clocks.waive_case', { number: String(data.number) }) },
    { id: customer.id, name: customer.name },
    ...(organisation
      ? [{ id: organisation, name: customer.organisationName ?? card.organisationName ?? '–' }]
      : []),
  ]
  return (
    <ApproveSheet
      whom={whom}
      policies={Object.values(desk.facts.policies)}
      onClose={onClose}
      onDone={() => void act('entitlement.decide', {})}
    />
  )
}
