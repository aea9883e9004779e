// Who is on the line: found by number, name or address while one types, or somebody new written down at once.
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import type { CustomerId, OrganisationId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { get } from '#web/api/client.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { FormRow } from '#web/kit/form-row.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { useSay } from '#web/words.ts'
import { newPerson, type Person } from './new-case.ts'
import found from '../kit/found.module.css'
import s from './new-case.module.css'
import { RightMark, RightWords } from './right-to-speak.tsx'
import { ToSay } from './to-say.tsx'
import type { NewCaseForm } from './use-new-case.ts'
import { useRested } from './use-rested.ts'

export type Found = {
  readonly id: CustomerId
  readonly name: string
  readonly email: string | null
  readonly phones: readonly string[]
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly language: Language
  readonly timeZone: string | null
  readonly openCases: readonly Card[]
}

type Props = {
  form: NewCaseForm
  /** on to what the call is about: with somebody known, who may have open cases, or somebody new */
  onDone: (found: Found | null) => void
}

/** Whom what is typed may mean; `isSettled`: that is the answer to all of it. */
function useFind({ person, typed: all }: NewCaseForm['begun']) {
  const whole = all.trim()
  const typed = useRested(whole)
  const isAsked = person === null && typed.length >= 2
  const query = useQuery({
    queryKey: ['customers', typed],
    queryFn: ({ signal }) =>
      get<{ items: readonly Found[] }>('/customers', { q: typed }, signal).then(answer => answer.items),
    enabled: isAsked,
    // Who called a minute ago has another open case by now: nothing is shown as it was then.
    gcTime: 0,
  })
  const shown = isAsked ? (query.data ?? []).slice(0, foundMax) : []
  return { isAsked, shown, isSettled: typed === whole && !query.isFetching }
}
const foundMax = 7

/** Writes the person down and goes on. */
function useChoose({ form, onDone }: Props) {
  const { begun, set, setFound } = form
  return (one: Found | undefined) => {
    setFound(one ?? null)
    if (!one) return set({ person: newPerson(begun.typed) })
    set({
      person: { is: 'known', id: one.id, name: one.name, language: one.language },
      language: begun.isSpoken ? begun.language : one.language,
      phone: one.phones[0] ?? '',
    })
    onDone(one)
  }
}

export function WhoRow({ form, onDone }: Props) {
  const { begun, set, setFound } = form
  const say = useSay()
  const id = useId()
  const { isAsked, shown, isSettled } = useFind(begun)
  const [at, setAt] = useState(0)
  const choose = useChoose({ form, onDone })
  // Whoever types fast is ahead of the answer: his Enter means whom he typed, not nobody.
  const [isWished, setWished] = useState(false)
  useEffect(() => {
    if (!isWished || !isSettled) return
    setWished(false)
    choose(shown[at])
  })
  const again = () => {
    set({ person: null, typed: '' })
    setFound(null)
  }
  if (begun.person) return <Chosen form={form} onAgain={again} onDone={() => onDone(form.found)} />
  return (
    <FormRow label={say('new_case.who')} hint={say('new_case.who_hint')}>
      <ToSay form={form} fact="caller.name" />
      <TextField
        label={say('new_case.who_find')}
        labelHidden
        placeholder={say('new_case.who_find')}
        autoFocus
        autoComplete="off"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-found`}
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
        value={begun.typed}
        onChange={event => {
          set({ typed: event.currentTarget.value })
          setAt(0)
          setWished(false)
        }}
        onKeyDown={event => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step !== 0) {
            event.preventDefault()
            setAt(Math.min(shown.length, Math.max(0, at + step)))
          } else if (event.key === 'Enter' && begun.typed.trim() !== '' && !event.metaKey && !event.ctrlKey) {
            event.preventDefault()
            setWished(true)
          }
        }}
      />
      {isAsked && <FoundList {...{ id, shown, at }} typed={begun.typed.trim()} onChoose={choose} />}
    </FormRow>
  )
}

type FoundProps = {
  id: string
  shown: readonly Found[]
  at: number
  typed: string
  onChoose: (one: Found | undefined) => void
}

/** Those it may be, and somebody new last. */
function FoundList({ id, shown, at, typed, onChoose }: FoundProps) {
  const say = useSay()
  const option = (index: number, one: Found | undefined) => ({
    id: `${id}-${index}`,
    role: 'option',
    tabIndex: -1,
    'aria-selected': index === at,
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick: () => onChoose(one),
    onKeyDown: () => undefined,
  })
  return (
    <div className={found.found} id={`${id}-found`} role="listbox" aria-label={say('new_case.who_found')}>
      {shown.map((one, index) => (
        <div key={one.id} {...option(index, one)}>
          <b>{one.name}</b>{' '}
          <span className="soft">
            {[one.organisationName, one.phones[0], one.email].filter(Boolean).join(' · ')}
          </span>
          {one.openCases.length > 0 && (
            <span className="faint"> · {say('new_case.has_open', { n: one.openCases.length })}</span>
          )}
        </div>
      ))}
      <div {...option(shown.length, undefined)}>
        <Glyph name="plus" /> {say('new_case.who_new', { text: typed })}
      </div>
    </div>
  )
}

/** The person found, or the few fields of somebody new, with the right to speak. */
function Chosen({ form, onAgain, onDone }: { form: NewCaseForm; onAgain: () => void; onDone: () => void }) {
  const say = useSay()
  const { begun, set } = form
  const { person } = begun
  if (!person) return null
  const stand = (
    <>
      {person.is === 'known' && (
        <p>
          <Glyph name="kept" /> {say('new_case.known')}
        </p>
      )}
      <RightMark form={form} />
      <Button kind="quiet" onClick={onAgain}>
        {say('new_case.somebody_else')}
      </Button>
    </>
  )
  return (
    <FormRow label={say('new_case.who')} stand={stand}>
      {person.is === 'known' ? (
        <>
          <b>{person.name}</b>
          <RightWords form={form} />
          <ToSay form={form} fact="caller.callback" />
          <div className={s.callBack}>
            <TextField
              label={say('new_case.call_back')}
              type="tel"
              value={begun.phone}
              onChange={event => set({ phone: event.currentTarget.value })}
              onKeyDown={onEnter(onDone)}
            />
          </div>
        </>
      ) : (
        <>
          <RightWords form={form} />
          <ToSay form={form} fact="caller.callback" />
          <NewPerson person={person} set={set} onDone={onDone} />
        </>
      )}
    </FormRow>
  )
}

/** Enter goes on; ⌘↵ stays with the form. */
const onEnter = (go: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  go()
}

/** The few fields of somebody new. */
function NewPerson({
  person,
  set,
  onDone,
}: {
  person: Extract<Person, { is: 'new' }>
  set: NewCaseForm['set']
  onDone: () => void
}) {
  const say = useSay()
  return (
    <div className={s.person}>
      <TextField
        label={say('new_case.name')}
        needed={person.name.trim() === ''}
        autoFocus={person.name.trim() === ''}
        value={person.name}
        onChange={event => set({ person: { ...person, name: event.currentTarget.value } })}
      />
      <TextField
        label={say('new_case.call_back')}
        type="tel"
        autoFocus={person.name.trim() !== ''}
        value={person.phone}
        onChange={event => set({ person: { ...person, phone: event.currentTarget.value } })}
        onKeyDown={onEnter(onDone)}
      />
      <TextField
        label={say('new_case.email')}
        type="email"
        value={person.email}
        onChange={event => set({ person: { ...person, email: event.currentTarget.value } })}
      />
    </div>
  )
}
