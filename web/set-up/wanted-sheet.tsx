// One list of wanted facts: of which cases, and each fact with its name, question and answers in the desk's
// languages. Not: reading what is written (wanted-form.ts).
import { useState } from 'react'
import { type Kind, kinds } from '#core/case/event.ts'
import type { ProductId } from '#core/kit/id.ts'
import { type Language, languages } from '#core/people/language.ts'
import { wantedMax } from '#core/wanted/wanted-list.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'
import { blankFact, draftOf, type FactDraft, factsOf } from './wanted-form.ts'
import type { KeptWanted } from './wanted-page.tsx'

type Props = { list: KeptWanted | null; name: string; onClose: () => void }

/** What is written of one list, and how it is kept. */
function useList(list: KeptWanted | null, onDone: () => void) {
  const [of, setOf] = useState({ kinds: list?.kinds ?? [], products: list?.products ?? [] })
  const [facts, setFacts] = useState<readonly FactDraft[]>(list?.facts.map(draftOf) ?? [blankFact])
  const [tried, setTried] = useState(false)
  const change = useChange(onDone)
  const read = factsOf(facts)
  const fault = typeof read === 'string' ? read : null
  const path = list ? `/wanted-lists/${list.id}` : '/wanted-lists'
  const send = (body: object) => {
    if (change.isPending) return
    change.mutate({
      path,
      method: list ? 'PATCH' : 'POST',
      body: { ...(list && { version: list.version }), ...body },
    })
  }
  return {
    ...{ of, setOf, facts, setFacts, isSending: change.isPending, thrown: change.error },
    fault: tried ? fault : null,
    save: () => {
      setTried(true)
      if (!fault) send({ ...of, facts: read })
    },
    rest: () => send({ active: !list?.active }),
  }
}

export function WantedSheet({ list, name, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const [language, setLanguage] = useState<Language>(useWords().language)
  const form = useList(list, close('set_up.saved'))
  const { facts, setFacts } = form
  const change = (at: number, more: Partial<FactDraft>) =>
    setFacts(facts.map((one, index) => (index === at ? { ...one, ...more } : one)))
  const rest = list && (
    <Button kind="quiet" onClick={form.rest}>
      {say(list.active ? 'wanted.set_rest' : 'wanted.set_wake')}
    </Button>
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={name}
      onSubmit={form.save}
      foot={
        <>
          {rest}
          <Send isSending={form.isSending}>{say('kit.save')}</Send>
        </>
      }
    >
      <div className={s.form}>
        <Wrong thrown={form.thrown} />
        <OfWhich value={form.of} onChange={form.setOf} />
        <SelectField
          label={say('set_up.language')}
          value={language}
          options={languages.map(value => ({ value, text: ownName(value) }))}
          onChange={event => setLanguage(event.currentTarget.value as Language)}
        />
        {facts.map((fact, index) => (
          <FactFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a fact has no other name while it is written
            key={index}
            at={index}
            fact={fact}
            language={language}
            onChange={more => change(index, more)}
            onRemove={facts.length > 1 ? () => setFacts(facts.filter(one => one !== fact)) : null}
          />
        ))}
        {facts.length < wantedMax && (
          <p>
            <Button kind="quiet" onClick={() => setFacts([...facts, blankFact])}>
              {say('wanted.set_add_fact')}
            </Button>
          </p>
        )}
        {form.fault && <p role="alert">{say(`wanted.set_${form.fault}`)}</p>}
      </div>
    </Sheet>
  )
}

type Of = { readonly kinds: readonly Kind[]; readonly products: readonly ProductId[] }

function OfWhich({ value, onChange }: { value: Of; onChange: (of: Of) => void }) {
  const say = useSay()
  const { desk } = useSession()
  const products = desk.products as readonly { id: string; name: string }[]
  return (
    <>
      <Chosen
        label={say('wanted.set_kinds')}
        none={say('wanted.set_every')}
        all={kinds.map(id => ({ id, name: say(`kinds.kind_${id}`) }))}
        value={value.kinds}
        onChange={chosen => onChange({ ...value, kinds: chosen as readonly Kind[] })}
      />
      <Chosen
        label={say('wanted.set_products')}
        none={say('wanted.set_every')}
        all={products}
        value={value.products}
        onChange={chosen => onChange({ ...value, products: chosen as readonly ProductId[] })}
      />
    </>
  )
}

type FactProps = {
  readonly at: number
  readonly fact: FactDraft
  readonly language: Language
  readonly onChange: (more: Partial<FactDraft>) => void
  /** null: the last one stays */
  readonly onRemove: (() => void) | null
}

function FactFields({ at, fact, language, onChange, onRemove }: FactProps) {
  const say = useSay()
  const words = (name: 'words' | 'ask' | 'choices') => ({
    label: say(`wanted.set_${name}`),
    lang: language,
    value: fact[name][language] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: { ...fact[name], [language]: event.currentTarget.value } }),
  })
  const name = say('wanted.set_fact', { n: at + 1 })
  return (
    <fieldset className={s.form}>
      <legend>
        <b>{name}</b>{' '}
        {onRemove && (
          <Button kind="quiet" aria-label={say('set_up.remove_one', { name })} onClick={onRemove}>
            {say('set_up.remove')}
          </Button>
        )}
      </legend>
      <TextField {...words('words')} maxLength={80} />
      <TextField {...words('ask')} maxLength={300} />
      <TextField
        label={say('wanted.set_name')}
        hint={say('wanted.set_name_hint')}
        value={fact.name}
        maxLength={60}
        onChange={event => onChange({ name: event.currentTarget.value })}
      />
      <TextArea {...words('choices')} hint={say('wanted.set_choices_hint')} rows={2} />
      <Check checked={fact.required} onChange={event => onChange({ required: event.currentTarget.checked })}>
        {say('wanted.set_required')}
      </Check>
    </fieldset>
  )
}
