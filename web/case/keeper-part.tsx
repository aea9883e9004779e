// Who will keep a word that falls due while whoever gives it is not at work: said before he saves, with a
// choice. Not: who that is (core/people/cover.ts).
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { Choices } from '#web/kit/check.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Slot } from '#web/kit/slot.tsx'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { type Keeper, keeperQuery } from './case-data.ts'
import { useDesk } from './desk.ts'

/** On a case, or on one that is yet to be opened; undefined while it is asked. */
function useKeeper(number: string | null, at: number, of: AgentId): Keeper | undefined {
  return useQuery({ ...keeperQuery(number, at, of), enabled: at > 0 }).data
}

/** One line for where the time of another's word is chosen; nothing where he is there himself. */
export function KeeperNote({ at, of }: { at: number; of: AgentId }) {
  const { say, who, desk, data } = useCase()
  const keeper = useKeeper(String(data.number), at, of)
  if (!keeper?.back) return null
  const nameOf = (id: AgentId) => who({ kind: 'agent', id }).name
  const isMine = of === desk.me.id
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
  /** the case; null: it is yet to be opened */
  number: string | null
  /** when the word falls due; null: none is given */
  at: number | null
  /** who gives it instead; absent: it is one's own */
  keeper: AgentId | undefined
  onKeeper: (keeper: AgentId | undefined) => void
  onTime: (at: number) => void
  /** in a line of the composer, where three lines more would be too many */
  inline?: boolean
  /** where the time is chosen */
  children: ReactNode
}

/** A time that is promised, and, where one is not at work then, the choice of who keeps it. */
export function KeptTime({ number, at, keeper, onKeeper, onTime, inline = false, children }: Props) {
  const time = useRef<HTMLDivElement>(null)
  const asked = useAsked(number, at)
  const toTime = (then: number) => {
    onTime(then)
    // The question goes away with its answer: whoever was in it goes on at the time.
    requestAnimationFrame(() =>
      time.current?.querySelector<HTMLElement>('[name="due"]:checked, select')?.focus(),
    )
  }
  return (
    <>
      <div ref={time} className={inline ? s.next : undefined}>
        {children}
      </div>
      {asked === 'alone' && <Alone />}
      {asked && asked !== 'alone' && (
        <WhoKeeps {...asked} {...{ keeper, onKeeper, inline }} onTime={toTime} />
      )}
    </>
  )
}

/** He is not at work then, and nobody stands in. */
function Alone() {
  const { say } = useWords()
  return <p className="sm">{say('cover.outside_alone')}</p>
}

type Asked = { readonly by: AgentId; readonly then: number }

/** What is to be asked of him; null where he is at work then, or it is not known yet. */
function useAsked(number: string | null, at: number | null): Asked | 'alone' | null {
  const { me } = useDesk()
  const kept = useKeeper(number, at ?? 0, me.id)
  if (at === null || !kept?.back) return null
  const { by, back } = kept
  if (by.as === 'keeper' || by.as === 'team') return 'alone'
  // He needs a while to keep it: what is due as he comes in nobody can have kept.
  return { by: by.agent, then: back + hourMs }
}

type WhoProps = Asked & Pick<Props, 'keeper' | 'onKeeper' | 'onTime' | 'inline'>

function WhoKeeps({ by, then, keeper, onKeeper, onTime, inline }: WhoProps) {
  const { nameOf } = useDesk()
  const words = useWords()
  const { say } = words
  // Who was chosen is who is sent, also where the desk has changed meanwhile.
  const other = keeper ?? by
  const given = {
    label: say('cover.outside'),
    value: keeper ? 'theirs' : 'mine',
    onChange: (next: 'mine' | 'theirs' | 'back') => {
      if (next === 'back') onTime(then)
      else onKeeper(next === 'theirs' ? other : undefined)
    },
  } as const
  const choices = [
    { value: 'mine', text: say('cover.stays_mine', { agent: nameOf(by) ?? '–' }) },
    { value: 'theirs', text: say('cover.becomes_theirs', { agent: nameOf(other) ?? '–' }) },
    { value: 'back', text: say('cover.when_back', { at: wallTime(then, nowMs(), words) }) },
  ] as const
  if (inline)
    return (
      <span className={s.whoKeeps}>
        <span className="soft">{given.label}</span> <Slot {...given} options={choices} />
      </span>
    )
  return (
    <div className={s.whoKeeps}>
      <Choices {...given} choices={choices} />
    </div>
  )
}
