// Answers that are typed or sent as a file: numbers, dates, words, photos. What is wrong with one is said
// under its field, and the walk goes on. Not: answers one chooses (walk-step.tsx).
import { megabyte } from '#core/people/size-setting.ts'
import { useState } from 'react'
import { unfit } from '#core/script/answer.ts'
import type { Ask } from '#core/script/script.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { PoliciesOf } from '#web/policies/policies-about.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { useWords } from '#web/words.ts'
import { refusalKey } from '#words/refusal-key.ts'
import { upload, useUploadMb } from './upload.ts'
import s from './walk.module.css'

type Props = {
  step: Ask
  /** what the server said of the last one */
  wrong: string
  onGive: (given: Readonly<Record<string, unknown>>) => void
}

export function Typed({ step, wrong, onGive }: Props) {
  const { say } = useWords()
  const { asked } = step
  const [typed, setTyped] = useState('')
  const [own, setOwn] = useState('')
  if (asked.kind === 'photo') return <Photo wrong={wrong} onGive={onGive} />
  const give = () => {
    const text = typed.trim()
    const value = asked.kind === 'number' ? numberOf(text) : text
    const refused = text === '' ? null : unfit(step, { kind: 'value', value })
    const problem =
      text === '' ? say('case.write_first') : refused ? say(refusalKey(refused.refused), refused.details) : ''
    setOwn(problem)
    if (problem !== '') return
    const isWords = asked.kind === 'text' || asked.kind === 'serial'
    onGive({ answer: 'value', ...(isWords ? { text: value } : { value }) })
  }
  const unit = asked.kind === 'number' ? (asked.unit ?? '') : ''
  return (
    <div className={s.typed} data-form="">
      <TextField
        label={unit || say('walk.answer')}
        hint={asked.kind === 'number' && say('walk.range', { least: asked.least, most: asked.most })}
        error={own || wrong || undefined}
        type={asked.kind === 'date' ? 'date' : 'text'}
        inputMode={asked.kind === 'number' ? 'decimal' : undefined}
        autoComplete="off"
        value={typed}
        onChange={event => {
          setTyped(event.currentTarget.value)
          setOwn('')
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.repeat) return
          event.preventDefault()
          give()
        }}
      />
      <p className={s.acts}>
        <Button kind="main" keys="enter" onClick={give}>
          {say('walk.go_on')}
        </Button>
      </p>
    </div>
  )
}

/** As people write it: `12,5` and `12.5` are the same. What is no number is out of every range. */
const numberOf = (text: string): number => Number(text.replace(',', '.').replace(/\s/g, ''))

type Sending = {
  readonly is: 'idle' | 'sending' | 'wrong'
  readonly why: string
  readonly file: File | null
  readonly thrown?: unknown
}

/** One file; what is none, is too large or did not arrive says so, and another one can be chosen. */
function Photo({ wrong, onGive }: Pick<Props, 'wrong' | 'onGive'>) {
  const { say } = useWords()
  const mb = useUploadMb()
  const [{ is, why, file, thrown }, set] = useState<Sending>({ is: 'idle', why: '', file: null })
  const send = async (photo: File) => {
    const refuse = (text: string) => set({ is: 'wrong', why: text, file: null })
    if (!photo.type.startsWith('image/')) return refuse(say('walk.not_a_photo'))
    if (photo.size > mb * megabyte) return refuse(say('walk.photo_too_large', { mb }))
    set({ is: 'sending', why: '', file: photo })
    try {
      const { id } = await upload(photo)
      set({ is: 'idle', why: '', file: null })
      onGive({ answer: 'value', photo: id })
    } catch (thrown) {
      set({ is: 'wrong', why: refusalText(thrown, say), file: photo, thrown })
    }
  }
  return (
    <div className={s.typed}>
      <TextField
        label={say('walk.photo')}
        type="file"
        accept="image/*"
        error={why || (wrong && say('walk.not_a_photo')) || undefined}
        onChange={event => {
          const photo = event.currentTarget.files?.[0]
          if (photo && is !== 'sending') void send(photo)
          // The same file may be chosen once more.
          event.currentTarget.value = ''
        }}
      />
      <PoliciesOf thrown={thrown} />
      <p className="soft" role="status">
        {is === 'sending' && say('case.sending')}
      </p>
      {is === 'wrong' && file && (
        <p className={s.acts}>
          <Button onClick={() => void send(file)}>{say('walk.send_again')}</Button>
        </p>
      )}
    </div>
  )
}
