// One dated version of a calendar in its sheet: from when, the week, the holidays. Not: the sheet
// (calendar-sheet.tsx), nor how its form is read and written (calendar-form.ts).
import { useId, useState } from 'react'
import { holidayForms, type Place, places } from '#core/clock/public-holidays.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import a from './agreements.module.css'
import {
  type VersionForm,
  type Week,
  type Weekday,
  weekdays,
  withHolidays,
  withTime,
} from './calendar-form.ts'
import { lineOfDate, lineOfHoliday, lineOfYearly } from './date-lines.ts'
import { type Part, time } from './day-part.ts'
import { type Fault, faultAt, faultText } from './field-faults.ts'
import s from './set-up.module.css'
import { useWeekday } from './weekday.ts'

type Props = {
  version: VersionForm
  /** the first was always in force: it has no date */
  isFirst: boolean
  /** paths from the version on: `week.mon.1` */
  faults: readonly Fault[]
  onChange: (change: Partial<VersionForm>) => void
}

export function VersionFields({ version, isFirst, faults, onChange }: Props) {
  const say = useSay()
  return (
    <>
      {!isFirst && (
        <div className={s.two}>
          <TextField
            label={say('set_up.cal_from_day')}
            type="date"
            value={version.validFrom}
            error={faultAt(faults, 'validFrom', say)}
            onChange={event => onChange({ validFrom: event.currentTarget.value })}
          />
        </div>
      )}
      <WeekFields week={version.week} faults={faults} onChange={week => onChange({ week })} />
      <HolidayField
        holidays={version.holidays}
        faults={faults}
        onChange={holidays => onChange({ holidays })}
      />
      <PublicHolidays onAdd={place => onChange(withHolidays(version, holidayForms(place, 'own')))} />
      <DateField
        label={say('set_up.cal_shifts')}
        hint={say('set_up.cal_shifts_hint')}
        at="shifts"
        lines={version.shifts}
        faults={faults}
        onChange={shifts => onChange({ shifts })}
      />
      <DateField
        label={say('set_up.cal_breaks')}
        hint={say('set_up.cal_breaks_hint')}
        at="breaks"
        lines={version.breaks}
        faults={faults}
        onChange={breaks => onChange({ breaks })}
      />
    </>
  )
}

type WeekProps = { week: Week; faults: readonly Fault[]; onChange: (week: Week) => void }

/** The hours of a week, two parts a day and one more where these are full. Paths of faults: `week.mon.1`. */
export function WeekFields({ week, faults, onChange }: WeekProps) {
  const say = useSay()
  const whole = faultAt(faults, 'week', say)
  return (
    <fieldset>
      <legend className={s.legend}>{say('set_up.cal_hours')}</legend>
      <p className="sm soft">{say('set_up.cal_week_hint')}</p>
      {whole && (
        <p className={a.error} role="alert">
          {whole}
        </p>
      )}
      <div className={a.week}>
        {weekdays.map(day => (
          <DayFields
            key={day}
            day={day}
            parts={week[day]}
            faults={faults}
            isWrong={whole !== undefined && day === 'mon'}
            onChange={(part, end, typed) => onChange(withTime(week, { day, part, end }, typed))}
          />
        ))}
      </div>
    </fieldset>
  )
}

type DayProps = {
  day: Weekday
  parts: readonly Part[]
  faults: readonly Fault[]
  /** the week as a whole is wrong, and here one begins to put it right */
  isWrong: boolean
  onChange: (part: number, end: 0 | 1, typed: string) => void
}

function DayFields({ day, parts, faults, isWrong, onChange }: DayProps) {
  const say = useSay()
  const id = useId()
  const name = useWeekday('long')(weekdays.indexOf(day))
  const wrong = parts.map((_, index) => faultAt(faults, `week.${day}.${index}`, say))
  const first = wrong.find(Boolean)
  return (
    <div className={a.day}>
      <span>{name}</span>
      <div className={a.parts}>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a day keep their places
          <div className={a.span} key={index}>
            {([0, 1] as const).map(end => (
              <TextField
                key={end}
                label={say(end === 0 ? 'set_up.cal_from' : 'set_up.cal_until', { day: name, n: index + 1 })}
                labelHidden
                value={part[end]}
                inputMode="numeric"
                maxLength={5}
                aria-invalid={wrong[index] || (isWrong && index + end === 0) ? true : undefined}
                aria-describedby={wrong[index] ? id : undefined}
                onChange={event => onChange(index, end, event.currentTarget.value)}
                onBlur={event => onChange(index, end, time(event.currentTarget.value))}
              />
            ))}
          </div>
        ))}
      </div>
      {first && (
        <p className={a.error} id={id} role="alert">
          {first}
        </p>
      )}
    </div>
  )
}

type HolidayProps = { holidays: string; faults: readonly Fault[]; onChange: (holidays: string) => void }

function HolidayField({ holidays, faults, onChange }: HolidayProps) {
  const say = useSay()
  const errors = faults.flatMap(one => {
    const [, index] = /^holidays(?:\.(\d+))?/.exec(one.path) ?? [null, null]
    if (index === null) return []
    const what = faultText(one, say)
    if (index === undefined) return [what]
    return [say('set_up.fault_in_line', { n: lineOfHoliday(holidays, Number(index)), what })]
  })
  return (
    <TextArea
      label={say('set_up.cal_holidays')}
      hint={say('set_up.cal_holidays_hint')}
      rows={5}
      spellCheck={false}
      value={holidays}
      error={errors.length > 0 ? [...new Set(errors)].join(' ') : undefined}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

type DateProps = {
  label: string
  hint: string
  at: 'shifts' | 'breaks'
  lines: string
  faults: readonly Fault[]
  onChange: (lines: string) => void
}

/** The line a fault is about; null: the field as a whole; undefined: another field. */
function lineAt(path: string, at: DateProps['at'], lines: string): number | null | undefined {
  const [name, index] = path.split('.')
  const isYearly = at === 'breaks' && name === 'yearlyBreaks'
  if (name !== at && !isYearly) return undefined
  if (index === undefined) return null
  return isYearly ? lineOfYearly(lines, Number(index)) : lineOfDate(lines, path.slice(at.length + 1))
}

/** Dates with hours of their own, one a line. Faults are at `breaks.2027-12-24.0`, `yearlyBreaks.0.on`. */
function DateField({ label, hint, at, lines, faults, onChange }: DateProps) {
  const say = useSay()
  const errors = faults.flatMap(one => {
    const n = lineAt(one.path, at, lines)
    if (n === undefined) return []
    const what = faultText(one, say)
    return [n === null ? what : say('set_up.fault_in_line', { n, what })]
  })
  return (
    <TextArea
      label={label}
      hint={hint}
      spellCheck={false}
      value={lines}
      error={errors.length > 0 ? [...new Set(errors)].join(' ') : undefined}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

/** Adds the public holidays of a place to those there are. */
function PublicHolidays({ onAdd }: { onAdd: (place: Place) => void }) {
  const say = useSay()
  const [place, setPlace] = useState<Place>('SE')
  const nameOf = (one: Place) => say(`set_up.place_${one.slice(0, 2).toLowerCase()}`)
  return (
    <div className={a.public}>
      <SelectField
        label={say('set_up.cal_public')}
        hint={say('set_up.cal_public_hint')}
        value={place}
        options={places.map(value => ({ value, text: nameOf(value) }))}
        onChange={event => setPlace(event.currentTarget.value as Place)}
      />
      <Button
        aria-label={`${say('set_up.cal_public_add')}: ${say('set_up.cal_public')} ${nameOf(place)}`}
        onClick={() => onAdd(place)}
      >
        {say('set_up.cal_public_add')}
      </Button>
    </div>
  )
}
