// Who keeps what falls due while somebody is not at work, in words. Not: who that is (core/people/cover.ts).
import type { KeptFor } from '#core/case/kept-for.ts'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'

/** The sentence under a promise; empty where its keeper keeps it himself. */
export function useKeptText(kept: KeptFor | undefined): string {
  const { desk, who } = useCase()
  const words = useWords()
  if (!kept) return ''
  const { say } = words
  const name = who({ kind: 'agent', id: kept.keeper }).name
  if (kept.by.as === 'team') return say('case.covers_team', { name, team: desk.teamName(kept.by.team) })
  const agent = who({ kind: 'agent', id: kept.by.agent }).name
  if (kept.until === null) return say('case.covers', { name, agent })
  return say('cover.kept_until', { name, agent, at: wallTime(kept.until, nowMs(), words) })
}
