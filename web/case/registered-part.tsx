// What the customer has by its number, beside the case: known by a contract or only claimed; and registering
// one more. Not: who is covered by it (clocks-part.tsx).
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isNumber, numberMax } from '#core/entitlement/number.ts'
import { post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { toast } from '#web/kit/toast.ts'
import type { Say } from '#words/say.ts'
import { useCase } from './case-context.ts'
import s from './clocks.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { type Registration, registeredQuery } from './registered.ts'

/** The numbers, each with the contract that names it, and the way to add one. */
export function RegisteredList() {
  const { say, data, open } = useCase()
  const { data: items = [] } = useQuery(registeredQuery(data.customer.id, String(data.number), data.seq))
  return (
    <>
      {items.length > 0 && (
        <ul className={s.numbers} aria-label={say('clocks.numbers')}>
          {items.map(one => (
            <NumberLine key={one.id} one={one} />
          ))}
        </ul>
      )}
      <Button kind="quiet" onClick={() => open({ name: 'register' })}>
        {say('clocks.register')}
      </Button>
    </>
  )
}

function NumberLine({ one }: { one: Registration }) {
  const { say, data } = useCase()
  const client = useQueryClient()
  const remove = async () => {
    const path = `/customers/${data.customer.id}/registrations/${one.id}`
    await post(path, {}, { method: 'DELETE' }).catch(thrown => toast(refused(thrown, say)))
    await client.invalidateQueries({ queryKey: keys.case(String(data.number)) })
  }
  return (
    <li>
      <span>
        <b className="num">{one.number}</b> <span className="soft">{knownText(one, say)}</span>
      </span>
      <Button
        kind="quiet"
        aria-label={say('clocks.number_remove', { number: one.number })}
        onClick={() => void remove()}
      >
        {say('set_up.remove')}
      </Button>
    </li>
  )
}

function knownText({ contract, numberOf }: Registration, say: Say): string {
  if (contract) return say('clocks.number_known', { contract: contract.name })
  if (!numberOf) return say('clocks.number_claimed')
  return say(numberOf.isMember ? 'clocks.number_own' : 'clocks.number_strange', { contract: numberOf.name })
}

/** Registers one; where it may be judged, the case is judged by it at once. */
export function RegisterForm({ onClose }: SheetProps) {
  const { say, data, act, offWhy, ledger } = useCase()
  const client = useQueryClient()
  const last = ledger.findLast(event => event.type === 'entitlement.decided')
  // A device that a line was found by stays what the case is about; else what is registered speaks for it.
  const isFound = last?.steps.some(({ rule, result }) => rule === 'serial' && result === 'matched')
  const [number, setNumber] = useState('')
  const go = async () => {
    try {
      await post(`/customers/${data.customer.id}/registrations`, { number: number.trim() })
      if (offWhy('entitlement.decide') === '')
        await act('entitlement.decide', isFound ? {} : { serial: null })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    await client.invalidateQueries({ queryKey: keys.case(String(data.number)) })
  }
  return (
    <DeedDialog
      title={say('clocks.register')}
      doText={say('set_up.add')}
      missing={isNumber(number) ? '' : say('clocks.number_needed')}
      onDo={() => void go()}
      onClose={onClose}
    >
      <TextField
        label={say('portal.register_number')}
        hint={say('clocks.register_hint')}
        needed
        maxLength={numberMax}
        value={number}
        onChange={event => setNumber(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
