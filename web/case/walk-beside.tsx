// What can stand beside an answer: the customer's own words, what came of it, and that he said it leads
// nowhere. Not: the forms in which it is written (walk-panels.tsx).
import type { Step } from '#core/script/script.ts'
import { Button } from '#web/kit/button.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import type { CameOf, PanelName } from './walk-panels.tsx'
import type { Given } from './walk-step.tsx'
import s from './walk.module.css'

export type Beside = {
  readonly says: string
  readonly came: CameOf | null
  readonly nowhere: boolean
}
export const nothingBeside: Beside = { says: '', came: null, nowhere: false }

/** An answer as it goes to the server, with what stands beside it. */
export function givenWith({ says, came, nowhere }: Beside, step: Step, given: Given): Given {
  // What was skipped was not tried: nothing came of it.
  const isTried = step.kind === 'do' && given.answer !== 'skipped'
  return {
    ...given,
    ...(says !== '' && { says }),
    ...(isTried && came && { doneBy: came.doneBy, ...(came.result !== '' && { result: came.result }) }),
    ...(nowhere && { nowhere: true }),
  }
}

type LinesProps = {
  beside: Beside
  onChange: (beside: Beside) => void
  onPanel: (panel: PanelName) => void
}

/** What has been put there, to be changed or taken away until it is sent. */
export function BesideLines({ beside, onChange, onPanel }: LinesProps) {
  const { say } = useWords()
  const { data } = useCase()
  const { says, came, nowhere } = beside
  const change = (panel: PanelName) => (
    <Button kind="quiet" onClick={() => onPanel(panel)}>
      {say('case.change')}
    </Button>
  )
  return (
    <>
      {says !== '' && (
        <div className={s.beside}>
          <Said lang={data.card.language}>{say('case.quoted', { text: says })}</Said> {change('says')}
        </div>
      )}
      {came && (
        <div className={s.beside}>
          <span>{[say(`kinds.doer_${came.doneBy}`), came.result].filter(Boolean).join(' · ')}</span>{' '}
          {change('result')}
        </div>
      )}
      {nowhere && (
        <div className={s.beside}>
          <span>{say('walk.nowhere_counted')}</span>{' '}
          <Button kind="quiet" onClick={() => onChange({ ...beside, nowhere: false })}>
            {say('walk.never_mind')}
          </Button>
        </div>
      )}
    </>
  )
}

type Act = { readonly keys: string; readonly panel: PanelName; readonly text: string }

/** What else can be done at a step, each with its key. */
export function BesideActs({ step, onPanel }: { step: Step; onPanel: (panel: PanelName) => void }) {
  const { say } = useWords()
  const canLeave = step.kind === 'ask' || step.kind === 'do' || step.kind === 'check'
  const acts: Act[] = [
    { keys: 'q', panel: 'says', text: say('walk.says_act') },
    ...(step.kind === 'do' ? [{ keys: 'r', panel: 'result' as const, text: say('walk.came_of_it') }] : []),
    ...(canLeave ? [{ keys: 's', panel: 'skipped' as const, text: say('walk.skip') }] : []),
    ...(canLeave && step.kind !== 'check'
      ? [{ keys: 'c', panel: 'cannot' as const, text: say('walk.cannot') }]
      : []),
    { keys: 'n', panel: 'nowhere', text: say('walk.nowhere_act') },
  ]
  useKeys(Object.fromEntries(acts.map(({ keys, panel }) => [keys, () => onPanel(panel)])))
  return (
    <p className={s.acts}>
      {acts.map(({ keys, panel, text }) => (
        <Button key={panel} kind="quiet" keys={keys} onClick={() => onPanel(panel)}>
          {text}
        </Button>
      ))}
    </p>
  )
}
