// The views of one script, as links: outline, map, two versions side by side, on paper. Not: the views.
import { Link } from '@tanstack/react-router'
import { useSay } from '../words.ts'
import { type Sides, usualSides } from './compare.ts'
import type { Whole } from './scripts-api.ts'
import s from './view-switch.module.css'

type Props = { slug: string; version: number; whole: Whole; now: 'outline' | 'map' | 'compare' | 'print' }

export function ViewSwitch({ slug, version, whole, now }: Props) {
  const say = useSay()
  const sides = usualSides(whole)
  const own = version > 0 ? { version: String(version) } : {}
  const compared = ({ before, after }: Sides) => ({ compare: before, with: after })
  const views = [
    { view: 'outline' as const, search: own },
    { view: 'map' as const, search: { ...own, view: 'map' } },
    ...(sides ? [{ view: 'compare' as const, search: compared(sides) }] : []),
    { view: 'print' as const, search: { ...own, view: 'print' } },
  ]
  return (
    <nav className={s.views} aria-label={say('script_view.views')}>
      {views.map(({ view, search }) => (
        <Link
          key={view}
          to="/scripts/$slug"
          params={{ slug }}
          search={search as never}
          className={s.view}
          aria-current={view === now ? 'page' : undefined}
          activeProps={{}}
          activeOptions={{ exact: true }}
        >
          {say(`script_view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}
