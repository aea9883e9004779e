// The rules by which something is given beyond what is owed: the version in force as a form, how it weighs a
// case, and which versions there were. Not: its fields (goodwill-fields.tsx), nor what was given
// (goodwill/goodwill-screen.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { GoodwillRules } from '#core/goodwill/rules.ts'
import type { AgentId } from '#core/kit/id.ts'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import type { Fault } from './field-faults.ts'
import { GoodwillFields } from './goodwill-fields.tsx'
import { goodwillFaults, goodwillForm, rulesOf } from './goodwill-form.ts'
import { GoodwillTry } from './goodwill-try.tsx'
import { SetUpPage, useDayTime, useMe } from './parts.tsx'
import { PageForm } from './page-form.tsx'
import s from './set-up.module.css'
import { useChange, useSetUp } from './set-up-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'

type Version = {
  readonly version: number
  readonly rules: GoodwillRules
  readonly at: number
  readonly by: AgentId
}
type Read = {
  readonly version: number
  readonly rules: GoodwillRules | null
  readonly usual: GoodwillRules
  readonly versions: readonly Version[]
}

export default function GoodwillPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'goodwill', 'change')
  const query = useSetUp<Read>('/goodwill/rules')
  const [isBegun, setBegun] = useState(false)
  return (
    <SetUpPage title={say('set_up.goodwill')} note={say('goodwill_set.note')}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={6} bones="form">
        {read =>
          read.rules === null && !isBegun ? (
            <Empty why={say('goodwill_set.none')}>
              {mayChange && (
                <Button kind="main" onClick={() => setBegun(true)}>
                  {say('goodwill_set.begin')}
                </Button>
              )}
            </Empty>
          ) : (
            <>
              <RulesForm key={read.version} read={read} mayChange={mayChange} />
              {read.rules && <GoodwillTry currency={read.rules.currency} />}
              {read.versions.length > 0 && <Versions all={read.versions} />}
            </>
          )
        }
      </ScreenState>
    </SetUpPage>
  )
}

function RulesForm({ read, mayChange }: { read: Read; mayChange: boolean }) {
  const say = useSay()
  const [form, setForm] = useState(() => goodwillForm(read.rules ?? read.usual))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const publish = useChange(() =>
    toast({ text: say('goodwill_set.published', { version: read.version + 1 }) }),
  )
  useFirstWrong(faults, publish.error, 'form[data-form]')
  const go = () => {
    const wrong = goodwillFaults(form)
    setFaults(wrong)
    if (wrong.length > 0 || publish.isPending || !mayChange) return
    publish.mutate({ path: '/goodwill/rules', body: { read: read.version, rules: rulesOf(form) } })
  }
  return (
    <PageForm
      mayChange={mayChange}
      go={go}
      isSending={publish.isPending}
      send={say('goodwill_set.publish')}
      note={say('goodwill_set.publish_note')}
      thrown={publish.error}
    >
      <fieldset className={s.form} disabled={!mayChange}>
        <legend className="sr">{say('set_up.goodwill')}</legend>
        <GoodwillFields form={form} faults={faults} set={change => setForm(now => ({ ...now, ...change }))} />
      </fieldset>
    </PageForm>
  )
}

function Versions({ all }: { all: readonly Version[] }) {
  const say = useSay()
  const when = useDayTime()
  const { nameOf } = useDesk()
  return (
    <section>
      <div className={s.part}>
        <h2>{say('goodwill_set.versions')}</h2>
      </div>
      <Table
        caption={say('goodwill_set.versions')}
        rows={all}
        keyOf={one => String(one.version)}
        columns={[
          {
            key: 'version',
            head: say('goodwill_set.version'),
            cell: one => <span className="num">{one.version}</span>,
          },
          { key: 'at', head: say('goodwill_set.since'), cell: one => when(one.at) },
          { key: 'by', head: say('goodwill_set.by'), cell: one => nameOf(one.by) ?? say('problem.nobody') },
        ]}
      />
    </section>
  )
}
