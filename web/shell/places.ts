// Where one can go from the rail, and by which keys. Only what exists stands here.
import { seesSetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Session } from '../api/session.ts'
import type { GlyphName } from '../kit/glyphs.ts'

export type Place = {
  readonly id:
    | 'queue'
    | 'new'
    | 'board'
    | 'reports'
    | 'shifts'
    | 'live-line'
    | 'search'
    | 'scripts'
    | 'coach'
    | 'thanks'
    | 'hand-over'
    | 'escalations'
    | 'suppliers'
    | 'shared'
    | 'problems'
    | 'changes'
    | 'policies'
    | 'verification'
    | 'goodwill'
    | 'knowing'
    | 'referrals'
    | 'capacity'
    | 'set-up'
    | 'me'
  readonly to:
    | '/q/$'
    | '/new'
    | '/board'
    | '/reports'
    | '/capacity'
    | '/shifts'
    | '/live-line'
    | '/s'
    | '/scripts'
    | '/coach'
    | '/thanks'
    | '/hand-over'
    | '/escalations'
    | '/suppliers'
    | '/shared'
    | '/problems'
    | '/changes'
    | '/policies'
    | '/verification'
    | '/goodwill'
    | '/knowing'
    | '/referrals'
    | '/admin/$'
    | '/me'
  readonly splat?: string
  readonly glyph: GlyphName
  /** in the catalogue */
  readonly key: string
  readonly keys: string
  /** the addresses that count as being there */
  readonly under: readonly string[]
  /** only for those who see a part of the set-up */
  readonly isSetUp?: true
  /** only for leads */
  readonly isLeads?: true
  /** only for who owns a product, leads or administers */
  readonly isOwners?: true
  /** wishes for somebody who leads: only for those who may be among their readers */
  readonly isWishes?: true
  /** only for who oversees: leads, administrators, auditors */
  readonly isOverseen?: true
  /** only for people of our own house */
  readonly isOurs?: true
  /** only for people of another house */
  readonly isTheirs?: true
}

export const places: readonly Place[] = [
  {
    id: 'queue',
    to: '/q/$',
    splat: 'mine',
    glyph: 'queue',
    key: 'shell.queue',
    keys: 'g q',
    under: ['/q/', '/c/'],
  },
  { id: 'new', to: '/new', glyph: 'plus', key: 'shell.new_case', keys: 'g c', under: ['/new'] },
  {
    id: 'live-line',
    to: '/live-line',
    glyph: 'phone',
    key: 'live.title',
    keys: 'g h',
    under: ['/live-line'],
  },
  {
    id: 'shared',
    to: '/shared',
    glyph: 'out',
    key: 'shared.title',
    keys: 'g e',
    under: ['/shared'],
    isTheirs: true,
  },
  { id: 'search', to: '/s', glyph: 'search', key: 'shell.search', keys: 'g s', under: ['/s'] },
  {
    id: 'scripts',
    to: '/scripts',
    glyph: 'book',
    key: 'shell.scripts',
    keys: 'g f',
    under: ['/scripts'],
  },
  {
    id: 'board',
    to: '/board',
    glyph: 'board',
    key: 'shell.board',
    keys: 'g b',
    under: ['/board'],
    isOurs: true,
  },
  {
    id: 'reports',
    to: '/reports',
    glyph: 'report',
    key: 'reports.title',
    keys: 'g r',
    under: ['/reports'],
    isOurs: true,
  },
  {
    id: 'shifts',
    to: '/shifts',
    glyph: 'person',
    key: 'shell.shifts',
    keys: 'g t',
    under: ['/shifts'],
    isOurs: true,
  },
  {
    id: 'escalations',
    to: '/escalations',
    glyph: 'warn',
    key: 'shell.escalations',
    keys: 'g l',
    under: ['/escalations'],
    isWishes: true,
  },
]
export const lastPlaces: readonly Place[] = [
  {
    id: 'set-up',
    to: '/admin/$',
    splat: '',
    glyph: 'gear',
    key: 'shell.set_up',
    keys: 'g u',
    under: ['/admin'],
    isSetUp: true,
  },
]

/** Not in the rail: by keys, my menu and the palette. */
export const asidePlaces: readonly Place[] = [
  {
    id: 'suppliers',
    to: '/suppliers',
    glyph: 'out',
    key: 'shell.suppliers',
    keys: 'g v',
    under: ['/suppliers'],
    isOurs: true,
  },
  {
    id: 'problems',
    to: '/problems',
    glyph: 'differs',
    key: 'problem.title',
    keys: 'g p',
    under: ['/problems'],
    isOurs: true,
  },
  {
    id: 'changes',
    to: '/changes',
    glyph: 'gear',
    key: 'change.title',
    keys: 'g d',
    under: ['/changes'],
    isOurs: true,
  },
  {
    id: 'policies',
    to: '/policies',
    glyph: 'note',
    key: 'house_policy.title',
    keys: 'g i',
    under: ['/policies', '/may-tells'],
    isOurs: true,
  },
  {
    id: 'verification',
    to: '/verification',
    glyph: 'kept',
    key: 'verification.list',
    keys: 'g m',
    under: ['/verification'],
  },
  {
    id: 'goodwill',
    to: '/goodwill',
    glyph: 'hand',
    key: 'set_up.goodwill',
    keys: 'g k',
    under: ['/goodwill'],
    isOurs: true,
  },
  {
    id: 'hand-over',
    to: '/hand-over',
    glyph: 'hand',
    key: 'hand_over.title',
    keys: 'g o',
    under: ['/hand-over'],
  },
  {
    id: 'thanks',
    to: '/thanks',
    glyph: 'chat',
    key: 'people.title',
    keys: 'g n',
    under: ['/thanks'],
  },
  {
    id: 'coach',
    to: '/coach',
    glyph: 'chat',
    key: 'coach.title',
    keys: 'g y',
    under: ['/coach'],
    isLeads: true,
  },
  {
    id: 'capacity',
    to: '/capacity',
    glyph: 'report',
    key: 'capacity.title',
    keys: 'g a',
    under: ['/capacity'],
    isOverseen: true,
  },
  {
    id: 'knowing',
    to: '/knowing',
    glyph: 'person',
    key: 'knowing.title',
    keys: 'g w',
    under: ['/knowing'],
    isLeads: true,
  },
  {
    id: 'referrals',
    to: '/referrals',
    glyph: 'out',
    key: 'referrals.title',
    keys: 'g x',
    under: ['/referrals'],
    isOwners: true,
  },
]

const isOfAnother = (agent: Session['agent'], desk: Session['desk']): boolean =>
  desk.teams.some(one => one.partner && agent.teams.includes(one.id))

/** Who leads or administers, and whoever owns a product, himself or with his team. */
const readsReferrals = (agent: Session['agent'], { productOwners = {} }: Session['desk']): boolean =>
  ['lead', 'admin'].some(role => agent.roles.includes(role)) ||
  Object.values(productOwners as Readonly<Record<string, string>>).some(
    owner => owner === agent.id || agent.teams.some(one => one === owner),
  )

/** Whether an agent may go there; who may not is not shown the way. */
export const mayEnter = (place: Place, { agent, desk }: Pick<Session, 'agent' | 'desk'>): boolean =>
  !(isOfAnother(agent, desk) ? place.isOurs : place.isTheirs) &&
  (!place.isSetUp || seesSetUp({ roles: agent.roles as Role[], active: true })) &&
  (!place.isOverseen || ['lead', 'admin', 'auditor'].some(role => agent.roles.includes(role))) &&
  (!place.isOwners || readsReferrals(agent, desk)) &&
  (!place.isLeads || agent.roles.includes('lead')) &&
  (!place.isWishes || agent.roles.includes('lead') || agent.roles.includes('admin'))

/** Whether an address lies in a place. */
export const isAt = (place: Place, path: string): boolean =>
  place.under.some(one => path === one || path.startsWith(one.endsWith('/') ? one : `${one}/`))
