// The shell: bar, rail, screen; what is everywhere the same. Not: any screen, nor who may enter (routes.tsx).
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { isLanguage } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { useActs } from '../kit/acts-registry.ts'
import { KeyHint } from '../kit/key-hint.tsx'
import { LiveRegions } from '../kit/live-regions.tsx'
import { applyLook } from '../kit/look.ts'
import { warmFloating } from '../kit/sheet.tsx'
import { toast, undoLast } from '../kit/toast.ts'
import { Toasts } from '../kit/toasts.tsx'
import { KeyLayer, setSingleKeys, useKeys, usePendingKeys } from '../kit/use-keys.ts'
import { LiveBar } from '../live-line/live-bar.tsx'
import { useLive } from '../live/use-live.ts'
import { PoliciesAbout } from '../policies/policies-about.tsx'
import { setWordsVersions, useSay, useWords } from '../words.ts'
import s from './frame.module.css'
import { LineStrip } from './line-strip.tsx'
import { asidePlaces, lastPlaces, mayEnter, places } from './places.ts'
import { Rail } from './rail.tsx'
import { useTakeNext } from './take-next.ts'
import { TopBar } from './top-bar.tsx'
import { holdTyping, takeTyping } from './type-ahead.ts'
import { nextRegion } from './regions.ts'

const loadPalette = () => import('./palette.tsx')
const Palette = lazy(loadPalette)
const KeysSheet = lazy(() => import('./keys-sheet.tsx'))

const aboutRefusal = (code: string) => <PoliciesAbout code={code} />

/** Everything behind the sign-in stands in here. */
export default function Frame() {
  const say = useSay()
  const session = useSession()
  const { take, isTaking } = useTakeNext()
  const [over, setOver] = useState<'palette' | 'keys' | null>(null)
  useLive(session.position)
  usePreferences()
  useFocusOnArrival()
  useWarmUp()
  const close = () => {
    takeTyping()
    setOver(null)
  }
  const openPalette = () => {
    holdTyping()
    setOver('palette')
  }
  useShellKeys({ onPalette: openPalette, onKeys: () => setOver('keys'), onTake: take })
  return (
    <div className={s.app}>
      <div className={s.skips}>
        <a href="#main">{say('shell.skip_to_screen')}</a>
        <a href="#places">{say('shell.skip_to_places')}</a>
      </div>
      <TopBar onPalette={openPalette} onTake={take} isTaking={isTaking} />
      <Rail />
      <div className={s.stage}>
        <LineStrip />
        <main className={s.main} id="main" tabIndex={-1}>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
        <LiveBar />
      </div>
      <PendingKeys />
      <LiveRegions />
      <Toasts about={aboutRefusal} />
      {over && <KeyLayer>{null}</KeyLayer>}
      <Suspense fallback={null}>
        {over === 'palette' && <Palette onClose={close} />}
        {over === 'keys' && <KeysSheet onClose={close} />}
      </Suspense>
    </div>
  )
}

/** Fetches, when the browser has nothing else to do, what will be wanted at a key press. */
function useWarmUp(): void {
  useEffect(() => {
    const later = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000))
    later(() => {
      void loadPalette()
      warmFloating()
    })
  }, [])
}

/** The sequence that has begun, so that one sees what is awaited. */
function PendingKeys() {
  const pending = usePendingKeys()
  if (pending === '') return null
  return (
    <div className={s.pending} aria-hidden="true">
      <KeyHint keys={pending} /> …
    </div>
  )
}

/** The agent's language, look, keys and time zone, as the session says them. */
function usePreferences(): void {
  const { agent, desk } = useSession()
  const { choose, setZone, language } = useWords()
  const { theme, density, singleKeys } = agent.preferences
  const zone = agent.preferences.zone ?? agent.timeZone
  const now = useRef(language)
  now.current = language
  // The agent's language is the session's; another one chosen on a page stays until the session says
  // otherwise.
  useEffect(() => {
    setWordsVersions(desk.wordsHash ?? {})
    if (isLanguage(agent.language) && agent.language !== now.current)
      void choose(agent.language).catch(() => undefined)
  }, [agent.language, desk.wordsHash, choose])
  useEffect(() => applyLook({ theme, density, language: agent.language }), [theme, density, agent.language])
  useEffect(() => setSingleKeys(singleKeys !== false), [singleKeys])
  useEffect(() => setZone(zone), [zone, setZone])
}

/** After going to another page the focus goes to its heading, so that ears and keyboard begin there. */
function useFocusOnArrival(): void {
  const path = useRouterState({ select: state => state.resolvedLocation?.pathname })
  const first = useRef(true)
  useEffect(() => {
    if (path === undefined) return
    if (first.current) {
      first.current = false
      return
    }
    const frame = requestAnimationFrame(() => {
      const main = document.getElementById('main')
      if (main?.contains(document.activeElement) && document.activeElement !== main) return
      const heading = main?.querySelector<HTMLElement>('h1[tabindex]')
      ;(heading ?? main)?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [path])
}

function useShellKeys(on: { onPalette: () => void; onKeys: () => void; onTake: () => void }): void {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const session = useSession()
  const open = [...places, ...lastPlaces, ...asidePlaces].filter(place => mayEnter(place, session))
  const go = (id: string) => {
    const place = open.find(one => one.id === id)
    if (place)
      void navigate(
        place.splat === undefined ? { to: place.to } : { to: place.to, params: { _splat: place.splat } },
      )
  }
  const undo = () => {
    if (!undoLast()) toast({ text: say('shell.nothing_to_undo') })
  }
  const goKeys = Object.fromEntries(
    open.map(place => [place.keys, { does: say(place.key), run: () => go(place.id) }]),
  )
  useKeys(
    {
      'mod+k': { does: say('shell.search_or_do'), run: on.onPalette },
      '/': { does: say('shell.search'), run: on.onPalette },
      s: on.onPalette,
      '?': { does: say('shell.keys_here'), run: on.onKeys },
      c: { does: say('shell.new_case'), run: () => go('new') },
      n: { does: say('shell.take_next'), run: on.onTake },
      z: { does: say('kit.undo'), run: undo },
      f6: { does: say('shell.next_region'), run: nextRegion },
      ...goKeys,
    },
    'everywhere',
  )
  useActs(
    say('shell.everywhere'),
    [
      { id: 'take', key: 'shell.take_next', keys: 'n', run: on.onTake },
      { id: 'new', key: 'shell.new_case', keys: 'c', run: () => go('new') },
      ...open
        .filter(place => place.id !== 'new')
        .map(place => ({ id: place.id, key: place.key, keys: place.keys, run: () => go(place.id) })),
      { id: 'me', key: 'shell.me', run: () => void navigate({ to: '/me' }) },
      { id: 'keys', key: 'shell.keys_here', keys: '?', run: on.onKeys },
      { id: 'renew', key: 'shell.renew', run: () => void client.invalidateQueries() },
    ],
    1,
  )
}
