// When we work: the calendars by which working time is counted.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import type { Calendar } from './agreements-api.ts'
import { countsOf, weekText } from './calendar-form.ts'
import { CalendarSheet } from './calendar-sheet.tsx'
import { HolidayFileButton, HolidayFileWrong, type HolidayFile, useHolidayFile } from './holiday-file.tsx'
import { SetUpPage, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useSetUpList } from './set-up-api.ts'
import { useWeekday } from './weekday.ts'

export default function CalendarsPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'calendars', 'change')
  const query = useSetUpList<Calendar>('/calendars')
  const [open, setOpen] = useState<Calendar | 'new' | null>(null)
  const file = useHolidayFile()
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.calendar_add')}
    </Button>
  )
  return (
    <SetUpPage
      title={say('set_up.calendars')}
      note={say('set_up.calendars_note')}
      acts={query.data?.length !== 0 && add}
    >
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <HolidayFileWrong thrown={file.thrown} />
      <ScreenState query={query} rows={4}>
        {calendars =>
          calendars.length === 0 ? (
            <Empty why={say('set_up.calendars_none')}>{add}</Empty>
          ) : (
            <Calendars calendars={calendars} file={file} onChange={mayChange ? setOpen : null} />
          )
        }
      </ScreenState>
      {open && (
        <CalendarSheet
          key={open === 'new' ? 'new' : open.id}
          calendar={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type ListProps = {
  calendars: readonly Calendar[]
  file: HolidayFile
  /** null: one may only read */
  onChange: ((calendar: Calendar) => void) | null
}

function Calendars({ calendars, file, onChange }: ListProps) {
  const say = useSay()
  const weekday = useWeekday('short')
  const closed = say('set_up.cal_always_closed')
  return (
    <Table
      caption={say('set_up.calendars')}
      rows={calendars}
      keyOf={one => one.id}
      columns={[
        { key: 'name', head: say('set_up.calendar'), cell: one => <b>{one.name}</b> },
        {
          key: 'week',
          head: say('set_up.cal_hours'),
          cell: one =>
            [
              weekText(one.hours, { weekday, closed }),
              one.hours.zone.replaceAll('_', ' '),
              say('set_up.cal_holidays_n', { n: countsOf(one.hours).holidays }),
              countsOf(one.hours).versions > 1 &&
                say('set_up.cal_versions_n', { n: countsOf(one.hours).versions }),
            ]
              .filter(Boolean)
              .join(' · '),
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <span className={s.rowActs}>
                <HolidayFileButton calendar={one} file={file} />
                <Button
                  kind="quiet"
                  aria-label={say('set_up.change_one', { name: one.name })}
                  onClick={() => onChange(one)}
                >
                  {say('set_up.change')}
                </Button>
              </span>
            ),
        },
      ]}
    />
  )
}
