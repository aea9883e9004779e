// The lists at the left of the queue, with how many cases each holds.
import { useDesk } from '#web/case/desk.ts'
import { SideList, type SideItem } from '#web/kit/layout.tsx'
import { useSay } from '#web/words.ts'
import { countText, type Counts, useCounts } from './queue-data.ts'
import { listName } from './queue-names.ts'

const countOf = (list: string, counts: Counts | undefined): number | undefined => {
  if (!counts) return undefined
  const [kind, which] = list.split('/')
  if (kind === 'level') return counts.level[which ?? '']
  return (counts as unknown as Record<string, number>)[list]
}

/** `list` is the one on the screen. */
export function QueueSide({ list }: { list: string }) {
  const say = useSay()
  const desk = useDesk()
  const { data: counts } = useCounts()
  const lead = desk.me.roles.includes('lead')
  const levels = lead ? ([1, 2, 3] as const) : desk.me.levels
  const item = (key: string): SideItem => ({
    key,
    to: { to: '/q/$', params: { _splat: key } },
    text: listName(key, say, desk),
    end: countText(countOf(key, counts)),
    current: key === list,
  })
  const lists = [
    ...['mine', 'unassigned', 'offered', 'news', ...levels.map(n => `level/${n}`), 'waiting', 'followed'],
    ...(lead ? ['stuck'] : []),
    'all',
  ]
  const teams = Object.values(desk.facts.teams).filter(
    team => team.active && (lead || desk.me.teams.includes(team.id)),
  )
  return (
    <SideList
      label={say('queue.lists')}
      parts={[
        { items: lists.map(item) },
        ...(teams.length > 0
          ? [{ title: say('queue.teams'), items: teams.map(team => item(`team/${team.id}`)) }]
          : []),
      ]}
    />
  )
}
