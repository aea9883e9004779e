// What came of a swarm, as one of those in it says it.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type SwarmOutcome, swarmOutcomes } from '#core/case/live-fact.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import s from './live-line.module.css'

type Props = {
  /** of the case */
  number: number
  onEnd: (body: { how: SwarmOutcome; text?: string }) => Promise<boolean>
}

/** What it becomes has a form of its own over the case, which opens next. */
const becomes: Partial<Record<SwarmOutcome, string>> = { problem: 'matter-join', supplier: 'supplier' }

/** What is handed off or taken back needs no words here: it has its own. */
export function SwarmEnd({ number, onEnd }: Props) {
  const say = useSay()
  const navigate = useNavigate()
  const [how, setHow] = useState<SwarmOutcome>('answer')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const needsWords = how !== 'withdrawn' && how !== 'handed_off'
  const isMissing = needsWords && text.trim() === ''
  const end = async () => {
    const isEnded = await onEnd({ how, ...(text.trim() && { text: text.trim() }) })
    const wish = becomes[how]
    if (!isEnded || !wish) return
    const params = { number: String(number) } as never
    void navigate({ to: '/c/$number', params, search: { do: wish } as never })
  }
  return (
    <form
      className={s.sayLine}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (!isMissing) void end()
      }}
    >
      <SelectField
        label={say('live.outcome')}
        value={how}
        autoFocus
        options={swarmOutcomes.map(one => ({ value: one as string, text: say(`live.swarm_how_${one}`) }))}
        onChange={event => setHow(event.currentTarget.value as SwarmOutcome)}
      />
      <TextField
        label={say('live.outcome_words')}
        value={text}
        maxLength={4000}
        needed={needsWords}
        error={tried && isMissing ? say('refusal.swarm_words_missing') : undefined}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Button kind="main" type="submit">
        {say('live.end_do')}
      </Button>
    </form>
  )
}
