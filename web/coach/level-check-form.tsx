// Saying whether level 1 could have solved what was drawn, and why. Not: the sample (level-checks.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type LevelCheck, levelChecks } from '#core/case/level-check-fact.ts'
import { post } from '../api/client.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { Button } from '../kit/button.tsx'
import { Choices } from '../kit/check.tsx'
import { ErrorSummary, TextField } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { type LevelCheckItem, levelChecksKey } from './level-check-data.ts'

export type Saying = { readonly item: LevelCheckItem; readonly says: LevelCheck }
type FormProps = { saying: Saying; week: string; onDone: () => void; onClose: () => void }

/** What is said can still be changed; why is needed. It stays open until it has arrived. */
export function CheckForm({ saying: { item, says: first }, week, onDone, onClose }: FormProps) {
  const say = useSay()
  const [says, setSays] = useState(first)
  const [because, setBecause] = useState('')
  const [tried, setTried] = useState(false)
  const isEmpty = because.trim() === ''
  const send = useCheck(item, week, onDone)
  const go = () => {
    setTried(true)
    if (!isEmpty && !send.isPending) send.mutate({ says, because: because.trim() })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('coach.view_level_1')}
      note={`${item.number} ${item.subject}`}
      onSubmit={go}
      foot={
        <>
          <span className="soft sm">
            {tried && isEmpty ? (
              <b role="alert">{say('coach.check_because_needed')}</b>
            ) : (
              say('coach.check_note')
            )}
          </span>
          <Button kind="main" type="submit" keys="mod+enter">
            {say('coach.check_do')}
          </Button>
        </>
      }
    >
      {send.error && <ErrorSummary errors={[refusalText(send.error, say)]} title={say('kit.not_done')} />}
      <PoliciesOf thrown={send.error} />
      <Choices
        label={say('coach.key_check')}
        labelHidden
        value={says}
        onChange={setSays}
        choices={levelChecks.map(value => ({ value, text: say(`coach.check_${value}`) }))}
      />
      <TextField
        label={say('coach.check_because')}
        needed={isEmpty}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </Dialog>
  )
}

type Said = { readonly says: LevelCheck; readonly because: string }

function useCheck({ caseId, handOff }: LevelCheckItem, week: string, onDone: () => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: Said) => post(`/cases/${caseId}/hand-off/check`, { handOff, week, ...said }),
    onSuccess: () => {
      toast({ text: say('coach.check_done') })
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: levelChecksKey }),
  })
}
