// Two rooms, two doors: what the customer will see and what only the team sees. No switch leads from one to
// the other.
import { type ReactNode, type Ref, useId } from 'react'
import type { Language } from '#core/people/language.ts'
import { useSay } from '../words.ts'
import s from './composer.module.css'
import { cx } from './cx.ts'

type Props = {
  audience: 'customer' | 'team'
  /** what it is, for ears: "Reply to Anna" */
  label: string
  /** after the audience's words: "to Anna · e-mail · Swedish" */
  to?: ReactNode
  /** at the right of the head: the promised next update, or when the draft was saved */
  head?: ReactNode
  value: string
  onChange: (text: string) => void
  language?: Language
  placeholder?: string
  /** acts at the left of the foot and words like "saved 14:17" */
  acts?: ReactNode
  /** the buttons at the right of the foot */
  buttons?: ReactNode
  /** said above the text: what went wrong, what arrived meanwhile */
  notice?: ReactNode
  /** under the text: what stands there without being written */
  under?: ReactNode
  /** above the text: what kind of words, and fields for parts of them */
  parts?: ReactNode
  field?: Ref<HTMLTextAreaElement>
  onKeyDown?: (event: React.KeyboardEvent<HTMLTextAreaElement>) => void
  onBlur?: () => void
  /** files that are put into the text, pasted or dropped there */
  onFiles?: (files: readonly File[], field: HTMLTextAreaElement) => void
  readOnly?: boolean
}

/** A composer's frame with its field; ⌘/Ctrl+Enter presses the main button among `buttons`. */
export function Composer(props: Props) {
  const say = useSay()
  const id = useId()
  const customer = props.audience === 'customer'
  return (
    <section
      className={cx(s.composer, customer ? s.customer : s.team)}
      aria-label={props.label}
      data-form=""
      data-empty={props.value === '' || undefined}
    >
      <header className={s.head}>
        <span className={s.audience} id={id}>
          {say(customer ? 'kit.customer_sees' : 'kit.team_only')}
        </span>
        {props.to && <span className={s.to}>{props.to}</span>}
        {props.head && <span className={s.end}>{props.head}</span>}
      </header>
      {props.notice && <div className={s.notice}>{props.notice}</div>}
      {props.parts && <div className={s.parts}>{props.parts}</div>}
      <textarea
        className={s.text}
        aria-label={props.label}
        aria-describedby={id}
        lang={props.language}
        value={props.value}
        placeholder={props.placeholder}
        readOnly={props.readOnly}
        rows={2}
        ref={props.field}
        onChange={event => props.onChange(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
        onBlur={props.onBlur}
        {...(props.onFiles && taking(props.onFiles))}
      />
      {props.under && <div className={s.under}>{props.under}</div>}
      {(props.acts || props.buttons) && (
        <footer className={s.foot}>
          {props.acts}
          <span className={s.buttons}>{props.buttons}</span>
        </footer>
      )}
    </section>
  )
}

type Field = HTMLTextAreaElement

/** Takes files that are pasted or dropped; text is pasted as ever. */
const taking = (take: (files: readonly File[], field: Field) => void) => ({
  onPaste(event: React.ClipboardEvent<Field>) {
    const files = [...event.clipboardData.files]
    // Programs that copy a table give a picture of it as well: its words are meant.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    take(files, event.currentTarget)
  },
  onDragOver(event: React.DragEvent<Field>) {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault()
  },
  onDrop(event: React.DragEvent<Field>) {
    const files = [...event.dataTransfer.files]
    if (files.length === 0) return
    event.preventDefault()
    take(files, event.currentTarget)
  },
})

/** Where composers dock, under the ledger. */
export function Dock({ children }: { children: ReactNode }) {
  return (
    <div className={s.dock} data-dock="">
      {children}
    </div>
  )
}
