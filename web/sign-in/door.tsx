// The frame and the fields of a page before the desk: sign-in, invitation, first set-up. Not: what each asks.
import { type ComponentProps, type ReactNode, useState } from 'react'
import { type Language, languages } from '#core/people/language.ts'
import { Check } from '../kit/check.tsx'
import { TextField } from '../kit/field.tsx'
import { Slot } from '../kit/slot.tsx'
import { useLanguage, useSay } from '../words.ts'
import { shortBy } from './back-to.ts'
import s from './door.module.css'

/** A language in its own name: `Svenska`. */
export const ownName = (language: Language): string => {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** One narrow column; the heading takes what the page is about. */
export function Door({
  title,
  why,
  foot,
  children,
}: {
  title: string
  why?: ReactNode
  foot?: ReactNode
  children?: ReactNode
}) {
  const say = useSay()
  const [language, choose] = useLanguage()
  return (
    <main className={s.page} id="main">
      <div className={s.column}>
        <img className={s.mark} src="/mark.svg" alt="" width={32} height={32} />
        <h1 className={s.title} tabIndex={-1}>
          {title}
        </h1>
        {why && <p className={s.why}>{why}</p>}
        {children}
        <div className={s.foot}>
          {foot}
          <p>
            {say('sign_in.language')}{' '}
            <Slot
              label={say('sign_in.language')}
              value={language}
              options={languages.map(value => ({ value, text: ownName(value) }))}
              onChange={next => void choose(next).catch(() => undefined)}
            />
          </p>
        </div>
      </div>
    </main>
  )
}

/** The form of a door: its fields in a row, sent as one. */
export function DoorForm({ onSend, children }: { onSend: () => void; children: ReactNode }) {
  return (
    <form
      className={s.form}
      noValidate
      data-form=""
      onSubmit={event => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
    </form>
  )
}

type PasswordProps = Omit<ComponentProps<typeof TextField>, 'type'>

/** A password one may look at; pasting works as everywhere. */
export function PasswordField(props: PasswordProps) {
  const say = useSay()
  const [isShown, show] = useState(false)
  return (
    <div className={s.password}>
      <TextField
        {...props}
        type={isShown ? 'text' : 'password'}
        maxLength={256}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
      />
      <Check checked={isShown} onChange={event => show(event.currentTarget.checked)}>
        {say('sign_in.show')}
      </Check>
    </div>
  )
}

/** What is wrong with a new password before it is sent; undefined: nothing one can see from here. */
export function useNewPasswordError(): (password: string) => string | undefined {
  const say = useSay()
  return password => {
    const n = shortBy(password)
    return n === null ? undefined : say('sign_in.password_short', { n })
  }
}
