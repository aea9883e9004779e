// The lists of /coach: j and k walk them, Enter opens the entry in its case, w writes to its author.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay } from '../words.ts'
import s from './coach.module.css'
import { type Asked, type CoachItem, type Page, sinceOf, together } from './coach-data.ts'
import { ItemView } from './coach-item.tsx'
import { SayForm } from './say-form.tsx'
import type { ListView } from './coach-screen.tsx'

const keyOf = (one: CoachItem): string => `${one.about} ${one.at}`

export function CoachItems({ asked, view, mine }: { asked: Asked; view: ListView; mine: boolean }) {
  const say = useSay()
  const { days, team, seed } = asked
  // One question for as long as the list is looked at: its period does not move under the reader.
  const since = useMemo(() => sinceOf(days, nowMs()), [days])
  const query = useInfiniteQuery({
    queryKey: [...keys.coach, view, mine, since, team, view === 'sample' ? seed : ''],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CoachItem>>(
        `/coach/${view}`,
        {
          since: String(since),
          ...(mine ? { mine: '1' } : { team: team || undefined }),
          ...(view === 'sample' ? { seed } : { cursor: pageParam || undefined }),
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: last => last.next ?? null,
  })
  return (
    <ScreenState query={query} rows={4} bones="entries">
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        if (items.length === 0) return <Empty why={say(`coach.none_${view}`)} />
        return (
          <>
            <Items items={items} view={view} mine={mine} />
            {query.hasNextPage && (
              <p className={s.older}>
                <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
                  {say('coach.older')}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </ScreenState>
  )
}

function Items({ items, view, mine }: { items: readonly CoachItem[]; view: ListView; mine: boolean }) {
  const say = useSay()
  const nameOf = useAgentName()
  const navigate = useNavigate()
  const [writing, setWriting] = useState<CoachItem | null>(null)
  const groups = view === 'unclear' && !mine ? together(items, nameOf) : { often: [] as const, rest: items }
  const order = [...groups.often.flatMap(([, all]) => all), ...groups.rest]
  const names = order.map(keyOf)
  const open = (key: string) => {
    const one = order.find(each => keyOf(each) === key)
    if (one) void navigate({ to: '/c/$number', params: { number: String(one.number) }, hash: `e${one.seq}` })
  }
  const { at, rowProps } = useRoving({ keys: names, onOpen: open, does: say('coach.key_walk') })
  const focused = order.find(one => keyOf(one) === at)
  useKeys({
    w: mine ? undefined : focused && { does: say('coach.say'), run: () => setWriting(focused) },
  })
  const list = (all: readonly CoachItem[]) => (
    <ol className={s.items}>
      {all.map(one => (
        <li key={keyOf(one)}>
          <ItemView item={one} row={rowProps(keyOf(one))} onSay={mine ? null : () => setWriting(one)} />
        </li>
      ))}
    </ol>
  )
  return (
    <>
      {groups.often.map(([person, all]) => (
        <section key={person} aria-label={say('coach.often', { name: nameOf(person) })}>
          <h2 className={s.group}>{say('coach.often', { name: nameOf(person) })}</h2>
          {list(all)}
        </section>
      ))}
      {groups.often.length > 0 && groups.rest.length > 0 && (
        <h2 className={s.group}>{say('coach.others')}</h2>
      )}
      {groups.often.length === 0 && <h2 className="sr">{say(`coach.view_${view}`)}</h2>}
      {groups.rest.length > 0 && list(groups.rest)}
      {writing && <SayForm item={writing} onClose={() => setWriting(null)} />}
    </>
  )
}
