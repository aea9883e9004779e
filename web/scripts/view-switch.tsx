// The views of one script, as links: its outline, and two versions side by side. Not: the views.
import { Link } from '@tanstack/react-router'
import { useSay } from '../words.ts'
import { type Sides, usualSides } from './compare.ts'
import type { Whole } from './scripts-api.ts'
import s from './view-switch.module.css'

type Props = { slug: string; version: number; whole: Whole; now: 'outline' | 'compare' }

export function ViewSwitch({ slug, version, whole, now }: Props) {
  const say = useSay()
  const sides = usualSides(whole)
  const own = version > 0 ? { version: String(version) } : {}
  const compared = ({ before, after }: Sides) => ({ compare: before, with: after })
  const views = [
    { view: 'outline' as const, search: own },
    ...(sides ? [{ view: 'compare' as const, search: compared(sides) }] : []),
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
