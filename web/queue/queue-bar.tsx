// The head of the queue: its name and size, newcomers, filters as pills, and how it is shown.
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#web/api/client.ts'
import { changeSession, useSession } from '#web/api/session.ts'
import { useDesk } from '#web/case/desk.ts'
import { Button } from '#web/kit/button.tsx'
import { ScreenBar } from '#web/kit/layout.tsx'
import { Menu } from '#web/kit/menu.tsx'
import { Pill } from '#web/kit/pill.tsx'
import { useSay } from '#web/words.ts'
import { countText } from './queue-data.ts'
import { filterTexts, listName } from './queue-names.ts'
import s from './queue.module.css'
import { type Density, sorts, type View, withFilter } from './view.ts'

type Props = {
  view: View
  count: number | undefined
  held: number
  onView: (view: View) => void
  onNew: () => void
  onFilter: () => void
}

/** The density of this browser, told to the page and to the agent's preferences. */
function useDensity(): readonly [Density, (density: Density) => void] {
  const session = useSession()
  const client = useQueryClient()
  const density: Density = session.agent.preferences.density === 'compact' ? 'compact' : 'comfortable'
  const choose = (next: Density) => {
    if (next === 'compact') document.documentElement.dataset.density = 'compact'
    else delete document.documentElement.dataset.density
    changeSession(client, now => ({
      ...now,
      agent: { ...now.agent, preferences: { ...now.agent.preferences, density: next } },
    }))
    // Kept for the next sign-in; the page is right already, so a failure is not worth a word.
    post('/me', { preferences: { density: next } }, { method: 'PATCH' }).catch(() => undefined)
  }
  return [density, choose]
}

export function QueueBar({ view, count, held, onView, onNew, onFilter }: Props) {
  const say = useSay()
  const desk = useDesk()
  const [density, setDensity] = useDensity()
  const size = count === undefined ? '' : say('queue.size', { n: count, count: countText(count) })
  return (
    <ScreenBar
      title={listName(view.list, say, desk)}
      note={
        <>
          {size}
          {size && ' · '}
          {say(`queue.by_${view.sort}`)}
        </>
      }
    >
      {held > 0 && (
        <span className={s.newcomers}>
          <Button kind="quiet" glyph="up" keys="u" onClick={onNew}>
            {say('queue.new_above', { n: held })}
          </Button>
        </span>
      )}
      {filterTexts(view, say, desk).map(([name, text]) => (
        <Pill
          key={name}
          onRemove={() => onView(withFilter(view, name, null))}
          removeLabel={say('queue.filter_remove', { filter: text })}
        >
          {text}
        </Pill>
      ))}
      <Button kind="quiet" keys="f" onClick={onFilter}>
        {say('queue.filter')}
      </Button>
      <Menu
        label={say('queue.view')}
        face={say('queue.view')}
        items={[
          { title: say('queue.sort') },
          ...sorts.map(sort => ({
            text: say(`queue.sort_${sort}`),
            chosen: view.sort === sort,
            run: () => onView({ ...view, sort }),
          })),
          'line',
          { title: say('queue.rows') },
          ...(['comfortable', 'compact'] as const).map(one => ({
            text: say(`queue.rows_${one}`),
            chosen: density === one,
            run: () => setDensity(one),
          })),
        ]}
      />
    </ScreenBar>
  )
}
