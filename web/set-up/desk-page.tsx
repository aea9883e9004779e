// The desk itself: its name, its languages, its time zone, what customers read first.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { type Kind, kinds } from '#core/case/event.ts'
import { type InnerLetterKind, innerLetterKinds } from '#core/case/inner-fact.ts'
import type { TeamId } from '#core/kit/id.ts'
import { type Language, languages } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { toast } from '../kit/toast.ts'
import { zonesWith } from '../kit/zones.ts'
import { ownName } from '../sign-in/door.tsx'
import { useSay } from '../words.ts'
import { SetUpPage, useLanguageName, useMe } from './parts.tsx'
import { PageForm } from './page-form.tsx'
import s from './set-up.module.css'
import { type DeskSetting, useChange, useSetUp } from './set-up-api.ts'
import { sizeFaults, SizesPart } from './sizes-part.tsx'

export default function DeskPage() {
  const say = useSay()
  const query = useSetUp<DeskSetting>('/settings')
  const mayChange = maySetUp(useMe(), 'desk', 'change')
  return (
    <SetUpPage title={say('set_up.desk')}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={6} bones="form">
        {desk => <DeskForm key={desk.version} desk={desk} mayChange={mayChange} />}
      </ScreenState>
    </SetUpPage>
  )
}

function DeskForm({ desk, mayChange }: { desk: DeskSetting; mayChange: boolean }) {
  const say = useSay()
  const [fields, setFields] = useState(desk.setting)
  const [errors, setErrors] = useState<readonly string[]>([])
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const set = (change: Partial<typeof fields>) => setFields(now => ({ ...now, ...change }))
  const go = () => {
    const isSpoken = fields.languages.includes(fields.defaultLanguage)
    const missing = [
      ...(fields.name.trim() ? [] : [say('set_up.name_needed')]),
      ...(isSpoken ? [] : [say('set_up.desk_language_needed')]),
      ...sizeFaults(fields.sizes, say),
    ]
    setErrors(missing)
    if (missing.length > 0 || save.isPending) return
    const { name, languages, defaultLanguage, timeZone, defaultTeam, portalIntro, automaticMail } = fields
    const restrictedKinds = fields.restrictedKinds ?? []
    const callBackNumber = fields.callBackNumber ?? ''
    const plain = { name, languages, defaultLanguage, timeZone, callBackNumber, restrictedKinds }
    const rest = {
      ...(defaultTeam && { defaultTeam }),
      ...(portalIntro && { portalIntro }),
      ...(automaticMail && { automaticMail }),
      innerLetters: fields.innerLetters,
      satisfaction: fields.satisfaction,
      sizes: fields.sizes,
    }
    save.mutate({ path: '/settings', method: 'PATCH', body: { version: desk.version, ...plain, ...rest } })
  }
  return (
    <PageForm
      mayChange={mayChange}
      go={go}
      isSending={save.isPending}
      send={say('kit.save')}
      errors={errors}
      thrown={save.error}
    >
      <DeskNames {...{ fields, set, mayChange }} />
      <DeskPlaces {...{ fields, set, mayChange }} />
      <DeskGreeting {...{ fields, set, mayChange }} />
      <InnerLetters
        value={fields.innerLetters}
        off={!mayChange || fields.automaticMail === 'off'}
        onChange={innerLetters => set({ innerLetters })}
      />
      <Check
        checked={fields.satisfaction !== 'off'}
        disabled={!mayChange}
        onChange={event => set({ satisfaction: event.currentTarget.checked ? 'on' : 'off' })}
      >
        {say('set_up.satisfaction')}
      </Check>
      <SizesPart value={fields.sizes} mayChange={mayChange} onChange={sizes => set({ sizes })} />
      <RestrictedKinds
        value={fields.restrictedKinds ?? []}
        mayChange={mayChange}
        onChange={restrictedKinds => set({ restrictedKinds })}
      />
    </PageForm>
  )
}

type InnerProps = {
  value: Readonly<Record<InnerLetterKind, boolean>>
  off: boolean
  onChange: (value: Readonly<Record<InnerLetterKind, boolean>>) => void
}

/** Of what happens inside a customer hears by letter. */
function InnerLetters({ value, off, onChange }: InnerProps) {
  const say = useSay()
  return (
    <fieldset className={s.checks} disabled={off} aria-describedby="inner-hint">
      <legend className={s.legend}>{say('set_up.inner')}</legend>
      {innerLetterKinds.map(one => (
        <Check
          key={one}
          checked={value[one]}
          onChange={event => onChange({ ...value, [one]: event.currentTarget.checked })}
        >
          {say(`set_up.inner_${one}`)}
        </Check>
      ))}
      <p id="inner-hint" className="sm soft">
        {say('set_up.inner_hint')}
      </p>
    </fieldset>
  )
}

type KindsProps = { value: readonly Kind[]; mayChange: boolean; onChange: (kinds: readonly Kind[]) => void }

/** Kinds of case that only those who have them read. */
function RestrictedKinds({ value, mayChange, onChange }: KindsProps) {
  const say = useSay()
  return (
    <fieldset className={s.checks} disabled={!mayChange}>
      <legend className={s.legend}>{say('set_up.desk_restricted')}</legend>
      <div className={s.two}>
        {kinds.map(one => (
          <Check
            key={one}
            checked={value.includes(one)}
            onChange={() =>
              onChange(kinds.filter(each => (each === one ? !value.includes(each) : value.includes(each))))
            }
          >
            {say(`kinds.kind_${one}`)}
          </Check>
        ))}
      </div>
    </fieldset>
  )
}

type PartProps = {
  fields: DeskSetting['setting']
  set: (change: Partial<DeskSetting['setting']>) => void
  mayChange: boolean
}

/** What it is called and which languages it speaks. */
function DeskNames({ fields, set, mayChange }: PartProps) {
  const say = useSay()
  const toggled = (one: Language) =>
    languages.filter(each =>
      each === one ? !fields.languages.includes(each) : fields.languages.includes(each),
    )
  return (
    <>
      <TextField
        label={say('sign_in.desk_name')}
        hint={say('sign_in.desk_name_hint')}
        value={fields.name}
        disabled={!mayChange}
        maxLength={100}
        onChange={event => set({ name: event.currentTarget.value })}
      />
      <fieldset className={s.checks} disabled={!mayChange}>
        <legend className={s.legend}>{say('set_up.desk_languages')}</legend>
        {languages.map(one => (
          <Check
            key={one}
            checked={fields.languages.includes(one)}
            onChange={() => set({ languages: toggled(one) })}
          >
            {ownName(one)}
          </Check>
        ))}
      </fieldset>
    </>
  )
}

/** Where it is and where cases go. */
function DeskPlaces({ fields, set, mayChange }: PartProps) {
  const say = useSay()
  const { desk: known } = useSession()
  return (
    <div className={s.two}>
      <SelectField
        label={say('set_up.desk_default_language')}
        value={fields.defaultLanguage}
        disabled={!mayChange}
        options={languages.map(value => ({ value, text: ownName(value) }))}
        onChange={event => set({ defaultLanguage: event.currentTarget.value as Language })}
      />
      <SelectField
        label={say('set_up.desk_zone')}
        value={fields.timeZone}
        disabled={!mayChange}
        options={zonesWith(fields.timeZone).map(value => ({ value, text: value.replaceAll('_', ' ') }))}
        onChange={event => set({ timeZone: event.currentTarget.value })}
      />
      <SelectField
        label={say('set_up.desk_team')}
        value={fields.defaultTeam ?? ''}
        disabled={!mayChange}
        options={known.teams.map(one => ({ value: one.id, text: one.name }))}
        onChange={event => set({ defaultTeam: event.currentTarget.value as TeamId })}
      />
      <TextField
        label={say('set_up.desk_phone')}
        hint={say('set_up.desk_phone_hint')}
        type="tel"
        value={fields.callBackNumber ?? ''}
        disabled={!mayChange}
        maxLength={40}
        onChange={event => set({ callBackNumber: event.currentTarget.value })}
      />
    </div>
  )
}

/** What customers read by themselves. */
function DeskGreeting({ fields, set, mayChange }: PartProps) {
  const say = useSay()
  const languageName = useLanguageName()
  const [greeting, setGreeting] = useState<Language>(fields.defaultLanguage)
  return (
    <>
      <Check
        checked={fields.automaticMail !== 'off'}
        disabled={!mayChange}
        onChange={event => set({ automaticMail: event.currentTarget.checked ? 'on' : 'off' })}
      >
        {say('set_up.desk_automatic')}
      </Check>
      <div className={s.two}>
        <SelectField
          label={say('set_up.desk_portal')}
          value={greeting}
          options={fields.languages.map(value => ({ value, text: ownName(value) }))}
          onChange={event => setGreeting(event.currentTarget.value as Language)}
        />
      </div>
      <TextArea
        label={say('set_up.reply_in', { language: languageName(greeting) })}
        lang={greeting}
        rows={3}
        maxLength={2_000}
        disabled={!mayChange}
        value={fields.portalIntro?.[greeting] ?? ''}
        onChange={event =>
          set({ portalIntro: { ...fields.portalIntro, [greeting]: event.currentTarget.value } })
        }
      />
    </>
  )
}
