// Where one can go from the rail, and by which keys. Only what exists stands here.
import { seesSetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Session } from '../api/session.ts'
import type { GlyphName } from '../kit/glyphs.ts'

export type Place = {
  readonly id: 'queue' | 'new' | 'board' | 'shifts' | 'search' | 'scripts' | 'coach' | 'set-up' | 'me'
  readonly to: '/q/$' | '/new' | '/board' | '/shifts' | '/s' | '/scripts' | '/coach' | '/admin/$' | '/me'
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
  { id: 'search', to: '/s', glyph: 'search', key: 'shell.search', keys: 'g s', under: ['/s'] },
  {
    id: 'scripts',
    to: '/scripts',
    glyph: 'book',
    key: 'shell.scripts',
    keys: 'g f',
    under: ['/scripts'],
  },
  { id: 'board', to: '/board', glyph: 'board', key: 'shell.board', keys: 'g b', under: ['/board'] },
  { id: 'shifts', to: '/shifts', glyph: 'person', key: 'shell.shifts', keys: 'g t', under: ['/shifts'] },
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
    id: 'coach',
    to: '/coach',
    glyph: 'chat',
    key: 'coach.title',
    keys: 'g t',
    under: ['/coach'],
    isLeads: true,
  },
]

/** Whether an agent may go there; who may not is not shown the way. */
export const mayEnter = (place: Place, { agent }: Pick<Session, 'agent'>): boolean =>
  (!place.isSetUp || seesSetUp({ roles: agent.roles as Role[], active: true })) &&
  (!place.isLeads || agent.roles.includes('lead'))

/** Whether an address lies in a place. */
export const isAt = (place: Place, path: string): boolean =>
  place.under.some(one => path === one || path.startsWith(one.endsWith('/') ? one : `${one}/`))
