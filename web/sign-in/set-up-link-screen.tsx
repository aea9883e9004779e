// The first administrator: name of the desk, name, address, password. The link works once.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { useLanguage, useSay } from '../words.ts'
import { zoneHere } from './back-to.ts'
import { Door, DoorForm, PasswordField, useNewPasswordError } from './door.tsx'
import { doorError, isEnded } from './door-errors.ts'
import { useEnter } from './sign-in-screen.tsx'

/** `/set-up-link/<secret>` */
export default function SetUpLinkScreen() {
  const say = useSay()
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const query = useQuery({
    queryKey: ['set-up-link', token],
    queryFn: () => post<{ desk: string }>('/set-up-link/look', { secret: token }),
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (query.error && isEnded(query.error))
    return <Door title={say('sign_in.first_title')} why={say('sign_in.first_ended')} />
  return (
    <Door title={say('sign_in.first_title')} why={say('sign_in.first_why')}>
      <ScreenState query={query} rows={4} bones="form">
        {({ desk }) => <First token={token} desk={desk} />}
      </ScreenState>
    </Door>
  )
}

const nothing = { deskName: '', name: '', email: '', password: '' }
type Fields = typeof nothing

function First({ token, desk }: { token: string; desk: string }) {
  const say = useSay()
  const enter = useEnter()
  const [language] = useLanguage()
  const passwordError = useNewPasswordError()
  const [fields, setFields] = useState<Fields>({ ...nothing, deskName: desk })
  const [wrong, setWrong] = useState<Partial<Fields> & { form?: string }>({})
  const [isSending, setSending] = useState(false)
  const field = (name: keyof Fields) => ({
    value: fields[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setFields(now => ({ ...now, [name]: value }))
    },
  })
  const send = async () => {
    if (isSending) return
    const short = passwordError(fields.password)
    const missing = {
      ...(fields.deskName.trim() === '' && { deskName: say('sign_in.desk_name_needed') }),
      ...(fields.name.trim() === '' && { name: say('sign_in.name_needed') }),
      ...(!fields.email.includes('@') && { email: say('sign_in.email_needed') }),
      ...(short && { password: short }),
    }
    setWrong(missing)
    if (Object.keys(missing).length > 0) return
    setSending(true)
    try {
      await post('/set-up-link/use', { ...fields, secret: token, language, timeZone: zoneHere() })
      await enter('/admin/health')
    } catch (thrown) {
      setWrong({ form: doorError(thrown, say) })
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      {wrong.form && <ErrorSummary errors={[wrong.form]} />}
      <DoorForm onSend={() => void send()}>
        <TextField
          label={say('sign_in.desk_name')}
          hint={say('sign_in.desk_name_hint')}
          {...field('deskName')}
        />
        <TextField
          label={say('sign_in.your_name')}
          hint={say('sign_in.name_hint')}
          autoComplete="name"
          {...field('name')}
        />
        <TextField
          label={say('sign_in.email')}
          type="email"
          inputMode="email"
          autoComplete="username"
          {...field('email')}
        />
        <PasswordField
          label={say('sign_in.new_password')}
          hint={say('sign_in.password_rule')}
          autoComplete="new-password"
          {...field('password')}
        />
        <div className="row">
          <Button kind="main" type="submit" aria-busy={isSending}>
            {say('sign_in.first_go')}
          </Button>
        </div>
      </DoorForm>
    </>
  )
}
