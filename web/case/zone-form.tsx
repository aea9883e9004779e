// By which clock the customer reads what he is told: one of the zones, or as the desk.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refused } from '#web/api/refusal-text.ts'
import { SelectField } from '#web/kit/field.tsx'
import { toast } from '#web/kit/toast.ts'
import { zonesWith } from '#web/kit/zones.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

export function ZoneForm({ onClose }: SheetProps) {
  const { say, data, customerFirst } = useCase()
  const client = useQueryClient()
  const { customer } = data
  const [zone, setZone] = useState(customer.timeZone ?? '')
  const go = async () => {
    try {
      await post(`/customers/${customer.id}`, { timeZone: zone || null }, { method: 'PATCH' })
      toast({ text: say('set_up.saved') })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    await client.invalidateQueries({ queryKey: keys.case(String(data.number)) })
  }
  return (
    <DeedDialog
      title={say('case.zone', { name: customerFirst })}
      note={say('case.zone_note', { name: customerFirst })}
      doText={say('kit.save')}
      missing=""
      onDo={() => void go()}
      onClose={onClose}
    >
      <SelectField
        label={say('case.zone_set')}
        value={zone}
        options={[
          { value: '', text: say('case.zone_desk') },
          ...zonesWith(customer.timeZone ?? 'UTC').map(value => ({
            value,
            text: value.replaceAll('_', ' '),
          })),
        ]}
        onChange={event => setZone(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
