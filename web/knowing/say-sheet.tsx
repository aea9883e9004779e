// Saying since when somebody uses a product and when he was trained on it. What he solved nobody says: the
// ledger knows it. Not: what is known (knowing-part.tsx).
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import { useSession } from '../api/session.ts'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { Dialog } from '../kit/sheet.tsx'
import { Send, useDone, Wrong } from '../set-up/parts.tsx'
import { useChange } from '../set-up/set-up-api.ts'
import { useSay } from '../words.ts'
import { type Knowing, type KnownProduct, knowingKey } from './knowing-api.ts'
import s from './knowing.module.css'

type Props = {
  agent: AgentId
  known: readonly KnownProduct[]
  product: ProductId | null
  onClose: () => void
}

/** As the server has it: a date may be of clocks that are a day ahead. */
const isAhead = (date: string): boolean => date > new Date(nowMs() + dayMs).toISOString().slice(0, 10)

/** What is said of one product, and how it is kept. */
function useSaying({ agent, known, product: given, onClose }: Props) {
  const say = useSay()
  const client = useQueryClient()
  const saved = useDone(onClose)('set_up.saved')
  const dateOf = (id: ProductId | '', how: 'used' | 'trained') =>
    known.find(one => one.product === id)?.[how]?.since ?? ''
  const [product, setProduct] = useState<ProductId | ''>(given ?? '')
  const [used, setUsed] = useState(dateOf(product, 'used'))
  const [trained, setTrained] = useState(dateOf(product, 'trained'))
  const [errors, setErrors] = useState<readonly string[]>([])
  const save = useChange<Knowing>(knowing => {
    client.setQueryData(knowingKey(agent), knowing)
    void client.invalidateQueries({ queryKey: ['helpers'] })
    saved()
  })
  return {
    ...{ product, used, setUsed, trained, setTrained, errors, save },
    // What is known of the product already stands there, so that naming it again loses nothing.
    choose: (next: ProductId | '') => {
      setProduct(next)
      setUsed(dateOf(next, 'used'))
      setTrained(dateOf(next, 'trained'))
    },
    go: () => {
      const wrong = [
        ...(product ? [] : [say('knowing.product_needed')]),
        ...(isAhead(used) || isAhead(trained) ? [say('knowing.future')] : []),
      ]
      setErrors(wrong)
      if (wrong.length > 0 || save.isPending) return
      const body = { used: used || null, trained: trained || null }
      save.mutate({ path: `/agents/${agent}/knowing/${product}`, method: 'PUT', body })
    },
  }
}

export function SaySheet(props: Props) {
  const { product: given, onClose } = props
  const say = useSay()
  const { desk } = useSession()
  const first = useRef<HTMLSelectElement>(null)
  const { product, used, setUsed, trained, setTrained, errors, save, choose, go } = useSaying(props)
  const named = desk.products.find(one => one.id === given)?.name
  return (
    <Dialog
      open
      onClose={onClose}
      title={named ?? say('knowing.say')}
      note={say('knowing.say_note')}
      onSubmit={go}
      {...(given === null && { first })}
      foot={<Send isSending={save.isPending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={save.error} />
        {given === null && (
          <SelectField
            label={say('knowing.product')}
            ref={first}
            value={product}
            options={[
              { value: '', text: '' },
              ...desk.products.map(one => ({ value: one.id, text: one.name })),
            ]}
            onChange={event => choose(event.currentTarget.value as ProductId | '')}
          />
        )}
        <TextField
          label={say('knowing.used')}
          type="date"
          value={used}
          onChange={event => setUsed(event.currentTarget.value)}
        />
        <TextField
          label={say('knowing.trained')}
          type="date"
          value={trained}
          onChange={event => setTrained(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
