// What was tried and why, a line each, the steps of a script that were skipped among them. Of many those that
// changed something come first.
import type { StepId } from '#core/kit/id.ts'
import type { StepOutcome } from '#core/case/event.ts'
import { timeOf } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'

type Props = {
  /** the steps of a sheet; absent: all there are */
  readonly only?: readonly StepId[]
  /** what was skipped after this entry is not of it */
  readonly until?: number
}

/** From here on they stand by what came of them. */
const groupedFrom = 9
const order: readonly StepOutcome[] = ['worked', 'partial', 'no_change', 'not_possible']

export function StepTable({ only, until = Number.POSITIVE_INFINITY }: Props) {
  const { say, text, entries } = useCase()
  const words = useWords()
  const all = entries.flatMap(one => (one.kind === 'step' && (!only || only.includes(one.step)) ? [one] : []))
  const steps =
    all.length < groupedFrom
      ? all
      : all.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.seq - b.seq)
  const skipped = entries
    .flatMap(one => (one.kind === 'walk' ? one.lines : []))
    .filter(line => (line.how === 'skipped' || line.how === 'cannot') && line.seq < until)
  if (steps.length + skipped.length === 0) return null
  return (
    <table className={s.steps}>
      <tbody>
        {steps.map(one => (
          <tr key={one.seq}>
            <td>{timeOf(one.at, words)}</td>
            <td>{text(one.what)}</td>
            <td className="soft">{text(one.why)}</td>
            <td>
              {say(`kinds.outcome_${one.outcome}`)}
              {one.result && <span className="soft"> · {text(one.result)}</span>}
            </td>
          </tr>
        ))}
        {skipped.map(line => (
          <tr key={line.seq}>
            <td>{timeOf(line.at, words)}</td>
            <td>{line.place.step}</td>
            <td className="soft">{text(line.because)}</td>
            <td>{say(`hand_off.step_${line.how === 'cannot' ? 'cannot' : 'skipped'}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
