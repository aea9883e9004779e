// What opens in the place of a question: leaving it with a reason, "this leads nowhere", the customer's own
// words, what came of it, giving the walk up. Each closes with Esc. Not: jumping (walk-jump.tsx).
import { type ReactNode, useState } from 'react'
import { type StepDoer, stepDoers } from '#core/case/event.ts'
import type { Step } from '#core/script/script.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { SelectField, TextArea } from '#web/kit/field.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { inLanguage } from './walk-data.ts'
import s from './walk.module.css'

export type PanelName = 'skipped' | 'cannot' | 'nowhere' | 'says' | 'result' | 'jump' | 'give_up'

/** A small form within the sheet: Esc closes it, not the sheet. */
export function Panel({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard for what lies in it
    <div
      className={s.panel}
      data-form=""
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      {children}
    </div>
  )
}

type WordsProps = {
  label: string
  /** what its button says */
  doText: string
  first?: string
  isSaid?: boolean
  mayBeEmpty?: boolean
  onClose: () => void
  onDo: (text: string) => void
  children?: ReactNode
}

/** Words that are needed, and the way on. */
export function WordsPanel(props: WordsProps) {
  const { label, doText, first = '', isSaid = false, mayBeEmpty = false, onClose, onDo, children } = props
  const { say } = useWords()
  const { data } = useCase()
  const [text, setText] = useState(first)
  const [isAsked, setAsked] = useState(false)
  const empty = text.trim() === '' && !mayBeEmpty
  return (
    <Panel onClose={onClose}>
      <TextArea
        label={label}
        autoFocus
        said={isSaid}
        lang={isSaid ? data.card.language : undefined}
        needed={empty}
        error={isAsked && empty ? say('case.write_first') : undefined}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      {children}
      <p className={s.acts}>
        <Button
          kind="main"
          keys="mod+enter"
          onClick={() => {
            setAsked(true)
            if (!empty) onDo(text.trim())
          }}
        >
          {doText}
        </Button>
        <Button kind="quiet" keys="escape" onClick={onClose}>
          {say('walk.never_mind')}
        </Button>
      </p>
    </Panel>
  )
}

type LeavingProps = {
  how: 'skipped' | 'cannot'
  isNowhere: boolean
  onClose: () => void
  onLeave: (left: { readonly because: string; readonly nowhere: boolean }) => void
}

/** Skipping and not being able need a reason; that it leads nowhere is counted for the script's owner. */
export function Leaving({ how, isNowhere, onClose, onLeave }: LeavingProps) {
  const { say } = useWords()
  const [nowhere, setNowhere] = useState(isNowhere)
  return (
    <WordsPanel
      label={say(how === 'skipped' ? 'walk.skip_because' : 'walk.cannot_because')}
      doText={say('walk.go_on')}
      onClose={onClose}
      onDo={because => onLeave({ because, nowhere })}
    >
      <Check checked={nowhere} onChange={event => setNowhere(event.currentTarget.checked)}>
        {say('walk.leads_nowhere')}
      </Check>
    </WordsPanel>
  )
}

type NowhereProps = {
  step: Step
  onClose: () => void
  onExplained: () => void
  onSkip: () => void
}

/** He says that it leads nowhere: an answer with two ends. */
export function Nowhere({ step, onClose, onExplained, onSkip }: NowhereProps) {
  const { say, language } = useWords()
  // A check is answered by nobody, and what is only told cannot be skipped.
  const ends = [
    ...(step.kind === 'check' ? [] : [{ text: say('walk.nowhere_explained'), run: onExplained }]),
    ...(step.kind === 'tell' ? [] : [{ text: say('walk.nowhere_skip'), run: onSkip }]),
  ]
  useKeys(Object.fromEntries(ends.map(({ run }, i) => [String(i + 1), run])), 'list')
  return (
    <Panel onClose={onClose}>
      <p>{say('walk.leads_nowhere')}</p>
      {'why' in step && (
        <p className="soft">
          {say('walk.nowhere_explain')} {inLanguage(step.why, language)}
        </p>
      )}
      <p className={s.acts}>
        {ends.map(({ text, run }, i) => (
          <Button key={text} keys={String(i + 1)} autoFocus={i === 0} onClick={run}>
            {text}
          </Button>
        ))}
        <Button kind="quiet" keys="escape" onClick={onClose}>
          {say('walk.never_mind')}
        </Button>
      </p>
    </Panel>
  )
}

export type CameOf = { readonly result: string; readonly doneBy: StepDoer }

/** What came of what was done, and who did it. */
export function CameOfIt({
  first,
  onClose,
  onDo,
}: {
  first: CameOf | null
  onClose: () => void
  onDo: (came: CameOf) => void
}) {
  const { say } = useWords()
  const [doneBy, setDoneBy] = useState<StepDoer>(first?.doneBy ?? 'customer')
  return (
    <WordsPanel
      label={say('walk.came_of_it')}
      doText={say('walk.put_beside')}
      first={first?.result ?? ''}
      mayBeEmpty
      onClose={onClose}
      onDo={result => onDo({ result, doneBy })}
    >
      <SelectField
        label={say('deeds.step_by')}
        value={doneBy}
        options={stepDoers.map(one => ({ value: one, text: say(`kinds.doer_${one}`) }))}
        onChange={event => setDoneBy(event.currentTarget.value as StepDoer)}
      />
    </WordsPanel>
  )
}
