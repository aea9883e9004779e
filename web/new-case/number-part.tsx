// Which device or place it is about. One field, always there: who has a number at hand says it at once, and
// an empty one stands in nobody's way.
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { numberMax } from '#core/entitlement/number.ts'
import { get } from '#web/api/client.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { useSay } from '#web/words.ts'
import { sitesOf } from './new-case.ts'
import s from './new-case.module.css'
import type { NewCaseForm } from './use-new-case.ts'
import type { Found } from './who-row.tsx'

/** The numbers he registered, and the places his organisation's contracts name. */
function useKnown(found: Found | null) {
  const numbers = useQuery({
    queryKey: ['customers', found?.id, 'registrations'],
    queryFn: ({ signal }) =>
      get<{ items: readonly { number: string }[] }>(
        `/customers/${found?.id}/registrations`,
        undefined,
        signal,
      ),
    enabled: found !== null,
  })
  const organisation = found?.organisation ?? null
  const contracts = useQuery({
    queryKey: ['contracts', 'of', organisation],
    queryFn: ({ signal }) => get<Parameters<typeof sitesOf>[0]>('/contracts', { organisation }, signal),
    enabled: organisation !== null,
  })
  return {
    numbers: found ? (numbers.data?.items ?? []).map(one => one.number) : [],
    sites: organisation && contracts.data ? sitesOf(contracts.data) : [],
  }
}

/** The number, with those he registered at hand; a place is asked only where there are any. */
export function NumberPart({ form }: { form: NewCaseForm }) {
  const say = useSay()
  const { begun, set, found } = form
  const { numbers, sites } = useKnown(found)
  const list = useId()
  return (
    <div className={s.person}>
      <TextField
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
