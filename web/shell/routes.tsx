// Which address shows which screen, each in a file of its own that is loaded when it is needed.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { isProblem } from '../api/problem.ts'
import { sessionQuery } from '../api/session.ts'
import { NotFound, ScreenFailed } from './outcomes.tsx'
import { readSearch, writeSearch } from './search-text.ts'

type Context = { client: QueryClient }
type Search = Record<string, string>

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ScreenFailed,
  validateSearch: (search: Record<string, unknown>) => search as Search,
})

/** Everything behind the sign-in; who is not signed in goes there and comes back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('./frame.tsx')),
  errorComponent: ScreenFailed,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(sessionQuery)
    } catch (thrown) {
      if (isProblem(thrown) && thrown.status === 401)
        throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
      throw thrown
    }
  },
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/q/$', params: { _splat: 'mine' } })
  },
})
const queue = createRoute({
  getParentRoute: () => inside,
  path: '/q/$',
  component: lazyRouteComponent(() => import('../queue/queue-screen.tsx')),
})
const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/c/$number',
  component: lazyRouteComponent(() => import('../case/case-screen.tsx')),
})
const newCase = createRoute({
  getParentRoute: () => inside,
  path: '/new',
  component: lazyRouteComponent(() => import('../new-case/new-case-screen.tsx')),
})
const search = createRoute({
  getParentRoute: () => inside,
  path: '/s',
  component: lazyRouteComponent(() => import('../search/search-screen.tsx')),
})
const board = createRoute({
  getParentRoute: () => inside,
  path: '/board',
  component: lazyRouteComponent(() => import('../board/board-screen.tsx')),
})
const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  component: lazyRouteComponent(() => import('../reports/reports-screen.tsx')),
})
const capacity = createRoute({
  getParentRoute: () => inside,
  path: '/capacity',
  component: lazyRouteComponent(() => import('../capacity/capacity-screen.tsx')),
})
const whatIf = createRoute({
  getParentRoute: () => inside,
  path: '/capacity/what-if',
  component: lazyRouteComponent(() => import('../capacity/what-if-screen.tsx')),
})
const shifts = createRoute({
  getParentRoute: () => inside,
  path: '/shifts',
  component: lazyRouteComponent(() => import('../shifts/shifts-screen.tsx')),
})
const liveLine = createRoute({
  getParentRoute: () => inside,
  path: '/live-line',
  component: lazyRouteComponent(() => import('../live-line/live-line-screen.tsx')),
})
const handOver = createRoute({
  getParentRoute: () => inside,
  path: '/hand-over',
  component: lazyRouteComponent(() => import('../hand-over/hand-over-screen.tsx')),
})
const scripts = createRoute({
  getParentRoute: () => inside,
  path: '/scripts',
  component: lazyRouteComponent(() => import('../scripts/scripts-screen.tsx')),
})
const script = createRoute({
  getParentRoute: () => inside,
  path: '/scripts/$slug',
  component: lazyRouteComponent(() => import('../scripts/script-screen.tsx')),
})
const scriptFigures = createRoute({
  getParentRoute: () => inside,
  path: '/scripts/$slug/figures',
  component: lazyRouteComponent(() => import('../scripts/figures-screen.tsx')),
})
const setUp = createRoute({
  getParentRoute: () => inside,
  path: '/admin/$',
  component: lazyRouteComponent(() => import('../set-up/set-up-screen.tsx')),
})
const coach = createRoute({
  getParentRoute: () => inside,
  path: '/coach',
  component: lazyRouteComponent(() => import('../coach/coach-screen.tsx')),
})
const thanks = createRoute({
  getParentRoute: () => inside,
  path: '/thanks',
  component: lazyRouteComponent(() => import('../coach/thanks-screen.tsx')),
})
const notices = createRoute({
  getParentRoute: () => inside,
  path: '/notices',
  component: lazyRouteComponent(() => import('../notices/notices-screen.tsx')),
})
const escalations = createRoute({
  getParentRoute: () => inside,
  path: '/escalations',
  component: lazyRouteComponent(() => import('../escalations/escalations-screen.tsx')),
})
const escalation = createRoute({
  getParentRoute: () => inside,
  path: '/escalations/$id',
  component: lazyRouteComponent(() => import('../escalations/escalation-screen.tsx')),
})
const suppliers = createRoute({
  getParentRoute: () => inside,
  path: '/suppliers',
  component: lazyRouteComponent(() => import('../supplier/suppliers-screen.tsx')),
})
const supplier = createRoute({
  getParentRoute: () => inside,
  path: '/suppliers/$number',
  component: lazyRouteComponent(() => import('../supplier/supplier-screen.tsx')),
})
const shared = createRoute({
  getParentRoute: () => inside,
  path: '/shared',
  component: lazyRouteComponent(() => import('../supplier/shared-screen.tsx')),
})
const sharedOne = createRoute({
  getParentRoute: () => inside,
  path: '/shared/$number',
  component: lazyRouteComponent(() => import('../supplier/shared-one-screen.tsx')),
})
const supplierFigures = createRoute({
  getParentRoute: () => inside,
  path: '/suppliers/by/$id',
  component: lazyRouteComponent(() => import('../supplier/figures-screen.tsx')),
})
const problems = createRoute({
  getParentRoute: () => inside,
  path: '/problems',
  component: lazyRouteComponent(() => import('../problem/problems-screen.tsx')),
})
const problem = createRoute({
  getParentRoute: () => inside,
  path: '/problems/$number',
  component: lazyRouteComponent(() => import('../problem/problem-screen.tsx')),
})
const changes = createRoute({
  getParentRoute: () => inside,
  path: '/changes',
  component: lazyRouteComponent(() => import('../changes/changes-screen.tsx')),
})
const change = createRoute({
  getParentRoute: () => inside,
  path: '/changes/$number',
  component: lazyRouteComponent(() => import('../changes/change-screen.tsx')),
})
const policies = createRoute({
  getParentRoute: () => inside,
  path: '/policies',
  component: lazyRouteComponent(() => import('../policies/policies-screen.tsx')),
})
const policy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$number',
  component: lazyRouteComponent(() => import('../policies/policy-screen.tsx')),
})
const mayTell = createRoute({
  getParentRoute: () => inside,
  path: '/may-tells/$number',
  component: lazyRouteComponent(() => import('../policies/may-tell-screen.tsx')),
})
const goodwill = createRoute({
  getParentRoute: () => inside,
  path: '/goodwill',
  component: lazyRouteComponent(() => import('../goodwill/goodwill-screen.tsx')),
})
const verification = createRoute({
  getParentRoute: () => inside,
  path: '/verification',
  component: lazyRouteComponent(() => import('../verification/verification-screen.tsx')),
})
const knowing = createRoute({
  getParentRoute: () => inside,
  path: '/knowing',
  component: lazyRouteComponent(() => import('../knowing/knowing-screen.tsx')),
})
const referrals = createRoute({
  getParentRoute: () => inside,
  path: '/referrals',
  component: lazyRouteComponent(() => import('../referrals/referrals-screen.tsx')),
})
const me = createRoute({
  getParentRoute: () => inside,
  path: '/me',
  component: lazyRouteComponent(() => import('../me/me-screen.tsx')),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../sign-in/sign-in-screen.tsx')),
})
const setUpLink = createRoute({
  getParentRoute: () => root,
  path: '/set-up-link/$token',
  component: lazyRouteComponent(() => import('../sign-in/set-up-link-screen.tsx')),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../sign-in/invitation-screen.tsx')),
})
const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall/$key',
  component: lazyRouteComponent(() => import('../wall/wall-screen.tsx')),
})
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('../gallery/gallery-screen.tsx')),
})

const tree = root.addChildren([
  inside.addChildren([
    home,
    queue,
    oneCase,
    newCase,
    search,
    scripts,
    script,
    scriptFigures,
    board,
    reports,
    capacity,
    whatIf,
    shifts,
    liveLine,
    handOver,
    setUp,
    coach,
    thanks,
    notices,
    escalations,
    escalation,
    suppliers,
    supplier,
    supplierFigures,
    shared,
    sharedOne,
    problems,
    problem,
    changes,
    change,
    policies,
    policy,
    mayTell,
    goodwill,
    verification,
    knowing,
    referrals,
    me,
  ]),
  signIn,
  setUpLink,
  invitation,
  wall,
  gallery,
])

/** The router; answers are kept in `client`. */
export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    scrollRestoration: false,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
