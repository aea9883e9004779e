// The turns and the rota of a team on call while they are typed. Not: the sheet (on-call-sheet.tsx).
import { type Weekday, weekdays } from '#core/clock/date.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Rota, Turn } from '#core/people/desk-facts.ts'
import { fieldOf, instantOfField } from '../case/wall-clock.ts'

/** A turn as it stands in its fields: local times of the desk. */
export type TypedTurn = { readonly agent: AgentId | ''; readonly from: string; readonly until: string }

/** What the fields hold of turns that are not over; those that are, nobody needs any more. */
export const typedTurns = (turns: readonly Turn[], now: number, zone: string): TypedTurn[] =>
  turns
    .filter(turn => turn.until > now)
    .map(({ agent, from, until }) => ({ agent, from: fieldOf(from, zone), until: fieldOf(until, zone) }))

/** The turns meant, or the place of the first that is not whole: who, and a beginning before its end. */
export function turnsOf(
  typed: readonly TypedTurn[],
  zone: string,
): { readonly turns: readonly Turn[] } | { readonly wrongAt: number } {
  const turns: Turn[] = []
  for (const [index, { agent, ...times }] of typed.entries()) {
    const [from, until] = [instantOfField(times.from, zone), instantOfField(times.until, zone)]
    if (agent === '' || from === null || until === null || until <= from) return { wrongAt: index }
    turns.push({ agent, from, until })
  }
  return { turns }
}

export type TypedRow = {
  readonly agent: AgentId | ''
  readonly days: readonly Weekday[]
  readonly from: string
  readonly until: string
}
/** Both forms side by side, so that going from one to the other loses nothing that was typed. */
export type TypedRota = {
  readonly form: Rota['form'] | ''
  readonly people: readonly (AgentId | '')[]
  readonly day: Weekday
  readonly at: string
  readonly since: string
  readonly rows: readonly TypedRow[]
}

/** A night of the working days, as most begin. */
export const usualRow: TypedRow = { agent: '', days: weekdays.slice(0, 5), from: '17:00', until: '08:00' }

/** The fields of a rota; what it does not say is as most have it: handing over on Monday at nine. */
export const typedRota = (rota: Rota | null, today: string): TypedRota => ({
  form: '',
  people: [''],
  day: 'mon',
  at: '09:00',
  since: today,
  rows: [usualRow],
  ...rota,
})

/** What is wrong with a rota, and in which row or week. */
export type RotaFault = { readonly code: 'row' | 'person' | 'times'; readonly n: number }

/** The rota meant; null: none. */
export function rotaOf(typed: TypedRota): { readonly rota: Rota | null } | { readonly wrong: RotaFault } {
  const { form, people, day, at, since, rows } = typed
  if (form === '') return { rota: null }
  if (form === 'weekly') {
    const n = rows.findIndex(one => !isWholeRow(one)) + 1
    if (n > 0) return { wrong: { code: 'row', n } }
    return { rota: { form, rows: rows as Extract<Rota, { form: 'weekly' }>['rows'] } }
  }
  const n = people.indexOf('') + 1
  if (n > 0) return { wrong: { code: 'person', n } }
  if (at === '' || since === '') return { wrong: { code: 'times', n: 0 } }
  return { rota: { form, people: people as readonly AgentId[], day, at, since } }
}

const isWholeRow = ({ agent, days, from, until }: TypedRow): boolean =>
  agent !== '' && days.length > 0 && from !== '' && until !== ''
