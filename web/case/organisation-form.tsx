// In which organisation the customer is: one there is, or one that is made here by whoever may. Contracts,
// named callers and waivers are looked for by it. Not: its mail domains (set-up/organisations-part.tsx).
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refused } from '#web/api/refusal-text.ts'
import { TextField } from '#web/kit/field.tsx'
import { toast } from '#web/kit/toast.ts'
import type { Organisation } from '#web/set-up/agreements-api.ts'
import { OrganisationField } from '#web/set-up/organisation-field.tsx'
import { useSetUpList } from '#web/set-up/set-up-api.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/** The id of what is chosen; a new one is made first. */
const chosen = async (id: string, name: string): Promise<string | null> =>
  id === 'new' ? (await post<Organisation>('/organisations', { name: name.trim() })).id : id || null

/** What is chosen and how it is kept; the dialog stays as it is where that was refused. */
function useOrganisation() {
  const { say, data } = useCase()
  const client = useQueryClient()
  const { id: customer, organisation } = data.customer
  const [said, setSaid] = useState({ id: organisation ?? '', name: '' })
  const go = async (): Promise<boolean> => {
    try {
      const body = { organisation: await chosen(said.id, said.name) }
      await post(`/customers/${customer}`, body, { method: 'PATCH' })
      toast({ text: say('set_up.saved') })
    } catch (thrown) {
      toast(refused(thrown, say))
      return false
    } finally {
      await client.invalidateQueries({ queryKey: keys.case(String(data.number)) })
    }
    return true
  }
  return { said, setSaid, go }
}

export function OrganisationForm({ onClose }: SheetProps) {
  const { say, desk, data, customerFirst } = useCase()
  const { said, setSaid, go } = useOrganisation()
  const { data: all = [] } = useSetUpList<Organisation>('/organisations')
  const mayAdd = maySetUp(desk.me, 'organisations', 'change')
  const { organisation: id, organisationName: name } = data.customer
  const own = id && name ? { id, name } : null
  const isNameless = said.id === 'new' && said.name.trim() === ''
  return (
    <DeedDialog
      title={say('case.organisation', { name: customerFirst })}
      note={say('case.organisation_note')}
      doText={say('kit.save')}
      missing={isNameless ? say('set_up.name_needed') : ''}
      onDo={go}
      onClose={onClose}
    >
      <OrganisationField
        autoFocus
        value={said.id}
        all={own ? [own, ...all.filter(one => one.id !== own.id)] : all}
        before={[{ value: '', text: say('case.organisation_none') }]}
        behind={mayAdd ? [{ value: 'new', text: say('set_up.organisation_new') }] : []}
        onChange={id => setSaid({ ...said, id })}
      />
      {said.id === 'new' && (
        <TextField
          label={say('set_up.organisation_name')}
          needed
          maxLength={200}
          value={said.name}
          onChange={event => setSaid({ ...said, name: event.currentTarget.value })}
        />
      )}
    </DeedDialog>
  )
}
