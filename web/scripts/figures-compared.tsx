// Two versions beside each other, with what can be told of their difference, and an honest word where
// nothing can.
import type { Difference } from '#core/measure/compare-versions.ts'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import s from './figures.module.css'
import type { Compared } from './figures-api.ts'
import { ShareText, tenth, useFigureText } from './figures-text.tsx'

type Line = {
  readonly key: string
  readonly name: string
  readonly own: React.ReactNode
  readonly other: React.ReactNode
  readonly apart: string
}

export function FiguresCompared({ own, compared }: { own: number | null; compared: Compared }) {
  const say = useSay()
  const { time } = useFigureText()
  if (own === null) return null
  const { other, message } = compared
  const apart = (difference: Difference | null, unit: 'points' | 'minutes') => {
    if (!difference) return say('figures.no_telling')
    const [from, to] = [difference.from, difference.to].map(one =>
      tenth(unit === 'points' ? one * 100 : one / 60),
    )
    return say(`figures.${unit}`, { from: from ?? 0, to: to ?? 0 })
  }
  const share = (what: 'solved' | 'abandoned' | 'reopened', name: string): Line => ({
    key: what,
    name,
    own: <ShareText share={compared[what].own} />,
    other: <ShareText share={compared[what].other} />,
    apart: apart(compared[what].difference, 'points'),
  })
  const middle = compared.time
  const lines: readonly Line[] = [
    share('solved', say('figures.solved')),
    share('abandoned', say('figures.stopped')),
    share('reopened', say('figures.col_reopened')),
    {
      key: 'time',
      name: say('figures.col_median'),
      own: time(middle.own.range?.seconds ?? null),
      other: time(middle.other.range?.seconds ?? null),
      apart: apart(middle.difference, 'minutes'),
    },
  ]
  const title = say('figures.comparison', { own, other })
  return (
    <section className={s.part} aria-labelledby="figures-compared">
      <div className={s.bar}>
        <h2 id="figures-compared">{title}</h2>
      </div>
      <p className={s.sentence}>{message}</p>
      <Table
        caption={title}
        rows={lines}
        keyOf={one => one.key}
        columns={[
          { key: 'name', head: say('figures.compared'), cell: one => one.name },
          { key: 'own', head: say('scripts.version', { n: own }), cell: one => one.own, end: true },
          { key: 'other', head: say('scripts.version', { n: other }), cell: one => one.other, end: true },
          { key: 'apart', head: say('figures.difference'), cell: one => one.apart, end: true },
        ]}
      />
    </section>
  )
}
