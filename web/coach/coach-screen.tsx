// /coach: what a lead reads to help people write clearer, and the private words about it. Nobody is
// ranked here, nor counted without a call goal. Not: what stands in an item (coach-item.tsx) or a word
// (coach-words.tsx).
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { FilterBar, ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { useSay } from '../words.ts'
import { type Asked, askedOf, periods, viewsFor } from './coach-data.ts'
import { CallGoals } from './call-goals.tsx'
import { CoachItems } from './coach-items.tsx'
import { LevelChecks } from './level-checks.tsx'
import { Conduct, Themes } from './themes.tsx'
import { CoachWords } from './coach-words.tsx'

/** `/coach?v=unclear&days=30&team=…` */
export default function CoachScreen() {
  const say = useSay()
  const { agent } = useSession()
  const isLead = agent.roles.includes('lead')
  const [asked, set] = useAsked(isLead)
  const { view } = asked
  const isList = lists.some(one => one === view)
  return (
    <Tall>
      <ScreenBar title={say('coach.title')} note={say(isLead ? 'coach.note' : 'coach.note_mine')} />
      <KindLine
        label={say('coach.views')}
        value={view}
        onChange={next => set({ view: next, week: '' })}
        kinds={viewsFor(isLead).map(kind => ({ kind, text: say(`coach.view_${kind}`) }))}
      />
      {isList && <Filters asked={asked} set={set} mine={!isLead} />}
      <Scroll>
        {isList && <CoachItems asked={asked} view={view as ListView} mine={!isLead} />}
        {view === 'level_1' && <LevelChecks week={asked.week} onWeek={week => set({ week })} />}
        {view === 'goals' && <CallGoals week={asked.week} onWeek={week => set({ week })} />}
        {view === 'themes' && <Themes />}
        {view === 'conduct' && <Conduct mine={!isLead} />}
        {(view === 'words' || view === 'given') && <CoachWords as={view === 'given' ? 'lead' : 'author'} />}
      </Scroll>
    </Tall>
  )
}

type Setting = (change: Partial<Asked>) => void

function useAsked(isLead: boolean): readonly [Asked, Setting] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const today = new Date(nowMs()).toISOString().slice(0, 10)
  const asked = askedOf(search, isLead, today)
  const set: Setting = change => {
    const { view, days, team, seed, week } = { ...asked, ...change }
    const next = {
      v: view,
      days: String(days),
      ...(team !== '' && { team }),
      ...(seed !== today && { seed }),
      ...(week !== '' && { week }),
    }
    void navigate({ to: '/coach', search: next as never, replace: true })
  }
  return [asked, set]
}

function Filters({ asked, set, mine }: { asked: Asked; set: Setting; mine: boolean }) {
  const say = useSay()
  const { desk } = useSession()
  const { view, team, days } = asked
  return (
    <FilterBar>
      {!mine && (
        <SelectField
          label={say('coach.team')}
          value={team}
          options={[
            { value: '', text: say('coach.team_all') },
            ...desk.teams.map(one => ({ value: one.id, text: one.name })),
          ]}
          onChange={event => set({ team: event.currentTarget.value })}
        />
      )}
      <SelectField
        label={say('coach.period')}
        value={String(days)}
        options={periods.map(n => ({ value: String(n), text: say('coach.days', { n }) }))}
        onChange={event => set({ days: Number(event.currentTarget.value) as Asked['days'] })}
      />
      {view === 'sample' && (
        <Button onClick={() => set({ seed: crypto.randomUUID().slice(0, 8) })}>{say('coach.draw')}</Button>
      )}
    </FilterBar>
  )
}

const lists = ['returned', 'unclear', 'well', 'sample'] as const
export type ListView = (typeof lists)[number]
