// What was given at a step and did not arrive yet: it stays to be seen until it does. Not: the sending
// (use-walking.ts).
import { useQuery } from '@tanstack/react-query'
import { Button } from '#web/kit/button.tsx'
import { useAfter } from '#web/kit/states.tsx'
import { useWords } from '#web/words.ts'
import type { OwnDeed } from './foresee.ts'
import type { WalkForm } from './use-walking.ts'
import { answerWords, scriptQuery, type WalkNow } from './walk-data.ts'
import s from './walk.module.css'

/** What a deed gave, as its button said it. */
function useGiven(now: WalkNow) {
  const { say, language } = useWords()
  const { data: script } = useQuery(scriptQuery(now.place))
  return ({ type, body }: OwnDeed): string => {
    if (type === 'walk.go_back') return say('walk.back')
    if (type === 'walk.jump') return say('walk.jump')
    if (type === 'walk.give_up') return say('walk.give_up')
    if (type === 'walk.reuse') {
      const value = now.known?.text ?? now.known?.value ?? ''
      return answerWords(script, { step: now.place.step, value }, language)
    }
    const { answer, value, text, because, photo } = body as Readonly<Record<string, string | number>>
    if (photo !== undefined) return say('walk.photo')
    if (answer !== 'value') return [say(`walk.did_${answer}`), because].filter(Boolean).join(' · ')
    return answerWords(script, { step: now.place.step, value: text ?? value ?? '' }, language)
  }
}

export function UnsentLine({ now, form }: { now: WalkNow; form: WalkForm }) {
  const { unsent } = form
  if (!unsent) return null
  if (unsent.state === 'sending' && !unsent.hasWaited) return <Sending key={unsent.key} />
  return <NotSent now={now} form={form} unsent={unsent} />
}

const slowMs = 800

function Sending() {
  const { say } = useWords()
  return useAfter(slowMs) ? <p className="soft">{say('case.sending')}</p> : null
}

function NotSent({ now, form, unsent }: { now: WalkNow; form: WalkForm; unsent: OwnDeed }) {
  const { say } = useWords()
  const given = useGiven(now)(unsent)
  return (
    <div role="alert" className={s.unsent}>
      <p>
        <b>{say('walk.not_sent', { answer: given })}</b>{' '}
        {unsent.state === 'refused' ? unsent.reason : say('walk.not_sent_waits')}
      </p>
      <p className={s.acts}>
        <Button onClick={form.again}>{say('walk.send_again')}</Button>
        <Button kind="quiet" onClick={form.takeBack}>
          {say('walk.take_back')}
        </Button>
      </p>
    </div>
  )
}
