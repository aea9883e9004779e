// Which device or place it is about, behind one button: most calls name none, and nothing stands in their
// way.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { numberMax } from '#core/entitlement/number.ts'
import { get } from '#web/api/client.ts'
import { Button } from '#web/kit/button.tsx'
import { cx } from '#web/kit/cx.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { useSay } from '#web/words.ts'
import { sitesOf } from './new-case.ts'
import s from './new-case.module.css'
import type { NewCaseForm } from './use-new-case.ts'
import type { Found } from './who-row.tsx'

/** The numbers he registered, and the places his organisation's contracts name. */
function useKnown(found: Found | null, isOpen: boolean) {
  const numbers = useQuery({
    queryKey: ['customers', found?.id, 'registrations'],
    queryFn: ({ signal }) =>
      get<{ items: readonly { number: string }[] }>(
        `/customers/${found?.id}/registrations`,
        undefined,
        signal,
      ),
    enabled: isOpen && found !== null,
  })
  const organisation = found?.organisation ?? null
  const contracts = useQuery({
    queryKey: ['contracts', 'of', organisation],
    queryFn: ({ signal }) => get<Parameters<typeof sitesOf>[0]>('/contracts', { organisation }, signal),
    enabled: isOpen && organisation !== null,
  })
  return {
    numbers: found ? (numbers.data?.items ?? []).map(one => one.number) : [],
    sites: organisation && contracts.data ? sitesOf(contracts.data) : [],
  }
}

/** The button until it is wanted, then the fields; a place is asked only where there are any. */
export function NumberPart({ form }: { form: NewCaseForm }) {
  const say = useSay()
  const { begun, set, found } = form
  const [isWanted, setWanted] = useState(false)
  const isOpen = isWanted || (begun.serial ?? '') !== '' || (begun.site ?? '') !== ''
  const { numbers, sites } = useKnown(found, isOpen)
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isWanted) field.current?.focus()
  }, [isWanted])
  if (!isOpen)
    return (
      <p className={s.more}>
        <Button kind="quiet" onClick={() => setWanted(true)}>
          {say('new_case.number_add')}
        </Button>
      </p>
    )
  return (
    <div className={cx(s.person, s.numbers)}>
      <TextField
        ref={field}
        label={say('set_up.serial')}
        hint={numbers.length > 0 ? say('new_case.serial_hint', { n: numbers.length }) : undefined}
        maxLength={numberMax}
        list={list}
        value={begun.serial ?? ''}
        onChange={event => set({ serial: event.currentTarget.value })}
      />
      <datalist id={list}>
        {numbers.map(number => (
          <option key={number} value={number} />
        ))}
      </datalist>
      {(sites.length > 0 || begun.site) && (
        <SelectField
          label={say('set_up.site')}
          value={begun.site ?? ''}
          options={[
            { value: '', text: say('new_case.site_none') },
            ...[...new Set([...sites, ...(begun.site ? [begun.site] : [])])].map(value => ({
              value,
              text: value,
            })),
          ]}
          onChange={event => set({ site: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
