// The rail: where one is and where one can go. Every sign has its word.
import { Link, useRouterState } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { useOpenEscalations } from '../escalations/escalations-api.ts'
import { Glyph } from '../kit/glyph.tsx'
import { useSay } from '../words.ts'
import { isAt, lastPlaces, mayEnter, type Place, places } from './places.ts'
import s from './rail.module.css'

/** Hidden places are those the agent may not enter. */
export function Rail() {
  const say = useSay()
  const session = useSession()
  const path = useRouterState({ select: state => state.location.pathname })
  const waiting = useOpenEscalations()
  // The rail is narrow: where nothing waits for a lead, its key and the palette lead there.
  const isOpen = (place: Place) => mayEnter(place, session) && !(place.isWishes && waiting === 0)
  return (
    <nav className={s.rail} aria-label={say('shell.main_places')} id="places">
      <ul>
        {places.filter(isOpen).map(place => (
          <RailItem key={place.id} place={place} here={isAt(place, path)} waiting={waiting} />
        ))}
      </ul>
      <ul className={s.last}>
        {lastPlaces.filter(isOpen).map(place => (
          <RailItem key={place.id} place={place} here={isAt(place, path)} waiting={waiting} />
        ))}
      </ul>
    </nav>
  )
}

type ItemProps = { place: Place; here: boolean; waiting: number }

function RailItem({ place, here, waiting }: ItemProps) {
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
        {place.isWishes && <b className="num">{waiting}</b>}
      </Link>
    </li>
  )
}
