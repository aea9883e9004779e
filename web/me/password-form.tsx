// Changing one's password: the present one, the new one; the other sessions end.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { toast } from '../kit/toast.ts'
import { PasswordField, useNewPasswordError } from '../sign-in/door.tsx'
import { doorError } from '../sign-in/door-errors.ts'
import { useSay } from '../words.ts'
import s from './me.module.css'

/** The form; what was typed is kept when the server says no. */
export function PasswordForm({ email }: { email: string }) {
  const say = useSay()
  const newError = useNewPasswordError()
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const [wrong, setWrong] = useState<{ present?: string; next?: string; form?: string }>({})
  const change = useMutation({
    mutationFn: () => post('/me/password', { present, next }),
    onSuccess: () => {
      setPresent('')
      setNext('')
      setWrong({})
      toast({ text: say('me.password_done') })
    },
    onError: thrown => {
      const isPresent = isProblem(thrown) && thrown.fields.some(one => one.path === 'present')
      setWrong(isPresent ? { present: say('me.password_wrong') } : { form: doorError(thrown, say) })
    },
  })
  const go = () => {
    const short = newError(next)
    const missing = {
      ...(present === '' && { present: say('sign_in.password_needed') }),
      ...(short && { next: short }),
    }
    setWrong(missing)
    if (Object.keys(missing).length === 0 && !change.isPending) change.mutate()
  }
  return (
    <form
      className={s.password}
      data-form=""
      noValidate
      onSubmit={event => {
        event.preventDefault()
        go()
      }}
    >
      {wrong.form && <ErrorSummary errors={[wrong.form]} />}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={say('me.password_old')}
        autoComplete="current-password"
        value={present}
        error={wrong.present}
        onChange={event => setPresent(event.currentTarget.value)}
      />
      <PasswordField
        label={say('sign_in.new_password')}
        hint={say('sign_in.password_rule')}
        autoComplete="new-password"
        value={next}
        error={wrong.next}
        onChange={event => setNext(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" aria-busy={change.isPending}>
          {say('me.password_change')}
        </Button>
      </div>
    </form>
  )
}
