// Open cases that look as if one cause were behind them, above the list of problems: each opened as one, or
// dismissed with a reason. Not: what makes them alike (core/problem/suggest.ts).
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OrganisationId, ProductId } from '#core/kit/id.ts'
import { type DismissReason, dismissReasons } from '#core/problem/suggest.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { OpenForm } from './open-form.tsx'
import s from './problem.module.css'

type Alike = {
  readonly cases: readonly { readonly id: string; readonly number: number; readonly subject: string }[]
  readonly terms: readonly string[]
  readonly product: ProductId | null
  readonly organisation: OrganisationId | null
  readonly device: string | null
}
const key = [...keys.matters, 'problems', 'suggested'] as const

export function Suggested({ onOpened }: { onOpened: (number: number) => void }) {
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: readonly Alike[] }>('/matters/problems/suggested', {}, signal),
  })
  return (data?.items ?? []).map(one => <One key={one.cases[0]?.id} one={one} onOpened={onOpened} />)
}

function One({ one, onOpened }: { one: Alike; onOpened: (number: number) => void }) {
  const say = useSay()
  const { products } = useDesk()
  const [form, setForm] = useState<'open' | 'dismiss' | null>(null)
  const product = products.find(({ id }) => id === one.product)?.name
  const shared = [product, one.device, one.organisation && say('problem.alike_site'), ...one.terms]
  const close = () => setForm(null)
  return (
    <section className={s.alike} aria-label={say('problem.alike_n', { n: one.cases.length })}>
      <h2>{say('problem.alike_n', { n: one.cases.length })}</h2>
      <p className="sm soft">{shared.filter(Boolean).join(' · ')}</p>
      <ul>
        {one.cases.map(({ id, number, subject }) => (
          <li key={id}>
            <Link to="/c/$number" params={{ number: String(number) }}>
              <span className="num">{number}</span> {subject}
            </Link>
          </li>
        ))}
      </ul>
      <p className={s.acts}>
        <Button onClick={() => setForm('open')}>{say('problem.open_one')}</Button>
        <Button kind="quiet" onClick={() => setForm('dismiss')}>
          {say('problem.alike_no')}
        </Button>
      </p>
      {form === 'open' && (
        <OpenForm
          from={{
            cases: one.cases.map(({ id }) => id),
            ...{ title: one.cases[0]?.subject ?? '', product: one.product },
          }}
          onClose={close}
          onDone={onOpened}
        />
      )}
      {form === 'dismiss' && <Dismiss cases={one.cases.map(({ id }) => id)} onClose={close} />}
    </section>
  )
}

function Dismiss({ cases, onClose }: { cases: readonly string[]; onClose: () => void }) {
  const say = useSay()
  const client = useQueryClient()
  const [because, setBecause] = useState<DismissReason>('not_alike')
  const { mutate } = useMutation({
    mutationFn: () => post('/matters/problems/suggested/dismiss', { cases, because }),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
    onError: thrown => toast(refused(thrown, say)),
  })
  return (
    <DeedDialog
      title={say('problem.alike_no')}
      doText={say('kit.save')}
      missing=""
      onDo={() => mutate()}
      onClose={onClose}
    >
      <SelectField
        label={say('problem.alike_because')}
        value={because}
        options={dismissReasons.map(value => ({ value, text: say(`problem.alike_${value}`) }))}
        onChange={event => setBecause(event.currentTarget.value as DismissReason)}
      />
    </DeedDialog>
  )
}
