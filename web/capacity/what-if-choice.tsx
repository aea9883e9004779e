// What would be otherwise, as sentences of choices: people by level and hours, scripts, what comes. Each
// choice is in the address at once. Not: what becomes of it (what-if-screen.tsx).
import { changesMost, type Hours, type PeopleChange, peopleText } from '#core/capacity/what-if.ts'
import { houseLevels } from '#core/capacity/traffic.ts'
import { type Weekday, weekdays } from '#core/clock/date.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { hourText } from '#words/capacity-text.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Slot } from '../kit/slot.tsx'
import { localeOf } from '../kit/times.ts'
import { useWords } from '../words.ts'
import { useWeekday } from './capacity-grid.tsx'
import { peopleOf, type WhatIf, type WhatIfView, withPeople } from './what-if-api.ts'
import type { OnWhatIf } from './what-if-screen.tsx'
import s from './capacity.module.css'

type Props = { view: WhatIfView; onView: OnWhatIf; told: WhatIf | undefined }

const numbers = [-3, -2, -1, 1, 2, 3, 4, 5]
const solvedChoices = [0, 1, 2, 5, 10, 15, 20]
const arrivalChoices = [-30, -20, -10, -5, 0, 5, 10, 20, 30, 50, 100]
/** What an address says besides is one of the choices, too. */
const withOwn = (choices: readonly number[], own: number) =>
  [...new Set([...choices, own])].sort((a, b) => a - b)

export function WhatIfChoice({ view, onView, told }: Props) {
  const { say, language } = useWords()
  const people = peopleOf(view)
  const share = new Intl.NumberFormat(localeOf(language), { style: 'percent' })
  const arrivals = (n: number) => {
    if (n === 0) return say('what_if.arrivals_as_now')
    const percent = share.format(Math.abs(n) / 100)
    return say(n > 0 ? 'what_if.arrivals_more' : 'what_if.arrivals_fewer', { percent })
  }
  const solved = (n: number) => (n === 0 ? say('what_if.solved_as_now') : say('what_if.solved_more', { n }))
  return (
    <fieldset className={s.supposed}>
      <legend className="sr">{say('what_if.suppose')}</legend>
      <ul>
        {people.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and stand where they stand
          <li key={i} className={s.steps}>
            <Change
              change={one}
              hours={told?.people.find(each => each.written === peopleText([one]))?.hours}
              onChange={next =>
                onView(withPeople(view, next ? people.with(i, next) : people.toSpliced(i, 1)))
              }
            />
          </li>
        ))}
        <li className={s.steps}>
          <Slot
            label={say('what_if.label_solved')}
            value={String(view.solved)}
            options={withOwn(solvedChoices, view.solved).map(n => ({ value: String(n), text: solved(n) }))}
            onChange={n => onView({ ...view, solved: Number(n) })}
          />
        </li>
        <li className={s.steps}>
          <Slot
            label={say('what_if.label_arrivals')}
            value={String(view.arrivals)}
            options={withOwn(arrivalChoices, view.arrivals).map(n => ({
              ...{ value: String(n), text: arrivals(n) },
            }))}
            onChange={n => onView({ ...view, arrivals: Number(n) })}
          />
        </li>
      </ul>
      {people.length < changesMost && (
        <Button
          glyph="plus"
          onClick={() => onView(withPeople(view, [...people, { level: 2, by: 1, hours: null }]))}
        >
          {say('what_if.add')}
        </Button>
      )}
    </fieldset>
  )
}

type ChangeProps = {
  change: PeopleChange
  /** hours of the week, where they are known */
  hours: number | undefined
  /** null: it is taken out */
  onChange: (change: PeopleChange | null) => void
}

function Change({ change, hours, onChange }: ChangeProps) {
  const { say } = useWords()
  const { by, level } = change
  return (
    <>
      <Slot
        label={say('what_if.label_people')}
        value={String(by)}
        options={withOwn(numbers, by).map(n => ({
          value: String(n),
          text: n > 0 ? say('what_if.more', { n }) : say('what_if.fewer', { n: -n }),
        }))}
        onChange={n => onChange({ ...change, by: Number(n) })}
      />
      <Slot
        label={say('what_if.label_level')}
        value={String(level)}
        options={houseLevels.map(n => ({ value: String(n), text: say('what_if.at_level', { n }) }))}
        onChange={n => onChange({ ...change, level: Number(n) as HouseLevel })}
      />
      <HoursOf {...{ change, onChange }} />
      {hours !== undefined && <span className={s.what}>{say('what_if.hours_week', { n: hours })}</span>}
      <IconButton glyph="x" label={say('what_if.remove')} onClick={() => onChange(null)} />
    </>
  )
}

const always = 'always'
const usualHours = { from: 9, until: 17 }
const spans: readonly (readonly [Weekday, Weekday])[] = [
  ...([
    ['mon', 'fri'],
    ['mon', 'sun'],
    ['sat', 'sun'],
  ] as const),
  ...weekdays.map(one => [one, one] as const),
]

function HoursOf({ change, onChange }: Pick<ChangeProps, 'change' | 'onChange'>) {
  const { say } = useWords()
  const weekday = useWeekday()
  const { hours } = change
  const spanText = (first: Weekday, last: Weekday) =>
    first === last ? weekday(first) : `${weekday(first, 'short')} – ${weekday(last, 'short')}`
  const own = hours && `${hours.first}-${hours.last}`
  const known = spans.map(([first, last]) => ({ value: `${first}-${last}`, text: spanText(first, last) }))
  const options = [
    { value: always, text: say('what_if.always') },
    ...(own && !known.some(one => one.value === own)
      ? [{ value: own, text: spanText(hours.first, hours.last) }]
      : []),
    ...known,
  ]
  const onDays = (value: string) => {
    const [first, last] = value.split('-') as [Weekday, Weekday]
    const next = value === always ? null : { ...(hours ?? usualHours), first, last }
    onChange({ ...change, hours: next })
  }
  return (
    <>
      <Slot label={say('what_if.label_days')} value={own ?? always} options={options} onChange={onDays} />
      {hours && <FromUntil hours={hours} onChange={next => onChange({ ...change, hours: next })} />}
    </>
  )
}

function FromUntil({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const { say } = useWords()
  const optionsOf = (from: number, until: number) =>
    Array.from({ length: until - from + 1 }, (_, i) => ({
      value: String(from + i),
      text: hourText(from + i),
    }))
  return (
    <span className={s.steps}>
      <Slot
        label={say('what_if.label_from')}
        value={String(hours.from)}
        options={optionsOf(0, hours.until - 1)}
        onChange={from => onChange({ ...hours, from: Number(from) })}
      />
      –
      <Slot
        label={say('what_if.label_until')}
        value={String(hours.until)}
        options={optionsOf(hours.from + 1, 24)}
        onChange={until => onChange({ ...hours, until: Number(until) })}
      />
    </span>
  )
}
