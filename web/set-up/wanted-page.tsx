// What has to be known of cases: short lists per kind and product. Not: writing one (wanted-sheet.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { inLanguage, type WantedList } from '#core/wanted/wanted-list.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/states.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay, useWords } from '../words.ts'
import { SetUpPage, useMe } from './parts.tsx'
import { useSetUpList } from './set-up-api.ts'
import { WantedSheet } from './wanted-sheet.tsx'

export type KeptWanted = WantedList & { readonly version: number }

export default function WantedPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'wanted', 'change')
  const query = useSetUpList<KeptWanted>('/wanted-lists')
  const nameOf = useListName()
  const [open, setOpen] = useState<KeptWanted | 'new' | null>(null)
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('wanted.set_add')}
    </Button>
  )
  return (
    <SetUpPage
      title={say('set_up.wanted')}
      note={say('wanted.set_note')}
      acts={query.data?.length !== 0 && add}
    >
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={3}>
        {all =>
          all.length === 0 ? (
            <Empty why={say('wanted.set_empty')}>{add}</Empty>
          ) : (
            <Lists all={all} onChange={mayChange ? setOpen : null} />
          )
        }
      </ScreenState>
      {open && (
        <WantedSheet
          key={open === 'new' ? 'new' : open.id}
          list={open === 'new' ? null : open}
          name={open === 'new' ? say('wanted.set_title_new') : nameOf(open)}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type ListsProps = {
  readonly all: readonly KeptWanted[]
  /** null: he only reads */
  readonly onChange: ((one: KeptWanted) => void) | null
}

function Lists({ all, onChange }: ListsProps) {
  const say = useSay()
  const { language } = useWords()
  const nameOf = useListName()
  const columns = [
    {
      key: 'for',
      head: say('wanted.set_for'),
      cell: (one: KeptWanted) => (
        <>
          {nameOf(one)}
          {!one.active && <span className="soft"> · {say('wanted.set_resting')}</span>}
        </>
      ),
    },
    {
      key: 'facts',
      head: say('wanted.set_facts'),
      cell: (one: KeptWanted) => (
        <span className="soft">{one.facts.map(({ words }) => inLanguage(words, language)).join(' · ')}</span>
      ),
    },
    {
      key: 'change',
      head: <span className="sr">{say('set_up.change')}</span>,
      end: true,
      cell: (one: KeptWanted) =>
        onChange && (
          <Button
            kind="quiet"
            aria-label={say('set_up.change_one', { name: nameOf(one) })}
            onClick={() => onChange(one)}
          >
            {say('set_up.change')}
          </Button>
        ),
    },
  ]
  return <Table caption={say('set_up.wanted')} rows={all} keyOf={one => one.id} columns={columns} />
}

/** Of which cases a list is. */
function useListName() {
  const say = useSay()
  const { desk } = useSession()
  const products = desk.products as readonly { id: string; name: string }[]
  return ({ kinds, products: chosen }: KeptWanted): string => {
    const names = [
      ...kinds.map(one => say(`kinds.kind_${one}`)),
      ...chosen.map(id => products.find(one => one.id === id)?.name ?? id),
    ]
    return names.join(', ') || say('wanted.set_every')
  }
}
