// Trying a tracker: each step as it goes, what is wrong where it fails, and an end at any moment.
import { useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { announce } from '../kit/live-region.ts'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { type Trial, type TryNews, tryAt } from './mailbox-trial.ts'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'
import type { TrackerView } from './tracker-form.ts'

const steps = ['host', 'connect', 'token', 'project', 'entries', 'webhook'] as const
type Step = (typeof steps)[number]

const signs = { runs: 'open', done: 'kept', failed: 'late', left_out: 'paused' } as const

export function TrackerTry({ tracker, onClose }: { tracker: TrackerView; onClose: () => void }) {
  const say = useSay()
  const [trial, setTrial] = useState<Trial<Step>>({ news: [], end: null, thrown: null })
  const [round, setRound] = useState(0)
  // Closing the sheet ends it, as the button does.
  const [stop, setStop] = useState<AbortController | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round tries it anew
  useEffect(() => {
    const ending = new AbortController()
    setStop(ending)
    setTrial({ news: [], end: null, thrown: null })
    void tryAt({ path: `/trackers/${tracker.id}/try`, steps }, ending.signal, setTrial)
    return () => ending.abort()
  }, [tracker.id, round])
  const { end } = trial
  const said =
    end === 'well' ? say('set_up.tracker_try_well') : end === 'cut' ? say('set_up.mailbox_try_cut') : ''
  useEffect(() => {
    if (said) announce(said)
  }, [said])
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={say('set_up.tracker_try_one', { name: tracker.name })}
      note={say('set_up.tracker_try_note')}
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
        {steps.map(step => (
          <StepLine key={step} step={step} news={trial.news.find(one => one.step === step)} />
        ))}
      </ol>
      {said && <p>{said}</p>}
      <Wrong thrown={trial.thrown} />
    </Sheet>
  )
}

function StepLine({ step, news }: { step: Step; news: TryNews<Step> | undefined }) {
  const say = useSay()
  const state = news?.state
  const how = () => {
    if (!news) return say('set_up.mailbox_step_waits')
    if (news.state === 'runs') return say('set_up.mailbox_step_runs')
    if (news.state === 'done') return say('set_up.mailbox_step_done', { ms: news.tookMs })
    return say(`set_up.trk_${news.code}`)
  }
  return (
    <li
      className={`${s.finding} ${state === 'failed' ? s.broken : ''}`}
      aria-current={state === 'runs' && 'step'}
    >
      <Glyph name={state ? signs[state] : 'open'} />
      <p>
        <span className={state ? undefined : 'faint'}>{say(`set_up.tracker_step_${step}`)}</span>
        {state !== 'done' && <span className={s.does}>{how()}</span>}
        {news?.says && <span className={s.does}>{say('set_up.mailbox_says', { says: news.says })}</span>}
      </p>
      <span className="sm faint num">{state === 'done' ? how() : ''}</span>
    </li>
  )
}
