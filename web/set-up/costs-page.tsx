// What an hour costs at each level: as a form, with what held before. Not: what is wrong with it
// (costs-form.ts), nor what cases cost (reports).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { CostVersion } from '#core/cost/desk-costs.ts'
import type { AgentId } from '#core/kit/id.ts'
import { houseLevels } from '#core/people/level.ts'
import { money } from '#words/money.ts'
import { useDesk } from '../case/desk.ts'
import { TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useWords } from '../words.ts'
import { costsFaults, costsForm, costsOf } from './costs-form.ts'
import { type Fault, faultAt, faultsIn } from './field-faults.ts'
import { SetUpPage, useDayTime, useMe } from './parts.tsx'
import { PageForm } from './page-form.tsx'
import s from './set-up.module.css'
import { useChange, useSetUp } from './set-up-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'

type Version = CostVersion & { readonly currency: string; readonly by: AgentId }
type Read = { readonly version: number; readonly versions: readonly Version[] }

export default function CostsPage() {
  const { say } = useWords()
  const mayChange = maySetUp(useMe(), 'costs', 'change')
  const query = useSetUp<Read>('/costs')
  return (
    <SetUpPage title={say('set_up.costs')} note={say('cost_set.note')}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={4} bones="form">
        {read => (
          <>
            {read.version === 0 && <Empty why={say('cost_set.none')} />}
            {(mayChange || read.version > 0) && (
              <RatesForm key={read.version} read={read} mayChange={mayChange} />
            )}
            {read.versions.length > 0 && <Versions all={read.versions} />}
          </>
        )}
      </ScreenState>
    </SetUpPage>
  )
}

function RatesForm({ read, mayChange }: { read: Read; mayChange: boolean }) {
  const { say } = useWords()
  const before = read.versions[0] ?? null
  const [form, setForm] = useState(() => costsForm(before))
  const [own, setOwn] = useState<readonly Fault[]>([])
  const publish = useChange(() => toast({ text: say('cost_set.published') }))
  const faults = own.length > 0 ? own : faultsIn(publish.error)
  useFirstWrong(own, publish.error, 'form[data-form]')
  const go = () => {
    const wrong = costsFaults(form, before)
    setOwn(wrong)
    if (wrong.length > 0 || publish.isPending || !mayChange) return
    publish.mutate({ path: '/costs', body: { read: read.version, ...costsOf(form) } })
  }
  return (
    <PageForm
      mayChange={mayChange}
      go={go}
      isSending={publish.isPending}
      send={say('cost_set.publish')}
      thrown={publish.error}
    >
      <fieldset className={s.form} disabled={!mayChange}>
        <legend className="sr">{say('set_up.costs')}</legend>
        <TextField
          label={say('cost_set.currency')}
          hint={say('cost_set.currency_hint')}
          value={form.currency}
          maxLength={3}
          error={faultAt(faults, 'currency', say)}
          onChange={event => setForm({ ...form, currency: event.currentTarget.value })}
        />
        {houseLevels.map(level => (
          <TextField
            key={level}
            label={say('cost_set.rate', { level: String(level) })}
            inputMode="decimal"
            value={form.rates[level]}
            error={faultAt(faults, `rates.${level}`, say)}
            onChange={event =>
              setForm({ ...form, rates: { ...form.rates, [level]: event.currentTarget.value } })
            }
          />
        ))}
        <p className="sm soft">{say('cost_set.rates_hint')}</p>
      </fieldset>
    </PageForm>
  )
}

function Versions({ all }: { all: readonly Version[] }) {
  const { say, language } = useWords()
  const when = useDayTime()
  const { nameOf } = useDesk()
  return (
    <section>
      <div className={s.part}>
        <h2>{say('cost_set.versions')}</h2>
      </div>
      <Table
        caption={say('cost_set.versions')}
        rows={all}
        keyOf={one => String(one.version)}
        columns={[
          { key: 'at', head: say('cost_set.since'), cell: one => when(one.at) },
          ...houseLevels.map(level => ({
            key: `level_${level}`,
            head: say('cost_set.level', { level: String(level) }),
            cell: ({ rates, currency }: Version) => {
              const amountMinor = rates[level]
              if (amountMinor === null) return <span className="soft">{say('cost_set.unknown')}</span>
              return <span className="num">{money({ amountMinor, currency }, language)}</span>
            },
          })),
          { key: 'by', head: say('cost_set.by'), cell: one => nameOf(one.by) ?? say('problem.nobody') },
        ]}
      />
    </section>
  )
}
