// Of what a report is, as a sentence of choices: period, what stands beside it, part of the desk. Not: the
// figures.
import type { ReactNode } from 'react'
import { dayMs } from '#core/kit/time.ts'
import { periodName } from '#words/measure-text.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { Slot } from '../kit/slot.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { useMeasureWords } from './measure-words.ts'
import type { Report } from './reports-api.ts'
import type { OnView } from './reports-screen.tsx'
import { dayText, inLength, type Length, lengthOf, lengths, scopesOf, type View } from './reports-view.ts'
import s from './reports.module.css'

type Props = { report: Report; view: View; onView: OnView }

export function ReportChoice({ report, view, onView }: Props) {
  const words = useMeasureWords()
  const { say } = words
  const length = lengthOf(view.of)
  const lastDay = dayText(report.until - dayMs / 2, report.zone)
  const earlier = () => onView({ ...view, of: report.before })
  const later = () => onView({ ...view, of: report.after })
  useKeys({
    ',': { does: say('reports.earlier'), run: earlier },
    '.': { does: say('reports.later'), run: later },
  })
  const against = { before: report.before, year: '' }
  return (
    <fieldset className={s.choice}>
      <legend className="sr">{say('reports.choose')}</legend>
      <Choice label={say('reports.length')}>
        <Slot
          label={say('reports.length')}
          value={length}
          options={lengths.map(one => ({ value: one, text: say(`reports.length_${one}`) }))}
          onChange={(next: Length) => onView({ ...view, of: inLength(next, lastDay) })}
        />
      </Choice>
      <span className={s.steps}>
        <Button kind="quiet" glyph="left" keys="," onClick={earlier}>
          {say('reports.earlier')}
        </Button>
        <b>{periodName(view.of, words)}</b>
        <Button kind="quiet" glyph="right" keys="." onClick={later}>
          {say('reports.later')}
        </Button>
      </span>
      {(length === 'day' || length === 'days') && <Days view={view} onView={onView} />}
      <Choice label={say('reports.against')}>
        <Slot
          label={say('reports.against')}
          value={view.against}
          options={(['before', 'year'] as const).map(one => ({
            value: one,
            text: [say(`reports.against_${one}`), against[one] && `(${periodName(against[one], words)})`]
              .filter(Boolean)
              .join(' '),
          }))}
          onChange={next => onView({ ...view, against: next })}
        />
      </Choice>
      <Choice label={say('reports.scope')}>
        <Scope view={view} onView={onView} />
      </Choice>
    </fieldset>
  )
}

/** How the parts of the desk are called. */
export function useScopeName(): (scope: string) => string {
  const say = useSay()
  const { desk } = useSession()
  return scope => {
    const [by, is = ''] = scope.split(':')
    const nameIn = (all: readonly { id: string; name: string }[]) =>
      all.find(one => one.id === is)?.name ?? is
    if (by === 'team') return say('reports.scope_team', { name: nameIn(desk.teams) })
    if (by === 'product') return say('reports.scope_product', { name: nameIn(desk.products) })
    if (by === 'level') return say('reports.scope_level', { n: is })
    if (by === 'channel') return say('reports.scope_channel', { name: say(`kinds.channel_${is}`) })
    if (by === 'kind') return say('reports.scope_kind', { name: say(`kinds.kind_${is}`) })
    return say('reports.scope_desk')
  }
}

function Scope({ view, onView }: Omit<Props, 'report'>) {
  const say = useSay()
  const { desk, agent } = useSession()
  const nameOf = useScopeName()
  const seesAll = agent.roles.some(role => role === 'lead' || role === 'admin' || role === 'auditor')
  const known = scopesOf(desk, { teams: agent.teams, seesAll })
  const all = known.includes(view.scope) ? known : [view.scope, ...known]
  return (
    <Slot
      label={say('reports.scope')}
      value={view.scope}
      options={all.map(one => ({ value: one, text: nameOf(one) }))}
      onChange={scope => onView({ ...view, scope, within: '' })}
    />
  )
}

/** The days themselves, where a report is of days. */
function Days({ view, onView }: Omit<Props, 'report'>) {
  const say = useSay()
  const [first = '', last] = view.of.split('..')
  if (last === undefined)
    return (
      <TextField
        type="date"
        label={say('reports.day')}
        value={first}
        onChange={event => event.currentTarget.value && onView({ ...view, of: event.currentTarget.value })}
      />
    )
  const set = (one: string, other: string) => {
    if (one !== '') onView({ ...view, of: [one, other].toSorted().join('..') })
  }
  return (
    <>
      <TextField
        type="date"
        label={say('reports.from')}
        value={first}
        onChange={event => set(event.currentTarget.value, last)}
      />
      <TextField
        type="date"
        label={say('reports.until')}
        value={last}
        onChange={event => set(event.currentTarget.value, first)}
      />
    </>
  )
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={s.slot}>
      <span className={s.what} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
