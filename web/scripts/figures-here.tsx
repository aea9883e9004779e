// The figures of the last ninety days where a script is read and written: a line at each step, a mark in
// the outline at those that stand out, and the way to all of them. Each row asks for itself, so that of two
// thousand only marks are drawn anew. Not: their page (figures-screen.tsx).
import { useNavigate } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { KeyHint } from '../kit/key-hint.tsx'
import { nowMs } from '../kit/now.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import s from './figures.module.css'
import { useFigures } from './figures-api.ts'
import { ShareText, useFigureText } from './figures-text.tsx'
import { askedOf, ownZone, type Outlier, outliersOf, type Row, rowOf, viewOf } from './figures-view.ts'

type Here = {
  /** so many walks of all versions */
  readonly walks: number
  readonly steps: ReadonlyMap<string, Row>
  readonly outliers: ReadonlyMap<string, Outlier>
}
const none: Here = { walks: 0, steps: new Map(), outliers: new Map() }
const Recent = createContext<Here>(none)

/** Around a script: its figures of late, of all versions together, because a step outlives a version. */
export function RecentFigures({ slug, children }: { slug: string; children: ReactNode }) {
  const { zone } = useWords()
  const { data } = useFigures(
    slug,
    askedOf(viewOf({ version: 'all' }), { now: nowMs(), zone: zone ?? ownZone() }),
  )
  const here = useMemo((): Here => {
    if (!data) return none
    const rows = data.steps.map((one, i) => rowOf(one, i + 1))
    const { agent, customer, both } = data.total.walkers
    return {
      walks: agent + customer + both,
      steps: new Map(rows.map(row => [row.step, row])),
      outliers: outliersOf(rows),
    }
  }, [data])
  return <Recent value={here}>{children}</Recent>
}

/** "Last 90 days: 1,204 walks · 61 % solved here · skipped 9 %" */
export function StepFigures({ name }: { name: string }) {
  const say = useSay()
  const { walks, steps } = useContext(Recent)
  const row = steps.get(name)
  if (walks === 0) return null
  const shares =
    row &&
    ([
      ['solved', row.shares.solved],
      ['skipped', row.shares.skipped],
      ['stopped', row.shares.abandoned],
    ] as const)
  return (
    <p className={s.here}>
      {say('figures.span_90')}: {say('figures.walks', { n: row?.reached ?? 0 })}
      {!row || row.reached === 0
        ? ` · ${say('figures.here_none')}`
        : shares?.map(([what, share]) => {
            if (what !== 'solved' && share.times === 0) return null
            const [before, after] = say(`figures.here_${what}`, { share: '|' }).split('|')
            return (
              <span key={what}>
                {' · '}
                {before}
                <ShareText share={share} />
                {after}
              </span>
            )
          })}
    </p>
  )
}

/** The mark in a row of the outline at a step that is skipped, or the last, much more often than others. */
export function StandsOut({ name }: { name: string }) {
  const say = useSay()
  const { percent } = useFigureText()
  const found = useContext(Recent).outliers.get(name)
  if (!found) return null
  const text = say(`figures.often_${found.why}`, { share: percent(found.share) })
  return (
    <span className={s.out} title={text}>
      <Glyph name="report" size={12} />
      <span aria-hidden="true">{percent(found.share)}</span>
      <span className="sr">{text}</span>
    </span>
  )
}

/** The way from a script to its figures, by a key as well. */
export function FiguresLink({ slug }: { slug: string }) {
  const say = useSay()
  const navigate = useNavigate()
  useKeys({
    r: {
      does: say('figures.title'),
      run: () => void navigate({ to: '/scripts/$slug/figures', params: { slug }, search: {} as never }),
    },
  })
  return (
    <LinkButton kind="quiet" to="/scripts/$slug/figures" params={{ slug }} search={{} as never}>
      {say('figures.title')}
      <KeyHint keys="r" />
    </LinkButton>
  )
}
