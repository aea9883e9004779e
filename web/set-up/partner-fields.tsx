// What is agreed with the house a team belongs to, as fields. Not: what follows from it
// (core/access/share.ts).
import { isOurs } from '#core/case/deed/accountable.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { DeskFacts, Partnership } from '#core/people/desk-facts.ts'
import { useSession } from '../api/session.ts'
import { fieldOf, instantOfField } from '../case/wall-clock.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { useDeskZone } from './agreements-api.ts'
import { Line } from './parts.tsx'
import s from './set-up.module.css'

/** As somebody types it; null: the team is ours. */
export type TypedPartner = {
  readonly house: string
  readonly accountable: string
  readonly endsAt: string
  readonly readDays: string
  readonly namesPeople: boolean
} | null

const fresh = { house: '', accountable: '', endsAt: '', readDays: '7', namesPeople: false }

export const typedPartner = (one: Partnership | null | undefined, zone: string): TypedPartner =>
  one
    ? {
        ...{ house: one.house, accountable: one.accountable, namesPeople: one.namesPeople },
        readDays: String(one.readDays),
        endsAt: one.endsAt === null ? '' : fieldOf(one.endsAt, zone),
      }
    : null

/** What is sent; `incomplete`: something is missing. */
export function partnerOf(typed: TypedPartner, zone: string): Partnership | null | 'incomplete' {
  if (typed === null) return null
  const readDays = Number(typed.readDays)
  const endsAt = typed.endsAt === '' ? null : instantOfField(typed.endsAt, zone)
  if (!typed.house.trim() || !typed.accountable || (typed.endsAt !== '' && endsAt === null))
    return 'incomplete'
  if (!Number.isInteger(readDays) || readDays < 0) return 'incomplete'
  const { namesPeople } = typed
  return {
    house: typed.house.trim(),
    accountable: typed.accountable as AgentId,
    endsAt,
    readDays,
    namesPeople,
  }
}

type Props = { value: TypedPartner; onChange: (value: TypedPartner) => void }

/** The box that says whose team it is, and what was agreed. */
export function PartnerFields({ value, onChange }: Props) {
  const say = useSay()
  return (
    <>
      <Check
        checked={value !== null}
        onChange={event => onChange(event.currentTarget.checked ? fresh : null)}
      >
        {say('set_up.partner')}
      </Check>
      {value && <Agreed value={value} onChange={onChange} />}
    </>
  )
}

type AgreedProps = { value: NonNullable<TypedPartner>; onChange: (value: TypedPartner) => void }

function Agreed({ value, onChange }: AgreedProps) {
  const say = useSay()
  return (
    <div className={s.form}>
      <p className="sm soft">{say('set_up.partner_why')}</p>
      <Line
        label={say('set_up.partner_house')}
        value={value.house}
        onChange={house => onChange({ ...value, house })}
      />
      <AnswersField value={value} onChange={onChange} />
      <EndFields value={value} onChange={onChange} />
      <Check
        checked={value.namesPeople}
        onChange={event => onChange({ ...value, namesPeople: event.currentTarget.checked })}
      >
        {say('set_up.partner_names')}
      </Check>
    </div>
  )
}

/** Only ours can answer for it. */
function AnswersField({ value, onChange }: AgreedProps) {
  const say = useSay()
  const { desk } = useSession()
  const facts = desk as unknown as DeskFacts
  const ours = Object.values(facts.agents).filter(one => one.reach && isOurs(one, facts))
  return (
    <SelectField
      label={say('set_up.partner_accountable')}
      value={value.accountable}
      options={[{ value: '', text: '–' }, ...ours.map(one => ({ value: one.id as string, text: one.name }))]}
      onChange={event => onChange({ ...value, accountable: event.currentTarget.value })}
    />
  )
}

function EndFields({ value, onChange }: AgreedProps) {
  const say = useSay()
  const zone = useDeskZone()
  return (
    <>
      <TextField
        label={say('set_up.partner_ends')}
        hint={`${say('set_up.partner_ends_why')} ${zone.replaceAll('_', ' ')}`}
        type="datetime-local"
        value={value.endsAt}
        onChange={event => onChange({ ...value, endsAt: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.partner_days')}
        type="number"
        min={0}
        max={365}
        value={value.readDays}
        onChange={event => onChange({ ...value, readDays: event.currentTarget.value })}
      />
    </>
  )
}
