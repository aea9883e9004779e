// My settings: who I am here, how screens look, keys, undo, password, and where I am signed in. Saved as
// one chooses.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Language, languages } from '#core/people/language.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { changeSession, type Preferences, useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check, Choices } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { FormRow, FormRows } from '../kit/form-row.tsx'
import { ScreenBar } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { timeOf } from '../kit/times.ts'
import { toast } from '../kit/toast.ts'
import { useOfNow } from '../kit/use-now.ts'
import { zonesWith } from '../kit/zones.ts'
import { AbsenceForm } from '../set-up/absence-form.tsx'
import { weekText } from '../set-up/calendar-form.ts'
import { type Person, useSetUpList } from '../set-up/set-up-api.ts'
import { useWeekday } from '../set-up/weekday.ts'
import { signOut } from '../shell/sign-out.ts'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import s from './me.module.css'
import { KnowingPart } from '../knowing/knowing-part.tsx'
import { DirectNumber } from './direct-number.tsx'
import { PasswordForm } from './password-form.tsx'
import { ReachRows } from './reach-rows.tsx'
import { Sessions } from './sessions.tsx'

type Me = {
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly timeZone: string
  readonly preferences: Preferences
}
export type Change = Partial<Omit<Me, 'email' | 'preferences'>> & {
  readonly preferences?: Partial<Preferences>
}

const undoChoices = [0, 5, 10, 20, 30]

/** `/me` */
export default function MeScreen() {
  const say = useSay()
  const query = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => get<Me>('/me', {}, signal) })
  return (
    <div className={s.page}>
      <ScreenBar title={say('me.title')} note={query.data?.email} ruled>
        <Button onClick={() => void signOut()}>{say('me.sign_out')}</Button>
      </ScreenBar>
      <ScreenState query={query} rows={6} bones="form">
        {me => (
          <>
            <Screens me={me} />
            <Absence />
            <h2 className={s.title}>{say('knowing.mine')}</h2>
            <OwnKnowing />
            <h2 className={s.title}>{say('me.password')}</h2>
            <FormRows>
              <FormRow label={say('me.password_change')}>
                <PasswordForm email={me.email} />
              </FormRow>
            </FormRows>
            <h2 className={s.title}>{say('me.sessions')}</h2>
            <Sessions />
          </>
        )}
      </ScreenState>
    </div>
  )
}

/** Saves one change at once and shows it at once. */
function useSaveMe() {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    // One after the other: of two at once the server would refuse one as overtaken.
    scope: { id: 'me' },
    mutationFn: (change: Change) => post<Me>('/me', change, { method: 'PATCH' }),
    onSuccess: me => {
      client.setQueryData(['me'], me)
      changeSession(client, session => ({
        ...session,
        agent: {
          ...session.agent,
          name: me.name,
          language: me.language,
          timeZone: me.timeZone,
          preferences: me.preferences,
        },
      }))
      void client.invalidateQueries({ queryKey: keys.session })
      toast({ text: say('me.saved') })
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}

function Screens({ me }: { me: Me }) {
  const say = useSay()
  const save = useSaveMe()
  const [name, setName] = useState(me.name)
  const set = (change: Change) => save.mutate(change)
  return (
    <FormRows>
      <FormRow label={say('me.name')} hint={say('sign_in.name_hint')}>
        <div className={s.short}>
          <TextField
            label={say('me.name')}
            labelHidden
            value={name}
            maxLength={100}
            onChange={event => setName(event.currentTarget.value)}
            onBlur={() => name.trim() && name !== me.name && set({ name })}
          />
        </div>
      </FormRow>
      <FormRow label={say('me.language')}>
        <div className={s.short}>
          <SelectField
            label={say('me.language')}
            labelHidden
            value={me.language}
            options={languages.map(value => ({ value, text: ownName(value) }))}
            onChange={event => set({ language: event.currentTarget.value as Language })}
          />
        </div>
      </FormRow>
      <FormRow label={say('me.zone')} stand={<ZoneNow zone={me.timeZone} />}>
        <div className={s.short}>
          <SelectField
            label={say('me.zone')}
            labelHidden
            value={me.timeZone}
            options={zonesWith(me.timeZone).map(value => ({ value, text: value.replaceAll('_', ' ') }))}
            onChange={event => set({ timeZone: event.currentTarget.value })}
          />
        </div>
      </FormRow>
      <Looks me={me} set={set} />
      <DirectNumber preferences={me.preferences} set={preferences => set({ preferences })} />
      <ReachRows preferences={me.preferences} set={preferences => set({ preferences })} />
    </FormRows>
  )
}

/** How screens look and answer. */
function Looks({ me, set }: { me: Me; set: (change: Change) => void }) {
  const say = useSay()
  const { theme = 'system', density = 'comfortable', undoSeconds = 10, singleKeys } = me.preferences
  const seconds = [...new Set([...undoChoices, undoSeconds])].sort((a, b) => a - b)
  return (
    <>
      <FormRow label={say('me.theme')}>
        <Choices
          label={say('me.theme')}
          labelHidden
          inline
          value={theme}
          onChange={next => set({ preferences: { theme: next } })}
          choices={(['system', 'light', 'dark'] as const).map(value => ({
            value,
            text: say(`me.theme_${value}`),
          }))}
        />
      </FormRow>
      <FormRow label={say('me.density')}>
        <Choices
          label={say('me.density')}
          labelHidden
          value={density}
          onChange={next => set({ preferences: { density: next } })}
          choices={(['comfortable', 'compact'] as const).map(value => ({
            value,
            text: say(`me.density_${value}`),
          }))}
        />
      </FormRow>
      <FormRow label={say('me.shortcuts')} stand={say('me.shortcuts_on')}>
        <Check
          checked={singleKeys !== false}
          onChange={event => set({ preferences: { singleKeys: event.currentTarget.checked } })}
        >
          {say('me.shortcuts_use')}
        </Check>
      </FormRow>
      <FormRow label={say('me.undo')} stand={say('me.undo_why')}>
        <div className={s.short}>
          <SelectField
            label={say('me.undo')}
            labelHidden
            value={String(undoSeconds)}
            options={seconds.map(n => ({ value: String(n), text: say('me.seconds', { n }) }))}
            onChange={event => set({ preferences: { undoSeconds: Number(event.currentTarget.value) } })}
          />
        </div>
      </FormRow>
    </>
  )
}

function ZoneNow({ zone }: { zone: string }) {
  const words = useWords()
  const time = useOfNow(now => timeOf(now, { ...words, zone }))
  return <>{words.say('me.zone_now', { time })}</>
}

/** What is said of me and what I solved: for myself and my lead. */
function OwnKnowing() {
  const say = useSay()
  const { agent } = useSession()
  return (
    <>
      <p className={s.why}>{say('knowing.mine_why')}</p>
      <KnowingPart agent={agent.id} />
    </>
  )
}

/** My working week, which others set; and my own absence, with who covers. */
function Absence() {
  const say = useSay()
  const { agent } = useSession()
  const { data: people } = useSetUpList<Person>('/agents')
  const own = people?.find(one => one.id === agent.id)
  if (!own || !people) return null
  return (
    <FormRows>
      <FormRow label={say('set_up.week')} hint={say('me.week_why')}>
        <OwnWeek week={own.week} people={people} />
      </FormRow>
      <FormRow label={say('me.absence')}>
        <div className={s.password}>
          <AbsenceForm key={own.version} person={own} people={people} />
        </div>
      </FormRow>
    </FormRows>
  )
}

function OwnWeek({ week, people }: { week: Person['week']; people: readonly Person[] }) {
  const say = useSay()
  const weekday = useWeekday('short')
  if (!week) return <p>{say('me.week_none')}</p>
  const cover = people.find(one => one.id === week.cover)
  const hours = { zone: week.zone, versions: [{ week: week.hours }] }
  return (
    <>
      <p>{weekText(hours, { weekday, closed: say('me.week_none') })}</p>
      <p className="sm soft">{week.zone.replaceAll('_', ' ')}</p>
      {cover && <p className="sm soft">{say('me.week_cover', { agent: cover.name })}</p>}
    </>
  )
}
