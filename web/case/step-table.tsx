// What was tried and why, a line each, the steps of a script that were skipped among them. Of many those that
// changed something come first.
import type { StepId } from '#core/kit/id.ts'
import { timeOf } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { sheetSteps, type StepRow } from './sheet-steps.ts'
import { useScriptWords } from './use-script-words.ts'

type Props = {
  /** the steps of a sheet; absent: all there are */
  readonly only?: readonly StepId[]
  /** what was skipped after this entry is not of it */
  readonly until?: number
}

export function StepTable({ only, until = Number.POSITIVE_INFINITY }: Props) {
  const { say, text, entries, data } = useCase()
  const words = useWords()
  const wordsOf = useScriptWords()
  const { steps, skipped } = sheetSteps(entries, { only, until })
  // The ledger has a step of a script in the words its customer reads; whoever reads another language has the
  // script's own.
  const said = ({ step, line }: StepRow) => {
    const known = line && words.language !== data.card.language ? wordsOf(line) : null
    return known?.why ? known : { what: text(step.what), why: text(step.why) }
  }
  if (steps.length + skipped.length === 0) return null
  return (
    <table className={s.steps}>
      <tbody>
        {steps.map(one => (
          <tr key={one.step.seq}>
            <td>{timeOf(one.step.at, words)}</td>
            <td>{said(one).what}</td>
            <td className="soft">{said(one).why}</td>
            <td>
              {say(`kinds.outcome_${one.step.outcome}`)}
              {one.step.result && <span className="soft"> · {text(one.step.result)}</span>}
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
