// The trackers of engineering: how each goes, in words, with what to do. Not: the form (tracker-sheet.tsx)
// nor trying one (tracker-try.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { SetUpPage, useDayTime, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useSetUpList } from './set-up-api.ts'
import type { TrackerView } from './tracker-form.ts'
import { TrackerSheet } from './tracker-sheet.tsx'
import { TrackerTry } from './tracker-try.tsx'

/** Whoever looks at it sees how it goes on. */
const stateEveryMs = 5_000

export default function TrackersPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'trackers', 'change')
  const query = useSetUpList<TrackerView>('/trackers', true, stateEveryMs)
  const [open, setOpen] = useState<TrackerView | 'new' | null>(null)
  const [tried, setTried] = useState<TrackerView | null>(null)
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.tracker_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.trackers')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={3}>
        {trackers =>
          trackers.length === 0 ? (
            <Empty why={say('set_up.trackers_none')}>{add}</Empty>
          ) : (
            <List trackers={trackers} onChange={mayChange ? setOpen : null} onTry={setTried} />
          )
        }
      </ScreenState>
      {open && (
        <TrackerSheet
          key={open === 'new' ? 'new' : open.id}
          tracker={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
      {tried && <TrackerTry tracker={tried} onClose={() => setTried(null)} />}
    </SetUpPage>
  )
}

type ListProps = {
  trackers: readonly TrackerView[]
  onChange: ((tracker: TrackerView) => void) | null
  onTry: (tracker: TrackerView) => void
}

function List({ trackers, onChange, onTry }: ListProps) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.trackers')}
      rows={trackers}
      keyOf={one => one.id}
      columns={[
        {
          key: 'name',
          head: say('set_up.name'),
          cell: one => (
            <>
              {one.name}
              <span className={s.does}>{one.project}</span>
            </>
          ),
        },
        { key: 'state', head: say('set_up.mailbox_state'), cell: one => <State tracker={one} /> },
        {
          key: 'heard',
          head: say('set_up.tracker_heard'),
          cell: ({ state: { heardAt } }) => (
            <span className="soft">{heardAt ? when(heardAt) : say('set_up.mailbox_never')}</span>
          ),
        },
        {
          key: 'acts',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <span className={s.places}>
                <Button
                  aria-label={say('set_up.tracker_try_one', { name: one.name })}
                  onClick={() => onTry(one)}
                >
                  {say('set_up.mailbox_try')}
                </Button>
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

const fine = ['connected', 'new', 'off']

/** What it is doing, or what is wrong and what to do; then how much is open there. */
function State({ tracker: { state, open } }: { tracker: TrackerView }) {
  const say = useSay()
  const isFine = fine.includes(state.code)
  return (
    <>
      <span className="row">
        <Glyph name={isFine ? (state.code === 'off' ? 'paused' : 'ok') : 'late'} />
        <span>{say(`set_up.trk_${state.code}`)}</span>
      </span>
      {!isFine && state.says !== '' && (
        <span className={s.does}>{say('set_up.mailbox_says', { says: state.says })}</span>
      )}
      {open > 0 && <span className={s.does}>{say('set_up.tracker_open', { n: open })}</span>}
    </>
  )
}
