// What a lead reads of what drives people mad: themes, no names; and code words written again and again. Not:
// saying it (annoyances.tsx).
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Missing } from '#core/case/note-kind.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Theme } from '#core/people/annoyance.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useAgentName } from '../api/session.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import s from './coach.module.css'

type Answer = {
  readonly themes: readonly { readonly theme: Theme; readonly says: readonly string[] }[]
  readonly missing: readonly Missing[]
  readonly people: number
  readonly until: number
}

export function Themes() {
  const say = useSay()
  const query = useQuery({
    queryKey: [...keys.coach, 'themes'],
    queryFn: ({ signal }) => get<Answer>('/coach/themes', {}, signal),
  })
  return (
    <ScreenState query={query} rows={4} bones="entries">
      {({ themes, missing, people }) => (
        <>
          <p className={`${s.older} soft`}>{say('people.themes_note', { n: people })}</p>
          {themes.length + missing.length === 0 && <Empty why={say('people.none_themes')} />}
          <ul className={s.items}>
            {themes.map(one => (
              <li key={one.theme} className={s.item}>
                <h3 className={s.head}>{say(`people.theme_${one.theme}`)}</h3>
                {one.says.map(words => (
                  <p key={words} className={`${s.words} ${s.flag}`}>
                    {words}
                  </p>
                ))}
              </li>
            ))}
            {missing.map(one => (
              <li key={one} className={s.item}>
                {say('people.missing_theme', { what: say(`notes.missing_${one}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </ScreenState>
  )
}

type Use = {
  readonly agent: AgentId
  readonly word: string
  readonly at: number
  readonly number: number | null
  readonly subject: string | null
}

/** Of those one leads, or what one's leads are told of oneself. */
export function Conduct({ mine }: { mine: boolean }) {
  const say = useSay()
  const nameOf = useAgentName()
  const query = useQuery({
    queryKey: [...keys.coach, 'conduct', mine],
    queryFn: ({ signal }) =>
      get<{ items: readonly Use[] }>('/coach/conduct', { mine: mine ? '1' : undefined }, signal),
  })
  return (
    <ScreenState query={query} rows={4} bones="entries">
      {({ items }) =>
        items.length === 0 ? (
          <Empty why={say(mine ? 'people.none_conduct_mine' : 'people.none_conduct')} />
        ) : (
          <ul className={s.items}>
            {items.map(one => (
              <li key={`${one.agent} ${one.at} ${one.word}`} className={s.item}>
                <p className={s.head}>
                  {nameOf(one.agent)} · {one.word} <TimeText at={one.at} as="wall" className="soft" />
                </p>
                {one.number !== null && (
                  <p className={s.case}>
                    <Link to="/c/$number" params={{ number: String(one.number) }} data-inline="">
                      {one.number} {one.subject}
                    </Link>
                  </p>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </ScreenState>
  )
}
