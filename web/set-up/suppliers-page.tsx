// Whom cases are taken to outside the house. Not: the form (supplier-sheet.tsx), nor the supplier cases
// (supplier/suppliers-screen.tsx).
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { useSay } from '../words.ts'
import { SetUpPage, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useSetUpList } from './set-up-api.ts'
import type { Supplier } from './supplier-form.ts'
import { SupplierSheet } from './supplier-sheet.tsx'

export default function SuppliersPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'suppliers', 'change')
  const query = useSetUpList<Supplier>('/suppliers')
  const [open, setOpen] = useState<Supplier | 'new' | null>(null)
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.supplier_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.suppliers')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <p className={`${s.note} sm soft`}>{say('set_up.suppliers_why')}</p>
      <ScreenState query={query} rows={4}>
        {all =>
          all.length === 0 ? (
            <Empty why={say('set_up.suppliers_none')}>{add}</Empty>
          ) : (
            <List all={all} onChange={mayChange ? setOpen : null} />
          )
        }
      </ScreenState>
      {open && (
        <SupplierSheet
          key={open === 'new' ? 'new' : open.id}
          supplier={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type ListProps = { all: readonly Supplier[]; onChange: ((one: Supplier) => void) | null }

function List({ all, onChange }: ListProps) {
  const say = useSay()
  const reach = ({ addresses, phone, formUrl }: Supplier) =>
    [addresses[0], phone, formUrl && say('supplier.form_open')].filter(Boolean).join(' · ') || '–'
  return (
    <Table
      caption={say('set_up.suppliers')}
      rows={all}
      keyOf={one => one.id}
      columns={[
        {
          key: 'name',
          head: say('set_up.name'),
          cell: one => (
            <>
              <Link to="/suppliers/by/$id" params={{ id: one.id }}>
                {one.name}
              </Link>{' '}
              {!one.active && <Tag>{say('set_up.supplier_paused')}</Tag>}
            </>
          ),
        },
        { key: 'reach', head: say('set_up.supplier_reach'), cell: reach },
        { key: 'number', head: say('set_up.supplier_number'), cell: one => one.ourNumber ?? '–' },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <Button
                kind="quiet"
                aria-label={say('set_up.change_one', { name: one.name })}
                onClick={() => onChange(one)}
              >
                {say('set_up.change')}
              </Button>
            ),
        },
      ]}
    />
  )
}
