// Signing in: address and password, back to where one was. Says the same about an unknown address and a
// wrong password.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { post } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { backTo } from './back-to.ts'
import { Door, DoorForm, PasswordField } from './door.tsx'
import { doorError } from './door-errors.ts'

type Wrong = { readonly email?: string; readonly password?: string; readonly form?: string }

/** `/sign-in?to=…&why=away|left` */
export default function SignInScreen() {
  const say = useSay()
  const search = useSearch({ strict: false }) as { to?: string; why?: string }
  const enter = useEnter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<Wrong>({})
  const [isSending, setSending] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const send = async () => {
    if (isSending) return
    const missing: Wrong = {
      ...(!email.includes('@') && { email: say('sign_in.email_needed') }),
      ...(password === '' && { password: say('sign_in.password_needed') }),
    }
    setWrong(missing)
    if (Object.keys(missing).length > 0) return
    setSending(true)
    try {
      await post('/session', { email: email.trim(), password })
      await enter(backTo(search.to))
    } catch (thrown) {
      setWrong({ form: doorError(thrown, say) })
    } finally {
      setSending(false)
    }
  }
  const why = search.why === 'left' ? say('sign_in.left') : search.to ? say('sign_in.away') : undefined
  return (
    <Door title={say('sign_in.title')} why={why} foot={<WaysOut />}>
      <div ref={form}>
        {wrong.form && <ErrorSummary errors={[wrong.form]} />}
        <DoorForm onSend={() => void send()}>
          <TextField
            label={say('sign_in.email')}
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            value={email}
            error={wrong.email}
            onChange={event => setEmail(event.currentTarget.value)}
          />
          <PasswordField
            label={say('sign_in.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            error={wrong.password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          <div className="row">
            <Button kind="main" type="submit" aria-busy={isSending}>
              {say('sign_in.go')}
            </Button>
          </div>
        </DoorForm>
      </div>
    </Door>
  )
}

/** For those who cannot sign in here. */
function WaysOut() {
  const say = useSay()
  return (
    <>
      <p>{say('sign_in.forgotten')}</p>
      <p>
        <a href="/help">{say('sign_in.customer')}</a>
      </p>
    </>
  )
}

/** Goes in: what was kept of a former session is forgotten, then the page asked for opens. */
export function useEnter(): (to: string) => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  return async to => {
    client.clear()
    await router.invalidate()
    await navigate({ href: to, replace: true })
  }
}
