// What may be done with a problem next, in the order it is likely, each with its key. The server asks the
// same rule book. Not: the forms (problem-forms.tsx).
import { mayProblem, type ProblemCommandType } from '#core/problem/decide.ts'
import { openStandings, type Problem } from '#core/problem/state.ts'
import type { Desk } from '../case/desk.ts'
import type { FormName } from './problem-forms.tsx'

export type ProblemAct = {
  readonly id: FormName | 'take'
  readonly key: string
  readonly keys?: string
  /** stands in the menu only */
  readonly rare?: true
}
type Row = ProblemAct & { readonly type: ProblemCommandType; readonly when: (state: Problem) => boolean }

const goes = ({ standing }: Problem) => openStandings.includes(standing)
const isFixed = ({ standing }: Problem) => standing === 'fixed'

const rows: readonly Row[] = [
  { id: 'take', type: 'problem.take', key: 'problem.act_take', keys: 't', when: goes },
  {
    ...{ id: 'renew_workaround', type: 'problem.renew_workaround', key: 'problem.act_renew_workaround' },
    when: state => goes(state) && state.workaround?.over === true,
  },
  {
    ...{ id: 'publish', type: 'problem.publish', key: 'problem.act_publish', keys: 'p' },
    when: state => goes(state) && state.known === null,
  },
  {
    ...{ id: 'find_cause', type: 'problem.find_cause', key: 'problem.act_find_cause', keys: 'v' },
    when: state => goes(state) && state.cause === null,
  },
  {
    ...{ id: 'work_around', type: 'problem.work_around', key: 'problem.act_work_around', keys: 'w' },
    when: state => goes(state) && !isFixed(state),
  },
  {
    ...{ id: 'fix', type: 'problem.fix', key: 'problem.act_fix', keys: 'd' },
    when: state => goes(state) && !isFixed(state),
  },
  { id: 'not_fix', type: 'problem.not_fix', key: 'problem.act_not_fix', keys: 'd', when: isFixed },
  {
    id: 'join',
    type: 'problem.open',
    key: 'problem.act_join',
    keys: 'a',
    when: state => state.standing !== 'merged',
  },
  { id: 'reopen', type: 'problem.reopen', key: 'problem.act_reopen', keys: 'o', when: state => !goes(state) },
  {
    ...{ id: 'publish', type: 'problem.publish', key: 'problem.act_correct', keys: 'p', rare: true },
    when: state => goes(state) && state.known !== null,
  },
  {
    ...{ id: 'find_cause', type: 'problem.find_cause', key: 'problem.act_find_cause', keys: 'v', rare: true },
    when: state => goes(state) && state.cause !== null,
  },
  {
    ...{ id: 'renew_workaround', type: 'problem.renew_workaround', key: 'problem.act_renew_workaround' },
    ...{ rare: true, when: state => goes(state) && state.workaround?.over === false },
  },
  {
    ...{ id: 'withdraw_workaround', type: 'problem.withdraw_workaround', rare: true },
    ...{ key: 'problem.act_withdraw_workaround', when: state => goes(state) && state.workaround !== null },
  },
  { id: 'word', type: 'problem.word', key: 'problem.act_word', rare: true, when: goes },
  {
    id: 'describe',
    type: 'problem.describe',
    key: 'problem.act_describe',
    keys: 'e',
    rare: true,
    when: goes,
  },
  { id: 'give', type: 'problem.give', key: 'problem.act_give', keys: 'g', rare: true, when: goes },
  { id: 'merge', type: 'problem.merge', key: 'problem.act_merge', rare: true, when: goes },
  { id: 'close', type: 'problem.close', key: 'problem.act_close', rare: true, when: goes },
  { id: 'dismiss', type: 'problem.dismiss', key: 'problem.act_dismiss', rare: true, when: goes },
]

/** The acts that are possible now and his to do. */
export const actsOn = (state: Problem, { actor, facts, me }: Desk): readonly ProblemAct[] =>
  rows
    .filter(
      ({ id, type, when }) =>
        when(state) &&
        !(id === 'take' && state.owner === me.id) &&
        mayProblem(actor, type, state, facts) === true,
    )
    .map(({ type: _type, when: _when, ...act }) => act)
