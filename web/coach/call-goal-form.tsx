// Setting a call goal, changing or taking it back. It stays open until it has arrived. Not: the list of them
// (call-goals.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GoalFor } from '#core/access/call-goals.ts'
import { goalMax } from '#core/measure/call-goal.ts'
import { post } from '../api/client.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, SelectField, TextField } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import s from './coach.module.css'
import { type CallGoalItem, callGoalsKey, readGoal } from './call-goal-data.ts'

type Props = {
  whose: readonly GoalFor[]
  items: readonly CallGoalItem[]
  nameOf: (whose: GoalFor) => string
  onClose: () => void
}

export function CallGoalForm({ whose, items, nameOf, onClose }: Props) {
  const say = useSay()
  const named = whose.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))
  const [chosen, setChosen] = useState(named[0]!)
  const heldBy = (who: GoalFor) => items.find(one => one.whose === who)?.now?.perWeek
  const held = heldBy(chosen)
  const [typed, setTyped] = useState(held === undefined ? '' : String(held))
  // What stands there is his own, unless somebody has typed it.
  const choose = (next: GoalFor) => {
    if (typed === (held === undefined ? '' : String(held))) setTyped(String(heldBy(next) ?? ''))
    setChosen(next)
  }
  const [tried, setTried] = useState(false)
  const goal = readGoal(typed, goalMax)
  const send = useSet(onClose)
  const go = () => {
    setTried(true)
    if (goal !== null && !send.isPending) send.mutate({ whose: chosen, perWeek: goal })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('goal.set')}
      onSubmit={go}
      foot={
        <Foot
          isSending={send.isPending}
          {...(held !== undefined && {
            onBack: () => send.isPending || send.mutate({ whose: chosen, perWeek: null }),
          })}
        />
      }
    >
      <div className={s.form}>
        {send.error && <ErrorSummary errors={[refusalText(send.error, say)]} title={say('kit.not_done')} />}
        <PoliciesOf thrown={send.error} />
        <SelectField
          label={say('goal.whose')}
          value={chosen}
          options={named.map(value => ({ value, text: nameOf(value) }))}
          onChange={event => choose(event.currentTarget.value as GoalFor)}
        />
        <TextField
          label={say('goal.per_week')}
          hint={say('goal.hint')}
          needed={goal === null}
          inputMode="numeric"
          value={typed}
          {...(tried && goal === null && { error: say('goal.wrong', { n: goalMax }) })}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}

function Foot({ isSending, onBack }: { isSending: boolean; onBack?: () => void }) {
  const say = useSay()
  return (
    <>
      {onBack ? (
        <Button kind="quiet" onClick={onBack}>
          {say('goal.take_back')}
        </Button>
      ) : (
        <span className="soft sm">{say('goal.seen')}</span>
      )}
      <Button kind="main" type="submit" keys="mod+enter" aria-busy={isSending}>
        {say('goal.do')}
      </Button>
    </>
  )
}

function useSet(onDone: () => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (goal: { whose: GoalFor; perWeek: number | null }) => post('/coach/goals', goal),
    onSuccess: () => {
      toast({ text: say('goal.done') })
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: callGoalsKey }),
  })
}
