// The rail: where one is and where one can go. Every sign has its word. On a phone it is a bar of four
// places, and a menu leads to all others.
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { useOpenEscalations } from '../escalations/escalations-api.ts'
import { Glyph } from '../kit/glyph.tsx'
import { Menu } from '../kit/menu.tsx'
import { useSay } from '../words.ts'
import { asidePlaces, isAt, lastPlaces, mayEnter, type Place, places } from './places.ts'
import s from './rail.module.css'

/** Hidden places are those the agent may not enter. */
export function Rail() {
  const say = useSay()
  const session = useSession()
  const path = useRouterState({ select: state => state.location.pathname })
  const waiting = useOpenEscalations()
  // The rail is narrow: where nothing waits for a lead, its key and the palette lead there.
  const isOpen = (place: Place) => mayEnter(place, session) && !(place.isWishes && waiting === 0)
  const open = places.filter(isOpen)
  // What waits for a lead does not hide in a menu; the search has its sign at the top of the window, too.
  const inBar = new Set([...firstInBar, waiting > 0 ? 'escalations' : 'search'])
  const last = lastPlaces.filter(isOpen)
  const others = [...open.filter(one => !inBar.has(one.id)), ...asidePlaces.filter(isOpen), ...last]
  return (
    <nav className={s.rail} aria-label={say('shell.main_places')} id="places">
      <ul>
        {open.map(place => (
          <RailItem
            key={place.id}
            place={place}
            here={isAt(place, path)}
            waiting={waiting}
            inBar={inBar.has(place.id)}
          />
        ))}
        <li className={s.more}>
          <MorePlaces places={others} path={path} />
        </li>
      </ul>
      <ul className={s.last}>
        {last.map(place => (
          <RailItem key={place.id} place={place} here={isAt(place, path)} waiting={waiting} inBar={false} />
        ))}
      </ul>
    </nav>
  )
}

const firstInBar = ['queue', 'new', 'live-line']

/** Every place the bar of a phone has no room for; it is marked when one is there. */
function MorePlaces({ places, path }: { places: readonly Place[]; path: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const here = places.find(place => isAt(place, path))
  return (
    <Menu
      label={say('shell.more_places')}
      face={
        <span className={here ? s.here : undefined}>
          <Glyph name="more" size={20} />
          {say('shell.more')}
        </span>
      }
      items={places.map(place => ({
        text: say(place.key),
        run: () => {
          void navigate({
            to: place.to,
            ...(place.splat !== undefined && { params: { _splat: place.splat } }),
          })
        },
      }))}
    />
  )
}

type ItemProps = { place: Place; here: boolean; waiting: number; inBar: boolean }

function RailItem({ place, here, waiting, inBar }: ItemProps) {
  const say = useSay()
  return (
    <li className={inBar ? undefined : s.notInBar}>
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
