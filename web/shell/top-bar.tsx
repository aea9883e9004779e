// The bar over every screen: the mark, search and acts, how I stand, the next case.
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { KeyHint } from '../kit/key-hint.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { useOnline } from '../live/use-live.ts'
import { useUnread } from '../notices/use-notices.ts'
import { useSay } from '../words.ts'
import { MyMenu } from './my-menu.tsx'
import { signOut } from './sign-out.ts'
import s from './top-bar.module.css'

/** More are not counted in so small a place. */
const countMax = 99

export function TopBar({
  onPalette,
  onTake,
  isTaking,
}: {
  onPalette: () => void
  onTake: () => void
  isTaking: boolean
}) {
  const say = useSay()
  const online = useOnline()
  const navigate = useNavigate()
  const isQueue = useRouterState({ select: state => state.location.pathname.startsWith('/q/') })
  return (
    <header className={s.bar}>
      <Link
        className={s.mark}
        to="/q/$"
        params={{ _splat: 'mine' }}
        aria-label={say('shell.mark')}
        activeProps={{}}
      >
        <LevelSlots level={4} quiet bare />
      </Link>
      <button className={s.seek} type="button" onClick={onPalette} aria-haspopup="dialog">
        <Glyph name="search" />
        <span className={s.seekText}>{say('shell.search_or_do')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <div className={s.end}>
        <Bell />
        <MyMenu
          onMe={() => void navigate({ to: '/me' })}
          onCoach={() => void navigate({ to: '/coach' })}
          onHandOver={() => void navigate({ to: '/hand-over' })}
          onSignOut={() => void signOut()}
        />
        <Button
          kind={isQueue ? 'main' : 'plain'}
          keys="n"
          onClick={onTake}
          aria-busy={isTaking}
          offWhy={online ? undefined : say('shell.take_needs_line')}
        >
          {say('shell.take_next')}
        </Button>
      </div>
    </header>
  )
}

/** How many cases want me, wherever I am. */
function Bell() {
  const say = useSay()
  const unread = useUnread()
  return (
    <Link className={s.bell} to="/notices" aria-label={say('notice.bell', { n: unread })} activeProps={{}}>
      <Glyph name="bell" size={20} />
      {unread > 0 && (
        <span className={s.count} aria-hidden="true">
          {unread > countMax ? `${countMax}+` : unread}
        </span>
      )}
    </Link>
  )
}
