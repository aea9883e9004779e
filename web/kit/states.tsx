// What stands where a screen's content will be, is not, or may not be. One sentence why and one act; no
// pictures.
import { type ReactNode, useEffect, useState } from 'react'
import type { Level } from '#core/people/level.ts'
import { isProblem } from '../api/problem.ts'
import { useSay, useWords } from '../words.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { LevelSlots } from './level.tsx'
import { nowMs } from './now.ts'
import { silentMs, slowMs } from './states.ts'
import s from './states.module.css'
import { Strip } from './strip.tsx'
import { wallTime } from './times.ts'

/** Whether so many milliseconds have passed since the component came up. */
export function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return passed
}

type Bones = 'rows' | 'entries' | 'list' | 'form'
type SkeletonProps = { rows: number; as?: Bones }

/** Grey lines in the geometry of what will come. The first row is `row` high, as the final ones are. */
export function Skeleton({ rows, as = 'rows' }: SkeletonProps) {
  return (
    <div aria-hidden="true" className={s[as]}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have no other name
        <div className={s.bone} key={index}>
          <i className={cx(s.line, s.short)} />
          <span className={s.lines}>
            <i className={cx(s.line, index % 2 === 0 ? s.long : s.middle)} />
            {as !== 'form' && <i className={cx(s.line, index % 2 === 0 ? s.middle : s.long)} />}
          </span>
          {as === 'rows' && <i className={cx(s.line, s.short, s.end)} />}
        </div>
      ))}
    </div>
  )
}

/** Nothing for 150 ms, then bones, after 5 s a word and a way out. `now` shows it at once (gallery). */
export function Loading({
  rows,
  as,
  onCancel,
  now = false,
  slow = false,
}: SkeletonProps & { onCancel?: () => void; now?: boolean; slow?: boolean }) {
  const say = useSay()
  const shows = useAfter(silentMs) || now
  const isSlow = useAfter(slowMs) || slow
  if (!shows) return null
  return (
    <div aria-busy="true">
      <p className="sr">{say('kit.loading')}</p>
      <Skeleton rows={rows} {...(as && { as })} />
      {isSlow && (
        <p className={s.slow}>
          {say('kit.loading_slow')}
          {onCancel && (
            <Button kind="quiet" onClick={onCancel}>
              {say('kit.cancel')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** Nothing here: one sentence why, one act. */
export function Empty({ why, children }: { why: ReactNode; children?: ReactNode }) {
  return (
    <div className={s.standing}>
      <p className="lead">{why}</p>
      {children && <div className="row">{children}</div>}
    </div>
  )
}

/** It may not be shown: what is missing, who can give it, how to ask. */
export function Denied({
  level,
  what,
  who,
  isPage = false,
  children,
}: {
  level?: Level
  what?: ReactNode
  who?: ReactNode
  isPage?: boolean
  children?: ReactNode
}) {
  const say = useSay()
  // Where it is all there is, it is the page's heading.
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={s.standing}>
      <Title className="lead">
        {level !== undefined && (
          <>
            <LevelSlots level={level} quiet />{' '}
          </>
        )}
        {what ?? say('kit.denied')}
      </Title>
      <p className="soft">{who ?? say('kit.denied_who')}</p>
      {children && <div className="row">{children}</div>}
    </div>
  )
}

/** The short word by which a failure can be found in the server's notes; empty when it never got there. */
const referenceOf = (error: unknown) => (isProblem(error) ? (error.reference ?? '') : '')

/** It did not load and there is nothing older to show. `what` says what: "The list did not load." */
export function Failed({
  what,
  error,
  onRetry,
}: {
  what?: ReactNode
  error?: unknown
  onRetry?: () => void
}) {
  const say = useSay()
  const reference = referenceOf(error)
  return (
    <div className={s.standing} role="alert">
      <p className="lead">{what ?? say('kit.failed')}</p>
      <p className="soft">{say('kit.failed_why')}</p>
      <div className="row">
        {onRetry && (
          <Button kind="main" onClick={onRetry}>
            {say('kit.try_again')}
          </Button>
        )}
        {reference && <span className={s.reference}>{reference}</span>}
      </div>
    </div>
  )
}

/** What is shown is older than it should be: says from when, and offers another try. */
export function OldData({
  from,
  what,
  error,
  onRetry,
}: {
  from: number
  what?: ReactNode
  error?: unknown
  onRetry?: () => void
}) {
  const words = useWords()
  const reference = referenceOf(error)
  return (
    <Strip
      glyph="warn"
      role="alert"
      end={
        <>
          {reference && <span className={s.reference}>{reference}</span>}
          {onRetry && <Button onClick={onRetry}>{words.say('kit.try_again')}</Button>}
        </>
      }
    >
      <b>{what ?? words.say('kit.failed')}</b>{' '}
      {words.say('kit.shown_from', { at: wallTime(from, nowMs(), words) })}
    </Strip>
  )
}
