// The answer to a hand-off: result, cause, how it was checked, what to tell the customer; and what level 1
// may learn from it.
import { useState } from 'react'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { articleBody, ArticleField, nothingHelped } from '../articles/article-field.tsx'
import { causeOf } from '#core/case/findings.ts'
import { AskedBefore } from './asked-before.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

const parts = ['result', 'cause', 'verified', 'tell'] as const

/** The answer to the giver's question; then the work goes back to him. */
export function AnswerForm({ id, onClose }: SheetProps) {
  const { say, act, text, state } = useCase()
  const one = Object.entries(state.handOffs).find(([handOff]) => handOff === id)?.[1]
  const [words, setWords] = useState<Readonly<Record<(typeof parts)[number], string>>>({
    result: '',
    // What was found to be the cause need not be written once more.
    cause: text(causeOf(state)?.text),
    verified: '',
    tell: '',
  })
  const [helped, setHelped] = useState(nothingHelped)
  const [level1Because, setLevel1] = useState('')
  const empty = parts.find(part => words[part].trim() === '')
  return (
    <DeedDialog
      moment="handing_on"
      title={say('deeds.answer_title')}
      note={say('deeds.answer_note')}
      doText={say('case.answer')}
      missing={empty ? say('deeds.answer_needs', { what: say(`case.answer_${empty}`) }) : ''}
      onDo={() =>
        void act('hand_off.answer', {
          handOff: id,
          ...Object.fromEntries(parts.map(part => [part, words[part].trim()])),
          ...articleBody(helped),
          ...(level1Because.trim() !== '' && { level1Because: level1Because.trim() }),
        })
      }
      onClose={onClose}
    >
      <p className={s.quote}>{text(one?.question)}</p>
      {parts.map((part, i) => (
        <TextArea
          key={part}
          label={say(`case.answer_${part}`)}
          said={part === 'tell'}
          needed={words[part].trim() === ''}
          autoFocus={i === 0}
          value={words[part]}
          onChange={event => setWords({ ...words, [part]: event.currentTarget.value })}
        />
      ))}
      <AskedBefore text={words.tell} write={tell => setWords({ ...words, tell })} />
      <ArticleField value={helped} onChange={setHelped} />
      {one?.from.level === 1 && (
        <TextField
          label={say('hand_off.level_1_because')}
          hint={say('hand_off.level_1_hint')}
          value={level1Because}
          onChange={event => setLevel1(event.currentTarget.value)}
        />
      )}
    </DeedDialog>
  )
}
