// Which week is looked at: the last one there is, and those before it. Not: what is shown of it.
import type { ReactNode } from 'react'
import { periodBeside } from '#core/measure/period.ts'
import { periodName } from '#words/measure-text.ts'
import { SelectField } from '../kit/field.tsx'
import { FilterBar } from '../kit/layout.tsx'
import { useWords } from '../words.ts'

type Props = { last: string; week: string; onWeek: (week: string) => void; children?: ReactNode }

const weeksShown = 8

export function Weeks({ last, week, onWeek, children }: Props) {
  const words = useWords()
  const weeks = [last]
  while (weeks.length < weeksShown) weeks.push(periodBeside(weeks.at(-1)!, -1))
  if (!weeks.includes(week)) weeks.push(week)
  return (
    <FilterBar>
      <SelectField
        label={words.say('coach.level_1_week')}
        value={week}
        options={weeks.map(value => ({ value, text: periodName(value, words) }))}
        onChange={event => onWeek(event.currentTarget.value)}
      />
      {children}
    </FilterBar>
  )
}
