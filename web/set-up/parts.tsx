// Small parts the set-up pages share: a secret to copy, boxes for roles, levels and teams, the head of a
// page.
import type { ReactNode } from 'react'
import { rolesGiven } from '#core/access/set-up.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { AgentFacts, Role } from '#core/people/desk-facts.ts'
import { type Language, languages } from '#core/people/language.ts'
import { type HouseLevel, houseLevels } from '#core/people/level.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { refusalText } from '../api/refusal-text.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { ErrorSummary, SelectField, TextField } from '../kit/field.tsx'
import { ScreenBar } from '../kit/layout.tsx'
import { localeOf } from '../kit/times.ts'
import { toast } from '../kit/toast.ts'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

/** The signed-in person as the rights table asks about him. */
export function useMe(): Pick<AgentFacts, 'id' | 'roles' | 'active' | 'teams'> {
  const { agent } = useSession()
  return { id: agent.id, roles: agent.roles as readonly Role[], active: true, teams: agent.teams }
}

/** A page: its name, a quiet note, its acts. */
export function SetUpPage({
  title,
  note,
  acts,
  children,
}: {
  title: string
  note?: ReactNode
  acts?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={s.page}>
      <ScreenBar title={title} note={note} ruled>
        {acts}
      </ScreenBar>
      {children}
    </div>
  )
}

/** What went wrong with a form, whoever said so. */
export function Wrong({ errors = [], thrown }: { errors?: readonly string[]; thrown?: unknown }) {
  const say = useSay()
  const all = [...errors, ...(thrown ? [refusalText(thrown, say)] : [])]
  if (all.length === 0) return null
  return (
    <>
      <ErrorSummary errors={all} {...(errors.length === 0 && { title: say('kit.not_done') })} />
      <PoliciesOf thrown={thrown} />
    </>
  )
}

/** Something to copy that is shown once. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const say = useSay()
  const copy = async () => {
    await navigator.clipboard?.writeText(value).catch(() => undefined)
    toast({ text: say('set_up.copied') })
  }
  return (
    <div className={s.link}>
      <TextField
        label={label}
        value={value}
        hint={hint}
        readOnly
        onFocus={event => event.currentTarget.select()}
      />
      <Button glyph="copy" onClick={() => void copy()}>
        {say('set_up.copy')}
      </Button>
    </div>
  )
}

type Boxes<T> = { label: string; value: readonly T[]; onChange: (value: readonly T[]) => void }

/** Boxes to tick, each one sentence; `all` in their order. */
export function Ticks<T extends string | number>({
  label,
  value,
  onChange,
  all,
}: Boxes<T> & { all: readonly { value: T; text: ReactNode; offWhy?: boolean }[] }) {
  const toggled = (one: T) => (value.includes(one) ? value.filter(each => each !== one) : [...value, one])
  return (
    <fieldset className={s.checks}>
      <legend className={s.legend}>{label}</legend>
      {all.map(one => (
        <Check
          key={one.value}
          checked={value.includes(one.value)}
          disabled={one.offWhy ?? false}
          onChange={() => onChange(toggled(one.value))}
        >
          {one.text}
        </Check>
      ))}
    </fieldset>
  )
}

const handedOut: readonly Role[] = ['agent', 'lead', 'admin', 'editor', 'auditor', 'technician', 'partner']

/** Roles with what each does; those one may not hand out cannot be ticked. */
export function RoleTicks({ value, onChange }: Omit<Boxes<Role>, 'label'>) {
  const say = useSay()
  const given = rolesGiven(useMe())
  const all = handedOut.map(role => ({
    value: role,
    offWhy: !given.includes(role),
    text: (
      <>
        {say(`set_up.role_${role}`)} <span className="faint">{say(`set_up.role_${role}_does`)}</span>
      </>
    ),
  }))
  return <Ticks label={say('set_up.roles')} value={value} onChange={onChange} all={all} />
}

/** The levels of the house. */
export function LevelTicks({ value, onChange }: Omit<Boxes<HouseLevel>, 'label'>) {
  const say = useSay()
  const all = houseLevels.map(level => ({
    value: level,
    text: (
      <>
        {say('common.level', { n: level })} <span className="faint">{say(`set_up.level_${level}`)}</span>
      </>
    ),
  }))
  return (
    <Ticks
      label={say('set_up.level')}
      value={value}
      onChange={next => onChange([...next].sort())}
      all={all}
    />
  )
}

/** The desk's teams. */
export function TeamTicks({ value, onChange }: Omit<Boxes<TeamId>, 'label'>) {
  const say = useSay()
  const { desk } = useSession()
  const all = desk.teams
    .filter(team => team.active !== false || value.includes(team.id))
    .map(team => ({ value: team.id, text: team.name }))
  return <Ticks label={say('set_up.teams')} value={value} onChange={onChange} all={all} />
}

/** A language in the words of the reader: `Swedish`, `svenska`. */
export function useLanguageName(): (language: string) => string {
  const { language: own } = useWords()
  return language => new Intl.DisplayNames([own], { type: 'language' }).of(language) ?? language
}

/** A day in the reader's words, of his zone or of another. */
export function useDay(inZone?: string): (at: number) => string {
  const { language, zone: own } = useWords()
  const zone = inZone ?? own
  const format = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(zone && { timeZone: zone }),
  })
  return at => format.format(at)
}

/** The day and the time. */
export function useDayTime(): (at: number) => string {
  const { language, zone } = useWords()
  const format = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone && { timeZone: zone }),
  })
  return at => format.format(at)
}

/** The main button of a sheet. */
export function Send({ isSending, children }: { isSending: boolean; children: ReactNode }) {
  return (
    <Button kind="main" type="submit" keys="mod+enter" aria-busy={isSending}>
      {children}
    </Button>
  )
}

/** Says that it is done, and closes the sheet. */
export function useDone(onClose: () => void): (key: string) => () => void {
  const say = useSay()
  return key => () => {
    toast({ text: say(key) })
    onClose()
  }
}

type LanguageProps = {
  label: string
  value: string
  onChange: (language: Language) => void
  /** a first choice that is none of the six */
  first?: { readonly value: string; readonly text: string }
}

/** One of the six languages, each in its own name. */
export function LanguageField({ label, value, onChange, first }: LanguageProps) {
  return (
    <SelectField
      label={label}
      value={value}
      options={[...(first ? [first] : []), ...languages.map(one => ({ value: one, text: ownName(one) }))]}
      onChange={event => onChange(event.currentTarget.value as Language)}
    />
  )
}

type RemoveProps = { name: string; path: string; onDone: () => void }

/** Removes the thing a sheet is about; what stands against it is said beside the button. */
export function Remove({ name, path, onDone }: RemoveProps) {
  const say = useSay()
  const removed = useChange(onDone)
  return (
    <>
      {removed.error !== null && <span className="sm">{refusalText(removed.error, say)}</span>}
      <PoliciesOf thrown={removed.error} />
      <Button
        kind="quiet"
        aria-label={say('set_up.remove_one', { name })}
        onClick={() => removed.mutate({ path, method: 'DELETE' })}
      >
        {say('set_up.remove')}
      </Button>
    </>
  )
}

/** One line of text by its label; at most 100 characters unless said otherwise. */
export function Line({ label, value, onChange, max = 100 }: LineProps) {
  return (
    <TextField
      label={label}
      value={value}
      maxLength={max}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
type LineProps = { label: string; value: string; onChange: (value: string) => void; max?: number }
