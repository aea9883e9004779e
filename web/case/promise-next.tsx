// The next update promised in the same breath as a call or a hand-off: a tick, and by when.
import { Check } from '#web/kit/check.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { KeptTime } from './keeper-part.tsx'
import { firstNext, givenBy, type NextUpdate, NextUpdateSlot } from './next-update.tsx'
import { useWordsIn } from './say-in.ts'
import { CustomersTime } from './their-time.tsx'

type Props = { value: NextUpdate | null; onChange: (next: NextUpdate | null) => void }

export function PromiseNext({ value, onChange }: Props) {
  const { say, desk, data } = useCase()
  const next = value?.is === 'at' ? value : null
  return (
    <KeptTime
      number={String(data.number)}
      at={next?.at ?? null}
      keeper={next?.keeper}
      onKeeper={keeper => next && onChange({ ...next, keeper })}
      onTime={at => onChange({ is: 'at', at })}
    >
      <span className={s.promises}>
        <Check
          checked={value !== null}
          onChange={event =>
            onChange(event.currentTarget.checked ? firstNext(null, nowMs(), desk.zone) : null)
          }
        >
          {say('deeds.promises_next')}
        </Check>
        {value && <NextUpdateSlot value={value} onChange={onChange} runs={null} mayBeNone={false} />}
        {next && <CustomersTime value={next} />}
      </span>
    </KeptTime>
  )
}

/** The promise as it goes with the deed, in words of the customer's language; nothing where none is made. */
export function useNextPromise(): (next: NextUpdate | null, means: 'phone' | 'email') => object {
  const { data } = useCase()
  const theirs = useWordsIn(data.card.language)
  return (next, means) =>
    next?.is === 'at'
      ? { nextPromise: { topic: theirs.say('case.topic_next'), means, ...givenBy(next) } }
      : {}
}
