// Trying a mailbox: each step as it goes, what is wrong where it fails, and an end at any moment.
import { useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { announce } from '../kit/live-region.ts'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import type { Mailbox } from './mailbox-form.ts'
import { type Trial, type TryNews, tryMailbox, trySteps } from './mailbox-trial.ts'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'

const signs = { runs: 'open', done: 'kept', failed: 'late', left_out: 'paused' } as const

export function MailboxTry({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const say = useSay()
  const [trial, setTrial] = useState<Trial>({ news: [], end: null, thrown: null })
  const [round, setRound] = useState(0)
  // Closing the sheet ends it, as the button does.
  const [stop, setStop] = useState<AbortController | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round tries it anew
  useEffect(() => {
    const ending = new AbortController()
    setStop(ending)
    setTrial({ news: [], end: null, thrown: null })
    void tryMailbox(mailbox.id, ending.signal, setTrial)
    return () => ending.abort()
  }, [mailbox.id, round])
  const { end } = trial
  const said =
    end === 'well' ? say('set_up.mailbox_try_well') : end === 'cut' ? say('set_up.mailbox_try_cut') : ''
  useEffect(() => {
    if (said) announce(said)
  }, [said])
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={say('set_up.mailbox_try_one', { name: mailbox.name })}
      note={say('set_up.mailbox_try_note')}
      foot={
        end === null ? (
          <Button onClick={() => stop?.abort()}>{say('kit.cancel')}</Button>
        ) : (
          <Button kind="main" onClick={() => setRound(round + 1)}>
            {say('set_up.mailbox_try_again')}
          </Button>
        )
      }
    >
      <ol aria-busy={end === null}>
        {trySteps.map(step => (
          <Step key={step} step={step} news={trial.news.find(one => one.step === step)} />
        ))}
      </ol>
      {said && <p>{said}</p>}
      <Wrong thrown={trial.thrown} />
    </Sheet>
  )
}

function Step({ step, news }: { step: (typeof trySteps)[number]; news: TryNews | undefined }) {
  const say = useSay()
  const state = news?.state
  const how = () => {
    if (!news) return say('set_up.mailbox_step_waits')
    if (news.state === 'runs') return say('set_up.mailbox_step_runs')
    if (news.state === 'done') return say('set_up.mailbox_step_done', { ms: news.tookMs })
    return say(`set_up.mbx_${news.code}`)
  }
  return (
    <li
      className={`${s.finding} ${state === 'failed' ? s.broken : ''}`}
      aria-current={state === 'runs' && 'step'}
    >
      <Glyph name={state ? signs[state] : 'open'} />
      <p>
        <span className={state ? undefined : 'faint'}>{say(`set_up.mailbox_step_${step}`)}</span>
        {state !== 'done' && <span className={s.does}>{how()}</span>}
        {news?.says && <span className={s.does}>{say('set_up.mailbox_says', { says: news.says })}</span>}
      </p>
      <span className="sm faint num">{state === 'done' ? how() : ''}</span>
    </li>
  )
}
