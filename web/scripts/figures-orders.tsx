// The orders of checks that walks propose, with what each would save: taken into the draft, or declined
// with a reason. Nothing is applied by itself. Not: the reckoning (core/measure/check-order.ts).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { post } from '../api/client.ts'
import { refused } from '../api/refusal-text.ts'
import { useAgentName, useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { TextArea } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import s from './figures.module.css'
import type { FiguresAsked, Order } from './figures-api.ts'
import { tenth, useFigureText } from './figures-text.tsx'
import { refreshScripts } from './scripts-api.ts'

type Props = {
  slug: string
  orders: readonly Order[]
  asked: FiguresAsked
  head: (step: string) => ReactNode
}

export function FiguresOrders({ slug, orders, asked, head }: Props) {
  const say = useSay()
  if (orders.length === 0) return null
  return (
    <section className={s.part} aria-labelledby="figures-orders">
      <div className={s.bar}>
        <h2 id="figures-orders">{say('figures.orders')}</h2>
      </div>
      {orders.map(one => (
        <OneOrder key={one.group} slug={slug} order={one} asked={asked} head={head} />
      ))}
    </section>
  )
}

type OneProps = Omit<Props, 'orders'> & { order: Order }

function OneOrder({ slug, order, asked, head }: OneProps) {
  const say = useSay()
  const { group, message, checks, dismissed } = order
  const told = new Map(checks.map(one => [one.step, one.message.replace(one.step, '').trim()]))
  const list = (steps: readonly string[]) => (
    <ol className={s.checks}>
      {steps.map(step => (
        <li key={step}>
          {head(step)} <span className="soft">{told.get(step)}</span>
        </li>
      ))}
    </ol>
  )
  return (
    <article className={s.order}>
      <h3>{say('figures.group', { group })}</h3>
      <p>{message}</p>
      {order.order && <Effect order={order} />}
      {order.order && (
        <div className={s.sides}>
          <div>
            <h4>{say('figures.now')}</h4>
            {list(checks.map(one => one.step))}
          </div>
          <div>
            <h4>{say('figures.proposed')}</h4>
            {list(order.order)}
          </div>
        </div>
      )}
      {dismissed && <Declined dismissed={dismissed} />}
      {order.order && <OrderActs slug={slug} order={order} asked={asked} />}
    </article>
  )
}

function Effect({ order: { saves, middleNow, middleThen } }: { order: Order }) {
  const say = useSay()
  const { percent } = useFigureText()
  if (!saves) return null
  const [n, from, to] = [saves.minutes, saves.from, saves.to].map(tenth)
  // Nothing is ever quite sure.
  const sure = percent(Math.min(0.99, Math.floor(saves.sure * 100) / 100))
  return (
    <p className="soft">
      {middleNow !== null &&
        middleThen !== null &&
        say('figures.middle', { then: tenth(middleThen), now: tenth(middleNow) })}{' '}
      {say('figures.saves', { n: n ?? 0, from: from ?? 0, to: to ?? 0, sure })}
    </p>
  )
}

function Declined({ dismissed: { because, at, by } }: { dismissed: NonNullable<Order['dismissed']> }) {
  const say = useSay()
  const nameOf = useAgentName()
  return (
    <p>
      {say('figures.was_declined')} {because}{' '}
      <span className="faint">
        {nameOf(by as AgentId)} · <TimeText at={at} as="day" />
      </span>
    </p>
  )
}

function OrderActs({ slug, order, asked }: Omit<OneProps, 'head'>) {
  const say = useSay()
  const { agent } = useSession()
  const { take, propose } = useOrderActs(slug, order)
  const [isDeclining, setDeclining] = useState(false)
  if (!maySetUp({ roles: agent.roles as readonly Role[], active: true }, 'script_drafts', 'change'))
    return null
  return (
    <div className={s.acts}>
      {order.isInDraft ? (
        <span className="soft">{say('figures.in_draft')}</span>
      ) : (
        <Button aria-busy={take.isPending} onClick={() => take.isPending || take.mutate()}>
          {say('figures.take')}
        </Button>
      )}
      {order.dismissed ? (
        <Button kind="quiet" aria-busy={propose.isPending} onClick={() => propose.mutate()}>
          {say('figures.propose')}
        </Button>
      ) : (
        <Button kind="quiet" onClick={() => setDeclining(true)}>
          {say('figures.decline')}
        </Button>
      )}
      <Decline
        open={isDeclining}
        onClose={() => setDeclining(false)}
        path={pathOf(slug, order)}
        asked={asked}
        propose={() => propose.mutate()}
      />
    </div>
  )
}

const pathOf = (slug: string, { group }: Order) => `/scripts/${slug}/orders/${group}`

function useOrderActs(slug: string, order: Order) {
  const say = useSay()
  const client = useQueryClient()
  const onError = (thrown: unknown) => toast(refused(thrown, say))
  const onSettled = () => refreshScripts(client)
  const path = pathOf(slug, order)
  const take = useMutation({
    mutationFn: () => post(`${path}/take`, { order: order.order }),
    onSuccess: () => toast({ text: say('figures.taken') }),
    onError,
    onSettled,
  })
  const propose = useMutation({
    mutationFn: () => post(`${path}/dismissal`, {}, { method: 'DELETE' }),
    onError,
    onSettled,
  })
  return { take, propose }
}

type DeclineProps = {
  open: boolean
  onClose: () => void
  path: string
  asked: FiguresAsked
  propose: () => void
}

/** With a reason, of the figures as they were looked at; taken back by one press. */
function Decline({ open, onClose, path, asked, propose }: DeclineProps) {
  const say = useSay()
  const client = useQueryClient()
  const [because, setBecause] = useState('')
  const { version, since, until } = asked
  const of = { ...(version && version !== 'all' && { version: Number(version) }), since, until }
  const declined = useMutation({
    mutationFn: () => post(`${path}/dismiss`, { because, ...of }),
    onSuccess: () => {
      toast({ text: say('figures.declined'), undo: propose })
      setBecause('')
      onClose()
    },
    onError: thrown => toast(refused(thrown, say)),
    onSettled: () => refreshScripts(client),
  })
  const isEmpty = because.trim() === ''
  const send = () => isEmpty || declined.isPending || declined.mutate()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={say('figures.decline_title')}
      onSubmit={send}
      foot={
        <Button
          kind="main"
          keys="mod+enter"
          aria-busy={declined.isPending}
          {...(isEmpty && { offWhy: say('figures.because') })}
          onClick={send}
        >
          {say('figures.decline')}
        </Button>
      }
    >
      <TextArea
        label={say('figures.because')}
        hint={say('figures.because_hint')}
        needed={isEmpty}
        maxLength={500}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </Dialog>
  )
}
