// Products and the lines they belong to: what a case can be about.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { Line, Send, SetUpPage, useDone, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Product, useChange, useSetUpList } from './set-up-api.ts'

export default function ProductsPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'products', 'change')
  const query = useSetUpList<Product>('/products')
  const [open, setOpen] = useState<Product | 'new' | null>(null)
  const ownerName = useOwnerName()
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.product_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.products')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={6}>
        {products =>
          products.length === 0 ? (
            <Empty why={say('set_up.products_none')}>{add}</Empty>
          ) : (
            <Table
              caption={say('set_up.products')}
              rows={products}
              keyOf={one => one.id}
              columns={[
                {
                  key: 'name',
                  head: say('set_up.product'),
                  cell: one => <span className={one.active ? undefined : 'faint'}>{one.name}</span>,
                },
                {
                  key: 'line',
                  head: say('set_up.product_line'),
                  cell: one => <span className="soft">{one.line}</span>,
                },
                {
                  key: 'owner',
                  head: say('referrals.owner'),
                  cell: one =>
                    one.owner ? (
                      <span className="soft">{ownerName(one.owner)}</span>
                    ) : (
                      <span className="faint">{say('referrals.owner_none')}</span>
                    ),
                },
                {
                  key: 'rests',
                  head: <span className="sr">{say('set_up.now')}</span>,
                  cell: one => <span className="faint">{one.active ? '' : say('set_up.product_rests')}</span>,
                },
                {
                  key: 'change',
                  head: <span className="sr">{say('set_up.change')}</span>,
                  end: true,
                  cell: one =>
                    mayChange && (
                      <Button
                        kind="quiet"
                        aria-label={say('set_up.change_one', { name: one.name })}
                        onClick={() => setOpen(one)}
                      >
                        {say('set_up.change')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </ScreenState>
      {open && (
        <ProductSheet
          key={open === 'new' ? 'new' : open.id}
          product={open === 'new' ? null : open}
          lines={[...new Set(query.data?.map(one => one.line).filter(Boolean))]}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

function ProductSheet({
  product,
  lines,
  onClose,
}: {
  product: Product | null
  lines: readonly string[]
  onClose: () => void
}) {
  const say = useSay()
  const close = useDone(onClose)
  const [name, setName] = useState(product?.name ?? '')
  const [line, setLine] = useState(product?.line ?? '')
  const [owner, setOwner] = useState(product?.owner ?? '')
  const [isOn, setOn] = useState(product?.active ?? true)
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(product ? 'set_up.saved' : 'set_up.added'))
  const go = () => {
    const missing = name.trim() ? [] : [say('set_up.name_needed')]
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    const named = { name, line }
    if (!product) return done.mutate({ path: '/products', body: { ...named, owner: owner || null } })
    // Left as it is it is not said again: whoever has left could not be named any more.
    const owned = owner !== (product.owner ?? '') && { owner: owner || null }
    const body = { version: product.version, ...named, ...owned, active: isOn }
    done.mutate({ path: `/products/${product.id}`, method: 'PATCH', body })
  }
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={product?.name ?? say('set_up.product_add')}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say(product ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <Line label={say('set_up.name')} value={name} onChange={setName} />
        <LineField {...{ line, lines }} onChange={setLine} />
        <OwnerField owner={owner} onChange={setOwner} />
        {product && (
          <Check checked={isOn} onChange={event => setOn(event.currentTarget.checked)}>
            {say('set_up.product_offered')}
          </Check>
        )}
      </div>
    </Sheet>
  )
}

/** Who owns it. Whoever has left stands there until somebody else does: nobody else is said to. */
function OwnerField({ owner, onChange }: { owner: string; onChange: (owner: string) => void }) {
  const say = useSay()
  const owners = useOwners()
  const nameOf = useOwnerName()
  const left =
    owner && !owners.some(one => one.value === owner) ? [{ value: owner, text: nameOf(owner) }] : []
  return (
    <SelectField
      label={say('referrals.owner')}
      hint={say('referrals.owner_hint')}
      value={owner}
      options={[{ value: '', text: say('referrals.owner_none') }, ...left, ...owners]}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

/** The name of whoever owns one, also of who has left. */
function useOwnerName(): (id: string) => string {
  const { desk } = useSession()
  return id => [...desk.teams, ...desk.agents].find(one => one.id === id)?.name ?? '–'
}

/** Who may own one: teams of ours, then people of ours, by their names. */
function useOwners(): readonly { readonly value: string; readonly text: string }[] {
  const { desk } = useSession()
  const partners = new Set(desk.teams.filter(one => one.partner).map(({ id }) => id))
  const isOurs = (teams: readonly string[] = []) => !teams.some(id => partners.has(id as never))
  const people = desk.agents.filter(one => one.active !== false && isOurs(one.teams as readonly string[]))
  const teams = desk.teams.filter(one => !partners.has(one.id))
  const named = (all: readonly { readonly id: string; readonly name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, text: name })).toSorted((a, b) => a.text.localeCompare(b.text))
  return [...named(teams), ...named(people)]
}

type LineFieldProps = { line: string; lines: readonly string[]; onChange: (line: string) => void }

/** The line it belongs to, out of those there are or a new one. */
function LineField({ line, lines, onChange }: LineFieldProps) {
  const say = useSay()
  return (
    <>
      <TextField
        label={say('set_up.product_line')}
        hint={say('set_up.product_line_hint')}
        value={line}
        maxLength={100}
        list="lines"
        onChange={event => onChange(event.currentTarget.value)}
      />
      <datalist id="lines">
        {lines.map(one => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}
