// One screen, one question to the server: picks loading, denied, gone, failed or the content itself.
import type { ReactNode } from 'react'
import { useSay } from '../words.ts'
import { Button } from './button.tsx'
import { type Asked, standingOf } from './states.ts'
import { Denied, Empty, Failed, Loading, OldData } from './states.tsx'

type Props<T> = {
  query: Asked<T> & { refetch?: () => unknown }
  rows?: number
  bones?: 'rows' | 'entries' | 'list' | 'form'
  /** "The list did not load." */
  failed?: string
  denied?: ReactNode
  gone?: ReactNode
  children: (data: T) => ReactNode
}

/** Draws the content when there is some, with a line above it when it is old; else the state it is in. */
export function ScreenState<T>({
  query,
  rows = 8,
  bones = 'rows',
  failed,
  denied,
  gone,
  children,
}: Props<T>) {
  const say = useSay()
  const standing = standingOf(query)
  const retry = query.refetch ? { onRetry: () => void query.refetch?.() } : {}
  const what = failed ? { what: failed } : {}
  switch (standing.is) {
    case 'loading':
      return <Loading rows={rows} as={bones} />
    case 'denied':
      return denied ?? <Denied />
    case 'gone':
      return (
        gone ?? (
          <Empty why={say('kit.gone')}>
            {query.refetch && <Button {...{ onClick: retry.onRetry }}>{say('kit.try_again')}</Button>}
          </Empty>
        )
      )
    case 'failed':
      return <Failed error={standing.error} {...retry} {...what} />
    case 'there':
      return (
        <>
          {standing.old && <OldData from={standing.from} error={query.error} {...retry} {...what} />}
          {children(standing.data)}
        </>
      )
  }
}
