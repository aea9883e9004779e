// Accepting an invitation, or choosing a new password by a link: name, password, language; then one is in.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isLanguage, type Language } from '#core/people/language.ts'
import { post } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { useLanguage, useSay } from '../words.ts'
import { zoneHere } from './back-to.ts'
import { Door, DoorForm, PasswordField, useNewPasswordError } from './door.tsx'
import { doorError, isEnded } from './door-errors.ts'
import { useEnter } from './sign-in-screen.tsx'

type Look = { email: string; name: string; language: Language; desk: string; isKnown: boolean }

/** `/invitation/<secret>` */
export default function InvitationScreen() {
  const say = useSay()
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => post<Look>('/invitations/look', { secret: token }),
    retry: false,
    refetchOnWindowFocus: false,
  })
  const { data, error } = query
  const [, choose] = useLanguage()
  // The language of the invitation, once it is known; afterwards the person chooses.
  useEffect(() => {
    if (isLanguage(data?.language)) void choose(data.language).catch(() => undefined)
  }, [data, choose])
  if (error && isEnded(error)) return <Door title={say('sign_in.title')} why={say('sign_in.invited_ended')} />
  if (!data)
    return (
      <Door title={say('sign_in.title')}>
        <ScreenState query={query} rows={3} bones="form">
          {() => null}
        </ScreenState>
      </Door>
    )
  const why = data.isKnown ? 'sign_in.invited_again' : 'sign_in.invited_why'
  return (
    <Door title={say('sign_in.invited_title', { desk: data.desk })} why={say(why, { email: data.email })}>
      <Accept token={token} look={data} />
    </Door>
  )
}

function Accept({ token, look }: { token: string; look: Look }) {
  const say = useSay()
  const enter = useEnter()
  const [language] = useLanguage()
  const passwordError = useNewPasswordError()
  const [name, setName] = useState(look.name)
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<{ name?: string; password?: string; form?: string }>({})
  const [isSending, setSending] = useState(false)
  const send = async () => {
    if (isSending) return
    const short = passwordError(password)
    const missing = {
      ...(name.trim() === '' && { name: say('sign_in.name_needed') }),
      ...(short && { password: short }),
    }
    setWrong(missing)
    if (Object.keys(missing).length > 0) return
    setSending(true)
    try {
      await post('/invitations/accept', { secret: token, name, password, language, timeZone: zoneHere() })
      await enter('/')
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
        {/* Managers of passwords keep the new one under this name. */}
        <input type="hidden" name="username" autoComplete="username" value={look.email} readOnly />
        {!look.isKnown && (
          <TextField
            label={say('sign_in.your_name')}
            hint={say('sign_in.name_hint')}
            autoComplete="name"
            value={name}
            error={wrong.name}
            onChange={event => setName(event.currentTarget.value)}
          />
        )}
        <PasswordField
          label={say('sign_in.new_password')}
          hint={say('sign_in.password_rule')}
          autoComplete="new-password"
          value={password}
          error={wrong.password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <div className="row">
          <Button kind="main" type="submit" aria-busy={isSending}>
            {say('sign_in.invited_go')}
          </Button>
        </div>
      </DoorForm>
    </>
  )
}
