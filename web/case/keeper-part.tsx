// Who will keep a word that falls due while whoever gives it is not at work: said before he saves, with a
// choice. Not: who that is (core/people/cover.ts).
import { useQuery } from '@tanstack/react-query'
import type { AgentId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { Choices } from '#web/kit/check.tsx'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { type Keeper, keeperQuery } from './case-data.ts'

/** Of oneself, or of whoever gave the word; undefined while it is asked. */
function useKeeper(at: number, of?: AgentId): Keeper | undefined {
  const { data, desk } = useCase()
  return useQuery({ ...keeperQuery(String(data.number), at, of ?? desk.me.id), enabled: at > 0 }).data
}

/** One line for where a time is chosen in passing; nothing where one is there oneself. */
export function KeeperNote({ at, of }: { at: number; of?: AgentId }) {
  const { say, who, desk } = useCase()
  const keeper = useKeeper(at, of)
  if (!keeper?.back) return null
  const nameOf = (id: AgentId) => who({ kind: 'agent', id }).name
  const isMine = of === undefined || of === desk.me.id
  if (keeper.by.as === 'keeper' || keeper.by.as === 'team')
    return isMine ? <p className="sm soft">{say('cover.outside_alone')}</p> : null
  const agent = nameOf(keeper.by.agent)
  return (
    <p className="sm soft">
      {isMine ? say('cover.outside_note', { agent }) : say('cover.moved_note', { agent, name: nameOf(of) })}
    </p>
  )
}

type Props = {
  at: number
  /** who gives the word instead; null: it is one's own */
  keeper: AgentId | null
  onKeeper: (keeper: AgentId | null) => void
  onTime: (at: number) => void
}

/** The choice in the form of a promise. */
export function KeeperChoice({ at, keeper: chosen, onKeeper, onTime }: Props) {
  const { who } = useCase()
  const words = useWords()
  const { say } = words
  const keeper = useKeeper(at)
  if (!keeper?.back) return null
  const { by, back } = keeper
  // He needs a while to keep it: what is due as he comes in nobody can have kept.
  const then = back + hourMs
  if (by.as === 'keeper' || by.as === 'team') return <p className="sm">{say('cover.outside_alone')}</p>
  const agent = who({ kind: 'agent', id: by.agent }).name
  return (
    <Choices<'mine' | 'theirs' | 'back'>
      label={say('cover.outside')}
      value={chosen === null ? 'mine' : 'theirs'}
      onChange={next => {
        if (next === 'back') onTime(then)
        else onKeeper(next === 'theirs' ? by.agent : null)
      }}
      choices={[
        { value: 'mine', text: say('cover.stays_mine', { agent }) },
        { value: 'theirs', text: say('cover.becomes_theirs', { agent }) },
        { value: 'back', text: say('cover.when_back', { at: wallTime(then, nowMs(), words) }) },
      ]}
    />
  )
}
