// Where one can go from the rail, and by which keys. Only what exists stands here.
import type { GlyphName } from '../kit/glyphs.ts'

export type Place = {
  readonly id: 'queue' | 'new' | 'board' | 'search' | 'set-up' | 'me'
  readonly to: '/q/$' | '/new' | '/board' | '/s' | '/admin/$' | '/me'
  readonly splat?: string
  readonly glyph: GlyphName
  /** in the catalogue */
  readonly key: string
  readonly keys: string
  /** the addresses that count as being there */
  readonly under: readonly string[]
  readonly roles?: readonly string[]
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
  { id: 'board', to: '/board', glyph: 'board', key: 'shell.board', keys: 'g b', under: ['/board'] },
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
    roles: ['admin', 'administrator', 'lead', 'manager'],
  },
]

/** Whether an address lies in a place. */
export const isAt = (place: Place, path: string): boolean =>
  place.under.some(one => path === one || path.startsWith(one.endsWith('/') ? one : `${one}/`))
