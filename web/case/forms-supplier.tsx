// A case is taken outside the house: to a supplier as a new supplier case, or into one that is open already.
// Waiting for the supplier is offered, never done by itself. Not: the supplier case's own page (supplier/).
import { useState } from 'react'
import type { MatterId } from '#core/kit/id.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import { Check } from '#web/kit/check.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { toast } from '#web/kit/toast.ts'
import { useOpening, useSupplierCases, useSuppliers } from '../supplier/suppliers-api.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/** What is chosen: a supplier, an open supplier case or a new one, and whether the case waits. */
function useTaking() {
  const { say, data, state, act } = useCase()
  const [supplier, setSupplier] = useState('')
  const [joins, setJoins] = useState('')
  const [title, setTitle] = useState('')
  const mayWait = waitOf(state) === null
  const [waits, setWaits] = useState(mayWait)
  const open = useSupplierCases({ view: 'going', supplier, mine: false })
  const others = (open.data?.pages.flatMap(page => page.items) ?? []).filter(
    one => supplier !== '' && state.matters?.[one.id as MatterId] === undefined,
  )
  const opening = useOpening(number => toast({ text: say('supplier.opened', { number }) }))
  const go = () => {
    if (joins !== '') void act('matter.join', { matter: joins as MatterId })
    else opening.mutate({ case: data.number, supplier, title: title.trim() })
    if (waits && mayWait) void act('wait.start', { turn: 'supplier', reason: 'supplier_answer' })
  }
  const choose = (id: string) => {
    setSupplier(id)
    setJoins('')
  }
  const isReady = supplier !== '' && (joins !== '' || title.trim() !== '')
  return { supplier, choose, joins, setJoins, title, setTitle, mayWait, waits, setWaits, others, go, isReady }
}

/** u: to which supplier. */
export function SupplierForm({ onClose }: SheetProps) {
  const { say } = useCase()
  const { data: all = [] } = useSuppliers()
  const taking = useTaking()
  const active = all.filter(one => one.active)
  return (
    <DeedDialog
      moment="suppliers"
      title={say('supplier.case_act')}
      doText={say('kit.save')}
      missing={taking.isReady ? '' : say('supplier.case_needs')}
      onDo={taking.go}
      onClose={onClose}
    >
      {active.length === 0 && <p>{say('supplier.case_none')}</p>}
      <SelectField
        label={say('supplier.head_supplier')}
        value={taking.supplier}
        needed={taking.supplier === ''}
        autoFocus
        options={[{ value: '', text: '–' }, ...active.map(one => ({ value: one.id, text: one.name }))]}
        onChange={event => taking.choose(event.currentTarget.value)}
      />
      <WhichCase {...taking} />
      {taking.mayWait && (
        <Check checked={taking.waits} onChange={event => taking.setWaits(event.currentTarget.checked)}>
          {say('supplier.case_wait')}
        </Check>
      )}
    </DeedDialog>
  )
}

/** One that is open already, or what the new one is about. */
function WhichCase({ others, joins, setJoins, title, setTitle }: ReturnType<typeof useTaking>) {
  const { say } = useCase()
  return (
    <>
      {others.length > 0 && (
        <SelectField
          label={say('supplier.case_join')}
          value={joins}
          options={[
            { value: '', text: say('supplier.case_new') },
            ...others.map(one => ({ value: one.id, text: `${one.number} ${one.title}` })),
          ]}
          onChange={event => setJoins(event.currentTarget.value)}
        />
      )}
      {joins === '' && (
        <TextField
          label={say('supplier.case_title')}
          hint={say('supplier.case_hint')}
          needed={title.trim() === ''}
          value={title}
          onChange={event => setTitle(event.currentTarget.value)}
        />
      )}
    </>
  )
}
