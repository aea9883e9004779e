// "Try a case": who would be covered by what, by which rules, and what would fall due when. Not: real cases.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { kindsFromOpening } from '#core/clock/policy.ts'
import { type Channel, channels, type Severity } from '#core/case/event.ts'
import { contractTitle } from '#core/entitlement/contract.ts'
import type { OrganisationId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { get } from '../api/client.ts'
import { coveredText, resultText } from '../case/clocks-data.ts'
import { instantOfField } from '../case/wall-clock.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { spanExact, type Words, wallTime } from '../kit/times.ts'
import { useSay, useWords } from '../words.ts'
import { type Contract, type Tried, type TriedSpan, usePeople } from './agreements-api.ts'
import a from './agreements.module.css'
import type { Known } from './contracts-page.tsx'
import { OrganisationField } from './organisation-field.tsx'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'

type Need = {
  /** as the field holds it; empty: now */
  readonly at: string
  readonly organisation: OrganisationId | ''
  readonly customer: string
  readonly product: string
  readonly serial: string
  readonly site: string
  readonly channel: Channel
  readonly severity: Severity
}
const nothingSaid = { at: '', organisation: '', customer: '', product: '', serial: '', site: '' } as const

type Props = { known: Known; contracts: readonly Contract[] }

export function TryPart({ known, contracts }: Props) {
  const words = useWords()
  const { say } = words
  const [need, setNeed] = useState<Need>({ ...nothingSaid, channel: 'email', severity: 2 })
  const tried = useMutation({
    mutationFn: (asked: Record<string, string>) => get<Tried>('/entitlement/try', asked),
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    const { at, channel, severity, ...rest } = need
    const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ''))
    const begins = instantOfField(at, words.zone)
    const time = begins !== null && { at: String(begins) }
    if (!tried.isPending) tried.mutate({ ...said, ...time, channel, severity: String(severity) })
  }
  return (
    <section className={s.after} aria-labelledby="try">
      <div className={s.part}>
        <h2 id="try">{say('set_up.try')}</h2>
        <p className="sm soft">{say('set_up.try_why')}</p>
      </div>
      <div className={a.try}>
        <form className={a.tryForm} onSubmit={go}>
          <Wrong thrown={tried.error} />
          <NeedFields need={need} known={known} onChange={change => setNeed({ ...need, ...change })} />
          <div className="row">
            <Button type="submit" aria-busy={tried.isPending}>
              {say('set_up.try_go')}
            </Button>
          </div>
        </form>
        <div className={a.result} role="status">
          {tried.data && <Result tried={tried.data} known={known} contracts={contracts} />}
        </div>
      </div>
    </section>
  )
}

type NeedProps = { need: Need; known: Known; onChange: (change: Partial<Need>) => void }

function NeedFields(props: NeedProps) {
  return (
    <div className={s.two}>
      <WhoseFields {...props} />
      <WhatFields {...props} />
    </div>
  )
}

/** When it comes and who files it. */
function WhoseFields({ need, known, onChange }: NeedProps) {
  const say = useSay()
  const unsaid = { value: '', text: say('set_up.try_unsaid') }
  const people = usePeople(need.organisation) ?? []
  return (
    <>
      <TextField
        label={say('set_up.try_at')}
        hint={say('set_up.try_at_hint')}
        type="datetime-local"
        value={need.at}
        onChange={event => onChange({ at: event.currentTarget.value })}
      />
      <OrganisationField
        value={need.organisation}
        all={known.organisations}
        before={[unsaid]}
        onChange={organisation =>
          onChange({ organisation: organisation as Need['organisation'], customer: '' })
        }
      />
      {people.length > 0 && (
        <SelectField
          label={say('set_up.try_person')}
          value={need.customer}
          options={[
            unsaid,
            ...people.map(one => ({ value: one.id, text: one.name || (one.email ?? one.id) })),
          ]}
          onChange={event => onChange({ customer: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** What it is about, by which way, and how bad it is. */
function WhatFields({ need, known, onChange }: NeedProps) {
  const say = useSay()
  const unsaid = { value: '', text: say('set_up.try_unsaid') }
  return (
    <>
      <SelectField
        label={say('set_up.product')}
        value={need.product}
        options={[unsaid, ...known.products.map(one => ({ value: one.id, text: one.name }))]}
        onChange={event => onChange({ product: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.serial')}
        value={need.serial}
        maxLength={100}
        onChange={event => onChange({ serial: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.site')}
        value={need.site}
        maxLength={200}
        onChange={event => onChange({ site: event.currentTarget.value })}
      />
      <SelectField
        label={say('set_up.try_channel')}
        value={need.channel}
        options={channels.map(value => ({ value, text: say(`kinds.channel_${value}`) }))}
        onChange={event => onChange({ channel: event.currentTarget.value as Channel })}
      />
      <SelectField
        label={say('set_up.try_severity')}
        value={String(need.severity)}
        options={[1, 2, 3, 4].map(n => ({ value: String(n), text: `${n} · ${say(`kinds.severity_${n}`)}` }))}
        onChange={event => onChange({ severity: Number(event.currentTarget.value) as Severity })}
      />
    </>
  )
}

type ResultProps = Props & { tried: Tried }

function Result({ tried: { entitled, due }, known, contracts }: ResultProps) {
  const words = useWords()
  const { say } = words
  const policies = Object.fromEntries(known.policies.map(one => [one.id, one]))
  const contract = contracts.find(one => one.id === entitled.contract)
  return (
    <>
      <p>
        <b>{coveredText(entitled, policies, say)}</b>
        {contract && <span className="soft"> · {contractTitle(contract)}</span>}
        {entitled.version !== undefined && (
          <span className="soft"> · {say('set_up.policy_version', { n: entitled.version })}</span>
        )}
      </p>
      <section aria-labelledby="try-how">
        <h3 id="try-how">{say('clocks.how')}</h3>
        <ol className={a.steps}>
          {entitled.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one decision never change
            <li key={index} className={cx(step.result === 'matched' && a.matched)}>
              <span>{say(`clocks.rule_${step.rule}`)}</span>
              <span>{resultText(step, words)}</span>
            </li>
          ))}
        </ol>
      </section>
      {entitled.policy && <Falls due={due} />}
    </>
  )
}

/** What falls due when: of what is owed at once, then of what begins when something happens. */
function Falls({ due }: Pick<Tried, 'due'>) {
  const say = useSay()
  const later = due.filter(one => !kindsFromOpening.includes(one.kind))
  return (
    <>
      <section aria-labelledby="try-due">
        <h3 id="try-due">{say('set_up.try_due')}</h3>
        {due.length === 0 && <p className="soft">{say('set_up.try_nothing')}</p>}
        <FallList due={due.filter(one => kindsFromOpening.includes(one.kind))} />
      </section>
      {later.length > 0 && (
        <section aria-labelledby="try-later">
          <h3 id="try-later">{say('set_up.try_later')}</h3>
          <FallList due={later} />
        </section>
      )}
    </>
  )
}

/** The first to fall due first. */
function FallList({ due }: Pick<Tried, 'due'>) {
  const words = useWords()
  const { say } = words
  const at = (instant: number) => wallTime(instant, nowMs(), words)
  return (
    <ul className={a.steps}>
      {due
        .toSorted((one, other) => one.dueAt - other.dueAt)
        .map(({ kind, dueAt, warnAt, spans }) => (
          <li key={kind} className={a.falls}>
            <span>{say(`kit.clock_what_${kind}`)}</span>
            <span>
              {warnAt !== null && (
                <span className="faint">{say('set_up.try_warn', { at: at(warnAt) })} · </span>
              )}
              {say('clocks.due_at', { at: at(dueAt) })}
            </span>
            {spans.length > 0 && <Sum spans={spans} dueAt={dueAt} />}
          </li>
        ))}
    </ul>
  )
}

/** How the time of one comes together: what counts, and what does not and why. */
function Sum({ spans, dueAt }: Pick<Tried['due'][number], 'spans' | 'dueAt'>) {
  const words = useWords()
  const { say } = words
  return (
    <details className={a.sum}>
      <summary>{say('set_up.try_sum')}</summary>
      <ol>
        {spans.map(one => (
          <li key={one.from} className={cx(one.kind !== 'open' && 'faint')}>
            <span>
              {wallTime(one.from, nowMs(), words)} – {wallTime(one.to, one.from, words)}
            </span>
            <span>{spanText(one, words)}</span>
          </li>
        ))}
        {spans.at(-1)!.to < dueAt && <li className="faint">…</li>}
      </ol>
    </details>
  )
}

const spanText = ({ kind, name = '', from, to }: TriedSpan, { say }: Words): string =>
  kind === 'open'
    ? say('set_up.try_counts', { span: spanExact(Math.round((to - from) / minuteMs), { say }) })
    : say(`set_up.try_${kind}`, { name })
