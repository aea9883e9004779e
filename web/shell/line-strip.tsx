// The line under the bar when the server is not reached, or nobody is signed in any more.
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isProblem } from '../api/problem.ts'
import { sessionQuery } from '../api/session.ts'
import { LinkButton } from '../kit/button.tsx'
import { alarm } from '../kit/live-region.ts'
import { nowMs } from '../kit/now.ts'
import { Strip } from '../kit/strip.tsx'
import { wallTime } from '../kit/times.ts'
import { useUnsent } from '../live/unsent.ts'
import { useLine } from '../live/use-live.ts'
import { useWords } from '../words.ts'

/** Asks for the session again when the line breaks, to tell a broken line from an ended session. */
export function LineStrip() {
  const words = useWords()
  const { online, since } = useLine()
  const unsent = useUnsent()
  const { error, refetch } = useQuery({ ...sessionQuery, notifyOnChangeProps: ['error'] })
  const ended = isProblem(error) && error.status === 401
  useEffect(() => {
    if (!online) void refetch()
  }, [online, refetch])
  const lost = words.say('shell.no_line', { at: wallTime(since, nowMs(), words) })
  const sentence = !online && !ended ? lost : ''
  useEffect(() => {
    if (sentence !== '') alarm(sentence)
  }, [sentence])
  if (ended)
    return (
      <Strip
        glyph="lock"
        kind="warn"
        end={
          <LinkButton to="/sign-in" search={{ to: location.pathname + location.search }}>
            {words.say('shell.sign_in')}
          </LinkButton>
        }
      >
        <b>{words.say('shell.session_ended')}</b> {words.say('shell.session_ended_kept')}
      </Strip>
    )
  if (online) return null
  return (
    <Strip glyph="off" kind="warn">
      <b>{lost}</b> {words.say('shell.no_line_kept', { n: unsent })}
    </Strip>
  )
}
