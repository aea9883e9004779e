// What a time that is promised is by the customer's clock, where that is not the agent's.
import { nowMs } from '#web/kit/now.ts'
import { windowTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { zoneName } from '#words/zone-name.ts'
import { useCase } from './case-context.ts'
import { type Chosen, isTurned } from './own-time.ts'
import { isOtherClock, usableZone } from './say-in.ts'

type Props = { value: Chosen; name: string; zone: string | undefined }

/** Nothing where both read the same clock. */
export function TheirTime({ value, name, zone }: Props) {
  const words = useWords()
  if (zone === undefined || isTurned(value) || !isOtherClock(zone, words, value.at)) return null
  const at = windowTime({ from: value.from, dueAt: value.at }, nowMs(), { ...words, zone })
  return (
    <span className="soft sm">
      {words.say('case.zone_of', { at, name, zone: zoneName(zone, words.language, value.at) })}
    </span>
  )
}

/** The same for the customer of the open case. */
export function CustomersTime({ value }: { value: Chosen }) {
  const { data, customerFirst } = useCase()
  return <TheirTime value={value} name={customerFirst} zone={usableZone(data.customer.timeZone)} />
}
