// A sentence of a step in one language: read, or written anew where one may. Not: saving it (use-save.ts).
import { useRef, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { TextArea } from '../kit/field.tsx'
import { useSay, useWords } from '../words.ts'
import s from './scripts.module.css'

type Props = {
  /** what the sentence is called */
  name: string
  text: string | null
  language: Language
  isNamed: boolean
  /** null: one may not, or looks at an older version */
  write: ((text: string) => Promise<unknown>) | null
}

export function SentenceIn({ name, text, language, isNamed, write }: Props) {
  const { say, language: own } = useWords()
  const [isOpen, setOpen] = useState(false)
  const pen = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => pen.current?.focus())
  }
  const tongue = new Intl.DisplayNames([own], { type: 'language' }).of(language) ?? language
  const label = say('scripts.change', { what: name, language: tongue })
  if (isOpen && write) return <Writing label={label} text={text ?? ''} write={write} onClose={close} />
  return (
    <div>
      {isNamed && <span className={s.tongue}>{tongue}</span>}
      <div className={s.line}>
        {text === null ? (
          <em className={s.lacks}>{say('scripts.missing')}</em>
        ) : (
          <p lang={language}>{text}</p>
        )}
        {write && <IconButton glyph="pen" label={label} onClick={() => setOpen(true)} ref={pen} />}
      </div>
    </div>
  )
}

type WritingProps = {
  label: string
  text: string
  write: (text: string) => Promise<unknown>
  onClose: () => void
}

/** ⌘↵ saves, Esc leaves it as it was. */
function Writing({ label, text, write, onClose }: WritingProps) {
  const say = useSay()
  const [typed, setTyped] = useState(text)
  const [isSending, setSending] = useState(false)
  const save = async () => {
    if (isSending) return
    setSending(true)
    // What was typed stays where saving fails.
    const isSaved = await write(typed).then(
      () => true,
      () => false,
    )
    setSending(false)
    if (isSaved) onClose()
  }
  return (
    <div data-form="">
      <TextArea
        label={label}
        value={typed}
        maxLength={2_000}
        autoFocus
        onChange={event => setTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onClose()
        }}
      />
      <div className={s.acts}>
        <Button kind="main" keys="mod+enter" aria-busy={isSending} onClick={() => void save()}>
          {say('kit.save')}
        </Button>
        <Button kind="quiet" keys="escape" onClick={onClose}>
          {say('kit.cancel')}
        </Button>
      </div>
    </div>
  )
}
