// A row of the cases to hand over: what it is, what falls due, to whom it goes and why, and what came of it.
import { Link } from '@tanstack/react-router'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { Problem } from '../api/problem.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesAbout } from '../policies/policies-about.tsx'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { ClockCell } from '../kit/clock.tsx'
import { cx } from '../kit/cx.ts'
import { LevelSlots } from '../kit/level.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { SeverityMark, Tag } from '../kit/tag.tsx'
import type { useRoving } from '../kit/use-roving.ts'
import { useSay } from '../words.ts'
import { type Given, type HandOver, type Row, type Target, targetOf } from './hand-over-data.ts'
import type { Marks } from './hand-over-list.tsx'
import s from './hand-over.module.css'
import type { Giving } from './use-giving.ts'

type Props = {
  list: HandOver
  marks: Marks
  giving: Giving
  roving: ReturnType<typeof useRoving>
  onAnyway: (row: Row) => void
}

export function HandOverRows({ list, marks, giving, roving, onAnyway }: Props) {
  const say = useSay()
  const columns: Column<Row>[] = [
    { key: 'case', head: say('kit.column_case'), cell: row => <CaseCell row={row} marks={marks} /> },
    { key: 'due', head: say('kit.column_clock'), cell: row => <DueCell row={row} /> },
    { key: 'as', head: say('hand_over.as'), cell: row => <AsCell row={row} /> },
    {
      key: 'to',
      head: say('hand_over.to'),
      cell: row => (
        <ToCell
          row={row}
          marks={marks}
          given={giving.given.get(row.card.id)}
          onAnyway={() => onAnyway(row)}
        />
      ),
    },
  ]
  return (
    <Table
      caption={say('hand_over.title')}
      columns={columns}
      rows={list.items}
      keyOf={row => row.card.id}
      rowProps={({ card: { id } }) => ({
        ...roving.rowProps(id),
        className: cx(
          s.row,
          marks.marked.has(id) && !marks.isGone(id) && s.marked,
          marks.isGone(id) && s.gone,
        ),
        'aria-selected': marks.marked.has(id) && !marks.isGone(id),
        onClick: event => {
          if (!(event.target as Element).closest('a,button,input,label')) marks.toggle(id)
        },
      })}
    />
  )
}

function CaseCell({ row: { card }, marks }: { row: Row; marks: Marks }) {
  const say = useSay()
  return (
    <span className={s.case}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={say('hand_over.mark', { number: String(card.number) })}
        checked={marks.marked.has(card.id) && !marks.isGone(card.id)}
        disabled={marks.isGone(card.id)}
        onChange={() => marks.toggle(card.id)}
      />
      <span>
        <Link to="/c/$number" params={{ number: String(card.number) }} tabIndex={-1}>
          {card.number} {card.subject}
        </Link>
        <span className={s.under}>
          <SeverityMark severity={card.severity} /> <LevelSlots level={card.level} quiet />{' '}
          {card.customerName}
        </span>
      </span>
    </span>
  )
}

function DueCell({ row: { card, dueMeanwhile } }: { row: Row }) {
  const say = useSay()
  return (
    <>
      {card.clock ? <ClockCell owed={card.clock} under tight /> : <span className="faint">–</span>}
      {dueMeanwhile && (
        <Tag kind="differs" glyph="soon">
          {say('hand_over.due_meanwhile')}
        </Tag>
      )}
    </>
  )
}

/** What he is in the case, and what runs there. */
function AsCell({ row: { as, card } }: { row: Row }) {
  const say = useSay()
  const which = as.work ? (as.contact ? 'both' : 'work') : 'contact'
  const runs = [
    card.wait && say(`hand_over.waits_${card.wait.turn}`),
    card.offer && say('hand_over.offered'),
    card.help && say('hand_over.help'),
    card.walk && say('hand_over.walk'),
  ].filter(Boolean)
  return (
    <>
      {say(`hand_over.as_${which}`)}
      {runs.length > 0 && <span className={s.under}>{runs.join(' · ')}</span>}
    </>
  )
}

type ToProps = { row: Row; marks: Marks; given: Given | undefined; onAnyway: () => void }

function ToCell({ row, marks, given, onAnyway }: ToProps) {
  const say = useSay()
  const nameOf = useTargetName()
  const chosen = marks.chosen.get(row.card.id)
  const to = targetOf(row, chosen)
  const { contact } = row.suggestion
  const apart = row.gives.contact && to?.startsWith('tea_') && contact
  const note = chosen?.note
  return (
    <>
      {to ? <b>{nameOf(to)}</b> : <span className="soft">{say(`hand_over.to_${row.suggestion.why}`)}</span>}
      {to && !given && (
        <span className={s.under}>{chosen?.to ? say('hand_over.chosen') : <Why row={row} />}</span>
      )}
      {apart && <span className={s.under}>{say('hand_over.contact_to', { agent: nameOf(contact) })}</span>}
      {note && <span className={s.under}>{say('case.quoted', { text: note })}</span>}
      {given && <Came given={given} isAnyway={chosen?.anyway === true} onAnyway={onAnyway} />}
    </>
  )
}

/** In one line why this one is suggested. */
function Why({ row: { suggestion, card } }: { row: Row }) {
  const say = useSay()
  const desk = useDesk()
  const { why, has, of, work, contact } = suggestion
  const teams = desk.facts.agents[(work ?? contact) as AgentId]?.teams ?? []
  const team = desk.teamName(teams.includes(card.team) ? card.team : (teams[0] ?? card.team))
  const line = say(`hand_over.why_${why}`, { team })
  if (has === undefined) return <>{line}</>
  const load = of ? say('hand_over.has_of', { n: has, of }) : say('hand_over.has', { n: has })
  return (
    <>
      {line} · {load}
    </>
  )
}

/** What came of it; where only his hands are full, it can be given all the same. */
function Came({ given, isAnyway, onAnyway }: { given: Given; isAnyway: boolean; onAnyway: () => void }) {
  const say = useSay()
  const { outcome, code = '', details } = given
  if (outcome !== 'failed')
    return (
      <span className={s.under}>
        <Tag kind="yes" glyph="kept">
          {say(`hand_over.did_${outcome}`)}
        </Tag>
      </span>
    )
  return (
    <span className={s.failed}>
      {refusalText(new Problem({ status: 409, code, ...(details && { details }) }), say)}{' '}
      <PoliciesAbout code={code} />{' '}
      {code === 'agent.full' &&
        (isAnyway ? (
          say('hand_over.anyway_chosen')
        ) : (
          <Button kind="quiet" onClick={onAnyway}>
            {say('hand_over.anyway')}
          </Button>
        ))}
    </span>
  )
}

/** How an agent or the queue of a team is called. */
export function useTargetName(): (to: Target) => string {
  const say = useSay()
  const desk = useDesk()
  return to =>
    to.startsWith('tea_')
      ? say('queue.give_team', { team: desk.teamName(to as TeamId) })
      : (desk.nameOf(to as AgentId) ?? '–')
}
