// The rail: where one is and where one can go. Every sign has its word.
import { Link, useRouterState } from '@tanstack/react-router'
import { hasRole, useSession } from '../api/session.ts'
import { Glyph } from '../kit/glyph.tsx'
import { useSay } from '../words.ts'
import { isAt, lastPlaces, type Place, places } from './places.ts'
import s from './rail.module.css'

/** Hidden places are those the agent may not enter. */
export function Rail() {
  const say = useSay()
  const session = useSession()
  const path = useRouterState({ select: state => state.location.pathname })
  const mayEnter = (place: Place) => !place.roles || hasRole(session, ...place.roles)
  return (
    <nav className={s.rail} aria-label={say('shell.main_places')} id="places">
      <ul>
        {places.filter(mayEnter).map(place => (
          <RailItem key={place.id} place={place} here={isAt(place, path)} />
        ))}
      </ul>
      <ul className={s.last}>
        {lastPlaces.filter(mayEnter).map(place => (
          <RailItem key={place.id} place={place} here={isAt(place, path)} />
        ))}
      </ul>
    </nav>
  )
}

function RailItem({ place, here }: { place: Place; here: boolean }) {
  const say = useSay()
  return (
    <li>
      <Link
        to={place.to}
        {...(place.splat !== undefined && { params: { _splat: place.splat } })}
        aria-current={here ? 'page' : undefined}
        activeProps={{}}
      >
        <Glyph name={place.glyph} size={20} />
        {say(place.key)}
      </Link>
    </li>
  )
}
