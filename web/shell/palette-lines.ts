// What the palette offers for what was typed: acts of the screen first, then recent cases, then what search
// found.
import type { Say } from '#words/say.ts'
import type { ActWish } from '../kit/acts-registry.ts'
import { fit } from '../kit/find.ts'
import type { Recent } from './recent.ts'

export type Line = {
  readonly id: string
  readonly text: string
  readonly aside?: string | undefined
  readonly keys?: string | undefined
  readonly run: () => void
}
export type LineGroup = { readonly title: string; readonly lines: readonly Line[] }

type Given = {
  readonly typed: string
  readonly groups: readonly { readonly title: string; readonly acts: readonly ActWish[] }[]
  readonly recent: readonly Recent[]
  readonly found: readonly Recent[]
  readonly say: Say
  /** the same acts are found by their English names */
  readonly sayEnglish: Say
  readonly openCase: (number: number) => void
  readonly searchAll: (typed: string) => void
}

/** Groups in their order, best fits first; empty groups are left out. */
export function paletteGroups(given: Given): LineGroup[] {
  const { typed, say } = given
  const acts = given.groups.map(group => ({
    title: group.title,
    lines: ranked(group.acts, typed, act => [
      say(act.key, act.values),
      given.sayEnglish(act.key, act.values),
    ]).map(act => ({ id: `act ${act.id}`, text: say(act.key, act.values), keys: act.keys, run: act.run })),
  }))
  const line = (kind: string) => (one: Recent) => ({
    id: `${kind} ${one.number}`,
    text: one.subject,
    aside: `${one.number} · ${one.customerName}`,
    run: () => given.openCase(one.number),
  })
  const exact = numbered(given).map(one => one.id)
  const isExact = (one: Recent) => exact.includes(`number ${one.number}`)
  const recent = ranked(
    given.recent.filter(one => !isExact(one)),
    typed,
    one => [`${one.number} ${one.subject} ${one.customerName}`],
  )
  const shown = new Set(recent.map(one => one.number))
  const found = given.found.filter(one => !shown.has(one.number) && !isExact(one))
  const all: LineGroup[] = [
    { title: say('shell.found_cases'), lines: numbered(given) },
    ...acts,
    { title: say('shell.recent_cases'), lines: recent.map(line('recent')) },
    { title: say('shell.found_cases'), lines: found.map(line('found')) },
  ]
  if (typed.trim() !== '')
    all.push({
      title: say('shell.search'),
      lines: [
        {
          id: 'search all',
          text: say('shell.search_for', { text: typed.trim() }),
          run: () => given.searchAll(typed.trim()),
        },
      ],
    })
  return all.filter(group => group.lines.length > 0)
}

/** Whoever types a number means that case: Enter goes there at once, before search has answered. */
function numbered({ typed, say, openCase, recent, found }: Given): Line[] {
  const number = Number(/^\s*#?(\d{1,12})\s*$/.exec(typed)?.[1] ?? 0)
  if (number === 0) return []
  const known = [...recent, ...found].find(one => one.number === number)
  const aside = known && `${known.number} · ${known.customerName}`
  return [
    {
      id: `number ${number}`,
      text: known?.subject ?? `${say('common.case')} ${number}`,
      aside,
      run: () => openCase(number),
    },
  ]
}

/** Those that fit, best first; in their own order when nothing was typed. */
function ranked<T>(all: readonly T[], typed: string, textsOf: (one: T) => readonly string[]): T[] {
  return all
    .map(one => ({ one, score: Math.max(...textsOf(one).map(text => fit(text, typed))) }))
    .filter(each => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(each => each.one)
}
