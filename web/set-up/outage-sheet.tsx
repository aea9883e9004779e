// Announcing what is out, and changing it while it goes on: the words by language, for whom, since and until
// when. Not: what is wrong with one (outage-form.ts).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Language, languages } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { inLanguage, scriptsQuery } from '../case/walk-data.ts'
import { nowMs } from '../kit/now.ts'
import { Sheet } from '../kit/sheet.tsx'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import { type Organisation, useDeskZone } from './agreements-api.ts'
import { Chosen } from './chosen.tsx'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import {
  newOutage,
  type Outage,
  outageBody,
  outageFaults,
  type OutageForm,
  outageForm,
} from './outage-form.ts'
import { Send, useDone, useLanguageName, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'

type Fields = {
  form: OutageForm
  faults: readonly Fault[]
  onChange: (change: Partial<OutageForm>) => void
}

/** Announces a new one, or changes one that goes on. */
export function OutageSheet({ outage, onClose }: { outage: Outage | null; onClose: () => void }) {
  const say = useSay()
  const zone = useDeskZone()
  const { desk } = useSession()
  const close = useDone(onClose)
  const [form, setForm] = useState(() => (outage ? outageForm(outage, zone) : newOutage(nowMs(), zone)))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const sent = useChange(close(outage ? 'set_up.saved' : 'set_up.outage_announced'))
  useFirstWrong(faults, sent.error)
  const own = desk.defaultLanguage as Language
  const go = () => {
    const wrong = outageFaults(form, own, zone)
    setFaults(wrong)
    if (wrong.length > 0 || sent.isPending) return
    const body = outageBody(form, zone, outage)
    if (!outage) return sent.mutate({ path: '/outages', body })
    const changes = { ...body, version: outage.version }
    sent.mutate({ path: `/outages/${outage.id}`, method: 'PATCH', body: changes })
  }
  const told = faultsIn(sent.error).map(one => faultText(one, say))
  const fields: Fields = { form, faults, onChange: change => setForm({ ...form, ...change }) }
  return (
    <Sheet
      open
      onClose={onClose}
      title={say(outage ? 'set_up.outage_change' : 'set_up.outage_add')}
      onSubmit={go}
      foot={<Send isSending={sent.isPending}>{say(outage ? 'kit.save' : 'set_up.outage_go')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={told} thrown={told.length > 0 ? undefined : sent.error} />
        <What {...fields} own={own} />
        <Times {...fields} />
        <ForWhom {...fields} />
      </div>
    </Sheet>
  )
}

/** The words in one language at a time; those with words carry a mark. */
function What({ form, faults, onChange, own }: Fields & { own: Language }) {
  const say = useSay()
  const name = useLanguageName()
  const [language, setLanguage] = useState<Language>(own)
  return (
    <>
      <SelectField
        label={say('set_up.language')}
        value={language}
        options={languages.map(value => ({
          value,
          text: `${form.what[value]?.trim() ? '✓ ' : ''}${ownName(value)}`,
        }))}
        onChange={event => setLanguage(event.currentTarget.value as Language)}
      />
      <TextArea
        label={say('set_up.outage_what', { language: name(language) })}
        hint={say('set_up.outage_what_hint', { language: name(own) })}
        lang={language}
        rows={3}
        maxLength={1_000}
        value={form.what[language] ?? ''}
        error={faultAt(faults, `what.${language}`, say)}
        onChange={event => onChange({ what: { ...form.what, [language]: event.currentTarget.value } })}
      />
    </>
  )
}

function Times({ form, faults, onChange }: Fields) {
  const say = useSay()
  const time = (field: 'since' | 'expectedUntil') => ({
    type: 'datetime-local',
    value: form[field],
    error: faultAt(faults, field, say),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ [field]: event.currentTarget.value }),
  })
  return (
    <div className={s.two}>
      <TextField label={say('set_up.outage_since')} {...time('since')} />
      <TextField label={say('set_up.outage_until')} {...time('expectedUntil')} />
    </div>
  )
}

function ForWhom({ form, onChange }: Fields) {
  const say = useSay()
  const { desk } = useSession()
  const { language } = useWords()
  const { data: organisations = [] } = useSetUpList<Organisation>('/organisations')
  const { data } = useQuery(scriptsQuery)
  const scripts = (data?.items ?? []).map(one => ({ id: one.slug, name: inLanguage(one.title, language) }))
  return (
    <>
      <Chosen
        label={say('set_up.outage_scripts')}
        all={scripts}
        none={say('set_up.outage_no_script')}
        value={form.scripts}
        onChange={scripts => onChange({ scripts })}
      />
      <Chosen
        label={say('set_up.products')}
        all={desk.products}
        none={say('set_up.outage_all_products')}
        value={form.products}
        onChange={products => onChange({ products })}
      />
      <Chosen
        label={say('set_up.outage_organisations')}
        all={organisations}
        none={say('set_up.outage_everybody')}
        value={form.organisations}
        onChange={organisations => onChange({ organisations })}
      />
      <TextArea
        label={say('set_up.outage_places')}
        hint={say('set_up.outage_places_hint')}
        rows={3}
        value={form.places}
        onChange={event => onChange({ places: event.currentTarget.value })}
      />
    </>
  )
}
