// Beside a new case: what it would be entitled to by what is agreed now, and what would fall due when.
// Nothing is decided by it; the case is judged when it is made.
import { coveredText, resultText } from '#web/case/clocks-data.ts'
import { useDesk } from '#web/case/desk.ts'
import { Panel, PanelPart } from '#web/kit/layout.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useWords } from '#web/words.ts'
import s from './new-case.module.css'
import type { NewCaseForm } from './use-new-case.ts'

/** Answers as soon as the caller is known, and again with each thing that is said of the need. */
export function NewCaseSide({ form: { begun, opening } }: { form: NewCaseForm }) {
  const words = useWords()
  const { say } = words
  const { policies } = useDesk().facts
  const entitled = opening?.entitled
  const isKnown = begun.person !== null
  return (
    <Panel label={say('new_case.beside')}>
      <PanelPart title={say('clocks.title')}>
        {!isKnown && <p className="sm soft">{say('new_case.find_first')}</p>}
        {isKnown && opening && !entitled && <p className="sm soft">{say('new_case.owes_nothing')}</p>}
        {isKnown && entitled && (
          <>
            <p role="status">{coveredText(entitled, policies, say)}</p>
            <ul className={s.due}>
              {opening.due.map(({ kind, dueAt }) => (
                <li key={kind}>
                  <span>{say(`kit.clock_what_${kind}`)}</span>
                  <TimeText at={dueAt} as="wall" />
                </li>
              ))}
            </ul>
            <ul className="sm soft">
              {entitled.steps
                .filter(({ result }) => result !== 'nothing_there' && result !== 'not_given')
                .map((step, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one decision never change
                  <li key={i}>
                    {say(`clocks.rule_${step.rule}`)}: {resultText(step, words)}
                  </li>
                ))}
            </ul>
          </>
        )}
      </PanelPart>
    </Panel>
  )
}
