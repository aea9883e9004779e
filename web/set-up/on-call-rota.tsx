// The rota of a team on call in its fields: each for a week in turn, or the same every week. Not: how it is
// read (on-call.ts), nor what it comes to (on-call-ahead-part.tsx).
import { type Weekday, weekdays } from '#core/clock/date.ts'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { withDay } from '../me/quiet.ts'
import { useSay } from '../words.ts'
import { type TypedRota, type TypedRow, usualRow } from './on-call.ts'
import s from './set-up.module.css'
import { type Person, useSetUpList } from './set-up-api.ts'
import { useWeekday } from './weekday.ts'

type Props = { rota: TypedRota; zone: string | undefined; onChange: (rota: TypedRota) => void }

export function RotaFields({ rota, zone, onChange }: Props) {
  const say = useSay()
  return (
    <>
      <SelectField
        label={say('set_up.rota')}
        value={rota.form}
        options={[
          { value: '', text: say('set_up.rota_none') },
          { value: 'in_turn', text: say('set_up.rota_in_turn') },
          { value: 'weekly', text: say('set_up.rota_weekly') },
        ]}
        onChange={event => onChange({ ...rota, form: event.currentTarget.value as TypedRota['form'] })}
      />
      {rota.form !== '' && zone && (
        <p className="sm soft">{say('set_up.rota_zone', { zone: zone.replaceAll('_', ' ') })}</p>
      )}
      {rota.form === 'in_turn' && <InTurn rota={rota} onChange={onChange} />}
      {rota.form === 'weekly' && <Weekly rota={rota} onChange={onChange} />}
    </>
  )
}

type FormProps = Pick<Props, 'rota' | 'onChange'>

function InTurn({ rota, onChange }: FormProps) {
  const say = useSay()
  const dayName = useWeekday('long')
  const { people } = rota
  return (
    <>
      <div className={s.two}>
        {people.map((agent, index) => (
          <PersonField
            // biome-ignore lint/suspicious/noArrayIndexKey: the weeks keep their places
            key={index}
            label={say('set_up.rota_person', { n: index + 1 })}
            value={agent}
            onChange={next => onChange({ ...rota, people: people.with(index, next) })}
          />
        ))}
      </div>
      <div className="row">
        <Button onClick={() => onChange({ ...rota, people: [...people, ''] })}>
          {say('set_up.rota_person_add')}
        </Button>
        {people.length > 1 && (
          <Button kind="quiet" onClick={() => onChange({ ...rota, people: people.slice(0, -1) })}>
            {say('set_up.rota_person_remove')}
          </Button>
        )}
      </div>
      <div className={s.two}>
        <SelectField
          label={say('set_up.rota_day')}
          value={rota.day}
          options={weekdays.map((value, index) => ({ value, text: dayName(index) }))}
          onChange={event => onChange({ ...rota, day: event.currentTarget.value as Weekday })}
        />
        <TextField
          label={say('set_up.rota_at')}
          type="time"
          value={rota.at}
          onChange={event => onChange({ ...rota, at: event.currentTarget.value })}
        />
        <TextField
          label={say('set_up.rota_since')}
          type="date"
          value={rota.since}
          onChange={event => onChange({ ...rota, since: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

function Weekly({ rota, onChange }: FormProps) {
  const say = useSay()
  const { rows } = rota
  return (
    <>
      {rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else to be told by
          key={index}
          no={index + 1}
          row={row}
          onChange={next => onChange({ ...rota, rows: rows.with(index, next) })}
          onRemove={
            rows.length > 1 ? () => onChange({ ...rota, rows: rows.filter((_, at) => at !== index) }) : null
          }
        />
      ))}
      <p className="sm soft">{say('set_up.rota_row_hint')}</p>
      <div className="row">
        <Button onClick={() => onChange({ ...rota, rows: [...rows, usualRow] })}>
          {say('set_up.rota_row_add')}
        </Button>
      </div>
    </>
  )
}

type RowProps = {
  no: number
  row: TypedRow
  onChange: (row: TypedRow) => void
  onRemove: (() => void) | null
}

function Row({ no, row, onChange, onRemove }: RowProps) {
  const say = useSay()
  const dayName = useWeekday('short')
  return (
    <fieldset className={s.form}>
      <legend className={s.legend}>{say('set_up.rota_row', { n: no })}</legend>
      <PersonField
        label={say('set_up.on_call_who')}
        value={row.agent}
        onChange={agent => onChange({ ...row, agent })}
      />
      <div className={s.days}>
        {weekdays.map((one, index) => (
          <Check
            key={one}
            checked={row.days.includes(one)}
            onChange={() => onChange({ ...row, days: withDay(row.days, one) })}
          >
            {dayName(index)}
          </Check>
        ))}
      </div>
      <div className={s.two}>
        <TextField
          label={say('me.quiet_from')}
          type="time"
          value={row.from}
          onChange={event => onChange({ ...row, from: event.currentTarget.value })}
        />
        <TextField
          label={say('me.quiet_until')}
          type="time"
          value={row.until}
          onChange={event => onChange({ ...row, until: event.currentTarget.value })}
        />
      </div>
      {onRemove && (
        <div className="row">
          <Button kind="quiet" aria-label={say('set_up.rota_row_remove', { n: no })} onClick={onRemove}>
            {say('me.quiet_remove')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

type PersonProps = { label: string; value: AgentId | ''; onChange: (agent: AgentId | '') => void }

/** One of the people; not of the session's agents: the persons behind API tokens are among those. */
export function PersonField({ label, value, onChange }: PersonProps) {
  const { data: people = [] } = useSetUpList<Person>('/agents')
  return (
    <SelectField
      label={label}
      value={value}
      options={[
        { value: '', text: '–' },
        ...people.filter(one => one.active).map(one => ({ value: one.id, text: one.name })),
      ]}
      onChange={event => onChange(event.currentTarget.value as AgentId | '')}
    />
  )
}
