// The set-up: places at the left, a page at the right; on a phone the places are a menu. Not: the pages.
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { SideList, Split } from '../kit/layout.tsx'
import { Menu } from '../kit/menu.tsx'
import { usePanes } from '../kit/panes.ts'
import { Denied, Empty } from '../kit/states.tsx'
import { useSay } from '../words.ts'
import { pageOf, type PageId, pagesFor, parts } from './pages.ts'
import { useMe } from './parts.tsx'
import s from './set-up.module.css'
import type { Health } from './set-up-api.ts'
import { useSetUp } from './set-up-api.ts'

const screens = {
  people: lazy(() => import('./people-page.tsx')),
  levels: lazy(() => import('./levels-page.tsx')),
  products: lazy(() => import('./products-page.tsx')),
  routing: lazy(() => import('./routing-page.tsx')),
  calendars: lazy(() => import('./calendars-page.tsx')),
  policies: lazy(() => import('./policies-page.tsx')),
  contracts: lazy(() => import('./contracts-page.tsx')),
  waivers: lazy(() => import('./waivers-page.tsx')),
  goodwill: lazy(() => import('./goodwill-page.tsx')),
  costs: lazy(() => import('./costs-page.tsx')),
  suppliers: lazy(() => import('./suppliers-page.tsx')),
  outages: lazy(() => import('./outages-page.tsx')),
  articles: lazy(() => import('./articles-page.tsx')),
  replies: lazy(() => import('./replies-page.tsx')),
  'mail-senders': lazy(() => import('./mail-senders-page.tsx')),
  'mail-templates': lazy(() => import('./mail-templates-page.tsx')),
  notes: lazy(() => import('./notes-page.tsx')),
  wanted: lazy(() => import('./wanted-page.tsx')),
  desk: lazy(() => import('./desk-page.tsx')),
  addresses: lazy(() => import('./addresses-page.tsx')),
  senders: lazy(() => import('./senders-page.tsx')),
  'system-mail': lazy(() => import('./system-mail-page.tsx')),
  'unreadable-mail': lazy(() => import('./unreadable-mail-page.tsx')),
  mailboxes: lazy(() => import('./mailboxes-page.tsx')),
  trackers: lazy(() => import('./trackers-page.tsx')),
  tokens: lazy(() => import('./tokens-page.tsx')),
  walls: lazy(() => import('./walls-page.tsx')),
  outbox: lazy(() => import('./outbox-page.tsx')),
  signing: lazy(() => import('./signing-page.tsx')),
  suppressions: lazy(() => import('./suppressions-page.tsx')),
  quarantine: lazy(() => import('./quarantine-page.tsx')),
  audit: lazy(() => import('./audit-page.tsx')),
  health: lazy(() => import('./health-page.tsx')),
} satisfies Record<PageId, unknown>

/** `/admin/…` */
export default function SetUpScreen() {
  const say = useSay()
  const me = useMe()
  const panes = usePanes()
  const navigate = useNavigate()
  const { _splat = '' } = useParams({ strict: false }) as { _splat?: string }
  const page = pageOf(_splat, me)
  const mayHealth = maySetUp(me, 'health', 'read')
  const { data: health } = useSetUp<Health>('/set-up/health', {}, mayHealth)
  const seen = pagesFor(me)
  const end = (id: PageId) =>
    id === 'health' && health && health.toFix > 0 ? say('set_up.to_fix', { n: health.toFix }) : undefined
  const main = useRef<HTMLDivElement>(null)
  if (page === 'denied') return <Denied isPage who={say('set_up.denied_who')} />
  if (page === null) return <Empty why={say('kit.gone')} />
  const Screen = screens[page]
  const shown = (
    <div ref={main}>
      {panes === 'one' && (
        <div className={s.places0}>
          <Menu
            align="start"
            face={say(`set_up.${page}`)}
            label={say('set_up.pages')}
            items={seen.map(one => ({
              text: say(`set_up.${one.id}`),
              note: end(one.id),
              chosen: one.id === page,
              run: () => void navigate({ to: '/admin/$', params: { _splat: one.id } }),
            }))}
          />
        </div>
      )}
      <Suspense fallback={null}>
        <Screen />
      </Suspense>
    </div>
  )
  if (panes === 'one') return <Split columns="one">{shown}</Split>
  return (
    <Split columns="side">
      <SideList
        label={say('set_up.pages')}
        parts={parts
          .map(part => ({
            title: say(`set_up.part_${part}`),
            items: seen
              .filter(one => one.part === part)
              .map(one => ({
                key: one.id,
                to: { to: '/admin/$', params: { _splat: one.id } } as never,
                text: say(`set_up.${one.id}`),
                end: end(one.id),
                current: one.id === page,
              })),
          }))
          .filter(part => part.items.length > 0)}
      />
      {shown}
    </Split>
  )
}
