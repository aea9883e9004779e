// The most frequent ways through a script, by the numbers of their steps, with how they ended.
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import s from './figures.module.css'
import type { PathFigures } from './figures-api.ts'
import { useFigureText } from './figures-text.tsx'
import { wayText } from './figures-view.ts'

type Props = { paths: readonly PathFigures[]; nth: ReadonlyMap<string, number> }

export function FiguresPaths({ paths, nth }: Props) {
  const say = useSay()
  const { number, time } = useFigureText()
  if (paths.length === 0) return null
  const wayOf = ({ steps, stands }: PathFigures) =>
    wayText([...steps, ...(stands === null ? [] : [stands])].map(one => nth.get(one) ?? one))
  return (
    <section className={s.part} aria-labelledby="figures-paths">
      <div className={s.bar}>
        <h2 id="figures-paths">{say('figures.paths')}</h2>
        <span className="faint">{say('figures.paths_note')}</span>
      </div>
      <Table
        caption={say('figures.paths')}
        rows={paths}
        keyOf={one => `${wayOf(one)} ${one.end}`}
        columns={[
          { key: 'way', head: say('figures.path'), cell: wayOf },
          { key: 'end', head: say('figures.ended'), cell: one => say(`figures.end_${one.end}`) },
          { key: 'walks', head: say('figures.walks_head'), cell: one => number(one.walks), end: true },
          { key: 'median', head: say('figures.col_median'), cell: one => time(one.medianSeconds), end: true },
          { key: 'back', head: say('figures.col_reopened'), cell: one => number(one.reopened), end: true },
        ]}
      />
    </section>
  )
}
