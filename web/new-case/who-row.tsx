// Who is on the line: found by number, name or address while one types, or somebody new written down at once.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import type { CustomerId, OrganisationId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { get } from '#web/api/client.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { FormRow } from '#web/kit/form-row.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { useSay } from '#web/words.ts'
import { type Begun, newPerson, type Person } from './new-case.ts'
import s from './new-case.module.css'

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

const typingMs = 150

/** The text once the hand rests. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), typingMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

type Props = {
  begun: Begun
  set: (change: Partial<Begun>) => void
  onFound: (found: Found | null) => void
  /** the person is known: on to what he says */
  onChosen: () => void
}

export function WhoRow({ begun, set, onFound, onChosen }: Props) {
  const say = useSay()
  const id = useId()
  const typed = useRested(begun.typed.trim())
  const [at, setAt] = useState(0)
  const query = useQuery({
    queryKey: ['customers', typed],
    queryFn: ({ signal }) =>
      get<{ items: readonly Found[] }>('/customers', { q: typed }, signal).then(answer => answer.items),
    enabled: begun.person === null && typed.length >= 2,
  })
  const found = begun.person === null && typed.length >= 2 ? (query.data ?? []) : []
  const shown = found.slice(0, 7)
  const choose = (one: Found | undefined) => {
    if (one) {
      set({
        person: { is: 'known', id: one.id, name: one.name, language: one.language },
        language: one.language,
        phone: one.phones[0] ?? '',
      })
      onFound(one)
      onChosen()
    } else {
      set({ person: newPerson(begun.typed) })
      onFound(null)
    }
  }
  const again = () => {
    set({ person: null, typed: '' })
    onFound(null)
  }
  if (begun.person) return <Chosen begun={begun} set={set} onAgain={again} />
  return (
    <FormRow label={say('new_case.who')} hint={say('new_case.who_hint')}>
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
        }}
        onKeyDown={event => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step !== 0) {
            event.preventDefault()
            setAt(Math.min(shown.length, Math.max(0, at + step)))
          } else if (event.key === 'Enter' && begun.typed.trim() !== '' && !event.metaKey && !event.ctrlKey) {
            event.preventDefault()
            choose(shown[at])
          }
        }}
      />
      {typed.length >= 2 && (
        <div className={s.found} id={`${id}-found`} role="listbox" aria-label={say('new_case.who_found')}>
          {shown.map((one, index) => (
            <div
              key={one.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={event => event.preventDefault()}
              onClick={() => choose(one)}
              onKeyDown={() => undefined}
            >
              <b>{one.name}</b>{' '}
              <span className="soft">
                {[one.organisationName, one.phones[0], one.email].filter(Boolean).join(' · ')}
              </span>
              {one.openCases.length > 0 && (
                <span className="faint"> · {say('new_case.has_open', { n: one.openCases.length })}</span>
              )}
            </div>
          ))}
          <div
            id={`${id}-${shown.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === shown.length}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(undefined)}
            onKeyDown={() => undefined}
          >
            <Glyph name="plus" /> {say('new_case.who_new', { text: begun.typed.trim() })}
          </div>
        </div>
      )}
    </FormRow>
  )
}

/** The person found, or the few fields of somebody new. */
function Chosen({ begun, set, onAgain }: { begun: Begun; set: Props['set']; onAgain: () => void }) {
  const say = useSay()
  const { person } = begun
  if (!person) return null
  const stand = (
    <>
      {person.is === 'known' && (
        <p>
          <Glyph name="kept" /> {say('new_case.known')}
        </p>
      )}
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
          <div className={s.callBack}>
            <TextField
              label={say('new_case.call_back')}
              type="tel"
              value={begun.phone}
              onChange={event => set({ phone: event.currentTarget.value })}
            />
          </div>
        </>
      ) : (
        <NewPerson person={person} set={set} />
      )}
    </FormRow>
  )
}

/** The few fields of somebody new. */
function NewPerson({ person, set }: { person: Extract<Person, { is: 'new' }>; set: Props['set'] }) {
  const say = useSay()
  return (
    <div className={s.person}>
      <TextField
        label={say('new_case.name')}
        needed={person.name.trim() === ''}
        autoFocus
        value={person.name}
        onChange={event => set({ person: { ...person, name: event.currentTarget.value } })}
      />
      <TextField
        label={say('new_case.call_back')}
        type="tel"
        value={person.phone}
        onChange={event => set({ person: { ...person, phone: event.currentTarget.value } })}
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
