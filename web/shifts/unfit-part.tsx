// For leads: cases that wait and fit nobody of their teams, with what is missing and who could be asked.
import { Link } from '@tanstack/react-router'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import type { Unfit } from './shifts-data.ts'
import s from './shifts.module.css'
import { useLackText, useNameOf } from './team-part.tsx'

export function UnfitPart({ cases }: { cases: readonly Unfit[] }) {
  const say = useSay()
  const nameOf = useNameOf()
  const lackOf = useLackText()
  const title = say('shifts.unfit', { n: cases.length })
  return (
    <section className={s.team} aria-labelledby="unfit">
      <h2 id="unfit" className={s.name}>
        {title}
      </h2>
      <Table
        caption={title}
        rows={cases}
        keyOf={one => one.id}
        columns={[
          {
            key: 'case',
            head: say('shifts.unfit_case'),
            cell: one => (
              <Link to="/c/$number" params={{ number: String(one.number) }}>
                {one.number} {one.subject}
              </Link>
            ),
          },
          { key: 'missing', head: say('shifts.unfit_missing'), cell: one => lackOf(one.missing) },
          {
            key: 'ask',
            head: say('shifts.unfit_ask'),
            cell: one => one.couldBeAsked.map(nameOf).join(', ') || say('shifts.unfit_nobody'),
          },
        ]}
      />
    </section>
  )
}
