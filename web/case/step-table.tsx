// What was tried and why, a line each, the steps of a script that were skipped among them. Of many those that
// changed something come first.
import type { StepId } from '#core/kit/id.ts'
import type { StepOutcome } from '#core/case/event.ts'
import { timeOf } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { useScriptWords } from './use-script-words.ts'

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
  const { say, text, entries, data } = useCase()
  const words = useWords()
  const wordsOf = useScriptWords()
  const all = entries.flatMap(one => (one.kind === 'step' && (!only || only.includes(one.step)) ? [one] : []))
  const steps =
    all.length < groupedFrom
      ? all
      : all.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.seq - b.seq)
  const lines = entries.flatMap(one => (one.kind === 'walk' ? one.lines : []))
  // The ledger has a step of a script in the words its customer reads; whoever reads another language has the
  // script's own.
  const said = (one: (typeof steps)[number]) => {
    const line = words.language === data.card.language ? null : lines.find(({ tried }) => tried === one.step)
    const known = line && wordsOf(line)
    return known?.why ? known : { what: text(one.what), why: text(one.why) }
  }
  const skipped = lines.filter(line => (line.how === 'skipped' || line.how === 'cannot') && line.seq < until)
  if (steps.length + skipped.length === 0) return null
  return (
    <table className={s.steps}>
      <tbody>
        {steps.map(one => (
          <tr key={one.seq}>
            <td>{timeOf(one.at, words)}</td>
            <td>{said(one).what}</td>
            <td className="soft">{said(one).why}</td>
            <td>
              {say(`kinds.outcome_${one.outcome}`)}
              {one.result && <span className="soft"> · {text(one.result)}</span>}
            </td>
          </tr>
        ))}
        {skipped.map(line => (
          <tr key={line.seq}>
            <td>{timeOf(line.at, words)}</td>
            <td>{wordsOf(line).what}</td>
            <td className="soft">{text(line.because)}</td>
            <td>{say(`hand_off.step_${line.how === 'cannot' ? 'cannot' : 'skipped'}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
