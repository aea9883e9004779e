// What is out and what was: announced for customers, changed while it goes on, ended with a press. Not: whom
// one concerns (core/outage/outage.ts).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { languages } from '#core/people/language.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { useSession } from '../api/session.ts'
import { inLanguage, scriptsQuery } from '../case/walk-data.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay, useWords } from '../words.ts'
import { namesOf, type Organisation } from './agreements-api.ts'
import { missingIn, type Outage, outageText } from './outage-form.ts'
import { OutageSheet } from './outage-sheet.tsx'
import { SetUpPage, useDayTime, useDone, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'

export default function OutagesPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'outages', 'change')
  const query = useSetUpList<Outage>('/outages')
  const [open, setOpen] = useState<Outage | 'new' | null>(null)
  const ended = useChange(useDone(() => setOpen(null))('set_up.outage_ended'))
  const end = ({ id, version }: Outage) =>
    !ended.isPending && ended.mutate({ path: `/outages/${id}/end`, body: { version } })
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.outage_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.outages')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <p className={`${s.note} sm soft`}>{say('set_up.outages_why')}</p>
      {ended.error !== null && (
        <p role="alert" className={s.note}>
          {refusalText(ended.error, say)} <PoliciesOf thrown={ended.error} />
        </p>
      )}
      <ScreenState query={query} rows={5}>
        {outages =>
          outages.length === 0 ? (
            <Empty why={say('set_up.outages_none')}>{add}</Empty>
          ) : (
            <List outages={outages} onChange={mayChange ? setOpen : null} onEnd={end} />
          )
        }
      </ScreenState>
      {open && (
        <OutageSheet
          key={open === 'new' ? 'new' : open.id}
          outage={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type ListProps = {
  outages: readonly Outage[]
  onChange: ((outage: Outage) => void) | null
  onEnd: (outage: Outage) => void
}

function List({ outages, onChange, onEnd }: ListProps) {
  const { say, language } = useWords()
  return (
    <Table
      caption={say('set_up.outages')}
      rows={outages}
      keyOf={one => one.id}
      columns={[
        {
          key: 'what',
          head: say('set_up.outage_what_head'),
          cell: one => <What outage={one} />,
        },
        { key: 'when', head: say('set_up.outage_when'), cell: one => <When outage={one} /> },
        { key: 'for', head: say('set_up.outage_for'), cell: one => <ForWhom outage={one} /> },
        {
          key: 'acts',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange &&
            one.overAt === null && (
              <span className={s.places}>
                <Button
                  aria-label={say('set_up.outage_end_one', { name: outageText(one, language) })}
                  onClick={() => onEnd(one)}
                >
                  {say('set_up.outage_end')}
                </Button>
                <Button
                  kind="quiet"
                  aria-label={say('set_up.change_one', { name: outageText(one, language) })}
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

/** The words, and the languages they are still missing in. */
function What({ outage }: { outage: Outage }) {
  const { say, language } = useWords()
  const { desk } = useSession()
  const spoken = languages.filter(one => desk.languages.includes(one))
  const missing = outage.overAt === null ? missingIn(outage.what, spoken) : []
  return (
    <>
      <span className={outage.overAt === null ? undefined : 'soft'}>{outageText(outage, language)}</span>
      {missing.length > 0 && (
        <span className={`${s.does} faint`}>
          {say('set_up.outage_missing', { languages: missing.join(' ') })}
        </span>
      )}
    </>
  )
}

/** Since and until when, and who said so. */
function When({ outage }: { outage: Outage }) {
  const say = useSay()
  const when = useDayTime()
  const { desk } = useSession()
  const name = (id: string | null) => desk.agents.find(one => one.id === id)?.name ?? '–'
  const { since, expectedUntil, overAt, isOn } = outage
  const until =
    overAt !== null
      ? say('set_up.outage_over', { time: when(overAt), name: name(outage.endedBy) })
      : expectedUntil === null
        ? say('set_up.outage_open')
        : say('set_up.outage_expected', { time: when(expectedUntil) })
  return (
    <>
      {say(isOn || overAt !== null ? 'set_up.outage_from' : 'set_up.outage_planned', { time: when(since) })}
      <span className={s.does}>{until}</span>
      <span className={`${s.does} faint`}>
        {say('set_up.outage_by', { name: name(outage.announcedBy), time: when(outage.announcedAt) })}
      </span>
    </>
  )
}

/** What it is limited to; nothing: everybody. */
function ForWhom({ outage }: { outage: Outage }) {
  const say = useSay()
  const { desk } = useSession()
  const { data: organisations = [] } = useSetUpList<Organisation>(
    '/organisations',
    outage.organisations.length > 0,
  )
  const firms = namesOf(organisations)
  const products = namesOf(desk.products)
  const { language } = useWords()
  const { data } = useQuery({ ...scriptsQuery, enabled: outage.scripts.length > 0 })
  const title = (slug: string) =>
    inLanguage(data?.items.find(one => one.slug === slug)?.title, language) || slug
  const named = [
    ...outage.scripts.map(title),
    ...outage.products.map(id => products[id] ?? id),
    ...outage.organisations.map(id => firms[id] ?? '…'),
    ...outage.places,
  ]
  return <>{named.length === 0 ? say('set_up.outage_everybody') : named.join(', ')}</>
}
