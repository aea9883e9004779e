// Domains that take no mail just now: until when each rests, what it said, and having it tried before.
// Not: the mails that wait for it (outbox-page.tsx).
import { Button } from '../kit/button.tsx'
import { Strip } from '../kit/strip.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { useDayTime, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

export type Resting = {
  readonly domain: string
  readonly until: number
  readonly says: string
  readonly failures: number
}

export function RestingPart({ all, mayChange }: { all: readonly Resting[]; mayChange: boolean }) {
  const say = useSay()
  const when = useDayTime()
  const wake = useChange()
  const wakeOne = (domain: string) =>
    wake.mutate(
      { path: '/outbox/wake', body: { domain } },
      { onSuccess: () => toast({ text: say('mail_out.woken', { domain }) }) },
    )
  return (
    <>
      <Wrong thrown={wake.error} />
      {all.map(one => (
        <Strip key={one.domain} kind="warn" glyph="paused">
          <div className={s.places}>
            <span>
              {say('mail_out.resting', { domain: one.domain, at: when(one.until) })}
              <span className={s.does}>
                {say('mail_out.resting_says', { n: one.failures, says: one.says })}
              </span>
            </span>
            {mayChange && (
              <Button
                aria-label={say('mail_out.wake_one', { domain: one.domain })}
                onClick={() => wakeOne(one.domain)}
              >
                {say('mail_out.wake')}
              </Button>
            )}
          </div>
        </Strip>
      ))}
    </>
  )
}
