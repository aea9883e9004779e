// What stands where a screen should: an address that leads nowhere, a screen that broke. Not: a screen's own
// states.
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isProblem } from '../api/problem.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { Failed } from '../kit/states.tsx'
import { useSay } from '../words.ts'
import s from './outcomes.module.css'

/** No screen has this address. */
export function NotFound() {
  const say = useSay()
  return (
    <main className={s.page}>
      <div className={s.more}>
        <h1>{say('shell.no_such_page')}</h1>
        <p>
          <LinkButton kind="main" to="/">
            {say('shell.to_queue')}
          </LinkButton>
        </p>
      </div>
    </main>
  )
}

/** A screen could not be loaded or broke while drawing. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const say = useSay()
  const router = useRouter()
  useEffect(() => {
    if (!isProblem(error)) console.error(error)
  }, [error])
  return (
    <main className={s.page}>
      <h1 className="sr">{say(isProblem(error) ? 'shell.server_silent' : 'shell.screen_broke')}</h1>
      <Failed
        error={error}
        what={say(isProblem(error) ? 'shell.server_silent' : 'shell.screen_broke')}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
      <div className={s.more}>
        <Button kind="quiet" onClick={() => location.reload()}>
          {say('shell.reload')}
        </Button>
      </div>
    </main>
  )
}
