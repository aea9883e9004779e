// Long work: under a second nothing, then a bar, then a bar you may leave. Says a number whenever there is
// one.
import { useEffect, useRef } from 'react'
import { useSay } from '../words.ts'
import { Button } from './button.tsx'
import { announce } from './live-region.ts'
import s from './progress.module.css'
import { quarterReached } from './progress.ts'

type Props = { label: string; done: number; of: number; left?: string; onCancel?: () => void }

/** `label` says what is done: "Moving 1 204 cases". Speaks at 25, 50, 75 and 100 %. */
export function Progress({ label, done, of, left, onCancel }: Props) {
  const say = useSay()
  const percent = of === 0 ? 100 : Math.floor((100 * done) / of)
  const text = say('kit.percent', { n: percent })
  const spoken = useRef(0)
  useEffect(() => {
    const quarter = quarterReached(percent)
    if (quarter > spoken.current) announce(`${label}: ${say('kit.percent', { n: quarter })}`)
    spoken.current = quarter
  }, [percent, label, say])
  return (
    <div className={s.progress}>
      <span>{label}</span>
      <progress className={s.bar} max={100} value={percent} aria-label={label} aria-valuetext={text} />
      <span className="num soft">
        {text}
        {left && ` · ${left}`}
      </span>
      {onCancel && (
        <Button kind="quiet" onClick={onCancel}>
          {say('kit.cancel')}
        </Button>
      )}
    </div>
  )
}
