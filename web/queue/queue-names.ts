// What lists, filters and their values are called. Not: what they mean (view.ts).
import type { Say } from '#words/say.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Desk } from '#web/case/desk.ts'
import type { FilterName, View } from './view.ts'

/** The name of a list: "Mine", "Level 2", a team's own name. */
export function listName(list: string, say: Say, desk: Desk): string {
  const [kind, which] = list.split('/')
  if (kind === 'level') return say('common.level', { n: Number(which) })
  if (kind === 'team') return desk.teamName(which as TeamId)
  return say(`queue.list_${list}`)
}

/** A filter that is on, in words: "S2 High", "e-mail", "late". */
export function filterText(name: FilterName, value: string, say: Say, desk: Desk): string {
  switch (name) {
    case 'level':
      return say('common.level', { n: Number(value) })
    case 'team':
      return desk.teamName(value as TeamId)
    case 'worker':
      return desk.nameOf(value as AgentId) ?? value
    case 'severity':
      return `S${value} ${say(`kinds.severity_${value}`)}`
    case 'kind':
      return say(`kinds.kind_${value}`)
    case 'channel':
      return say(`kinds.channel_${value}`)
    case 'language':
      return say(`kinds.language_${value}`)
    case 'phase':
      return say(`kinds.phase_${value}`)
    case 'late':
      return say('queue.filter_is_late')
    case 'waiting':
      return say(value === '1' ? 'queue.filter_is_waiting' : 'queue.filter_not_waiting')
  }
}

/** All filters of a view with their words, in a fixed order. */
export const filterTexts = (view: View, say: Say, desk: Desk): readonly [FilterName, string][] =>
  (Object.entries(view.filters) as [FilterName, string][]).map(([name, value]) => [
    name,
    filterText(name, value, say, desk),
  ])
