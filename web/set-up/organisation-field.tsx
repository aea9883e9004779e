// Choosing an organisation: from a list, or where there are many found by letters of its name among all there
// are. Not: the list of them (organisations-part.tsx).
import { useState } from 'react'
import { SelectField, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import type { Organisation } from './agreements-api.ts'
import { useFound } from './set-up-api.ts'

type Option = { readonly value: string; readonly text: string }
type Props = {
  label?: string
  value: string
  /** those that are known, which need not be all there are */
  all: readonly Pick<Organisation, 'id' | 'name'>[]
  /** what can be chosen besides: before them, and behind */
  before?: readonly Option[]
  behind?: readonly Option[]
  autoFocus?: boolean
  onChange: (value: string) => void
}

/** More than so many are not looked through by eye. */
const eyeMax = 12

export function OrganisationField({
  label,
  value,
  all,
  before = [],
  behind = [],
  autoFocus,
  onChange,
}: Props) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Option | null>(null)
  const { found } = useFound<Organisation>('/organisations', typed)
  const isMany = all.length > eyeMax
  const offered = (found ?? all).map((one): Option => ({ value: one.id, text: one.name }))
  const known = [
    ...(chosen ? [chosen] : []),
    ...all.map(one => ({ value: one.id as string, text: one.name })),
  ]
  // What is chosen stays in sight, whatever is looked for.
  const own = offered.some(one => one.value === value) ? undefined : known.find(one => one.value === value)
  return (
    <>
      {isMany && (
        <TextField
          label={say('set_up.organisation_find')}
          type="search"
          autoFocus={autoFocus}
          value={typed}
          hint={found?.length === 0 ? say('set_up.organisation_found_none') : undefined}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      )}
      <SelectField
        label={label ?? say('set_up.organisation')}
        autoFocus={autoFocus && !isMany}
        value={value}
        options={[...before, ...(own ? [own] : []), ...offered, ...behind]}
        onChange={event => {
          const next = event.currentTarget.value
          setChosen(offered.find(one => one.value === next) ?? null)
          onChange(next)
        }}
      />
    </>
  )
}
