// Going through a script, deed by deed: what was given is sent once, waits for the connection where there is
// none, and leads on only by the server's answer. Not: how it looks (walk-sheet.tsx).
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CommandType } from '#core/case/case.ts'
import { useCase } from './case-context.ts'
import type { DeedAnswer } from './case-data.ts'
import type { OwnDeed } from './foresee.ts'
import { useFormDeeds } from './own-deeds.ts'
import { type WalkNow, walksQuery } from './walk-data.ts'

type WalkDeed = Extract<CommandType, `walk.${string}`>
type Answered = DeedAnswer & { readonly walk: WalkNow }

/** What the server says where somebody else went on meanwhile. */
const overtaken = new Set(['walk.not_there', 'walk.ended', 'walk.not_known', 'walk.nothing_back'])
/** What is wrong with what was typed: said under its field. */
const ofField = new Set(['walk.out_of_range', 'walk.not_a_date', 'walk.answer_kind', 'request.invalid'])
/** Nobody has read the next question so soon: a second press is of the one before. */
const secondPressMs = 500

/** What one gives with Enter, and may press twice. */
const isByEnter = ({ step }: WalkNow, type: WalkDeed): boolean =>
  type === 'walk.reuse' || (type === 'walk.answer' && step?.kind === 'ask' && step.asked.kind !== 'choice')

const isSamePlace = (one: WalkNow, other: WalkNow): boolean =>
  one.place.slug === other.place.slug &&
  one.place.step === other.place.step &&
  one.passed === other.passed &&
  one.end === other.end

export function useWalking(now: WalkNow, onNow: (now: WalkNow) => void) {
  const { data, state } = useCase()
  const client = useQueryClient()
  const [isOvertaken, setOvertaken] = useState(false)
  const [wrong, setWrong] = useState('')
  const enter = useRef({ was: false, at: 0 })
  const changes = () => {
    enter.current.at = performance.now()
  }
  const isOwn = ({ type, body }: OwnDeed) =>
    type.startsWith('walk.') && type !== 'walk.pause' && body.walk === now.walk
  const { open, send, sendQuietly, again, drop } = useFormDeeds(data.id, isOwn, answer => {
    setOvertaken(false)
    setWrong('')
    changes()
    onNow((answer as Answered).walk)
  })
  const renew = async () => {
    const { items } = await client.fetchQuery(walksQuery(data.id))
    const fresh = items.find(one => one.walk === now.walk)
    if (!fresh) return
    setOvertaken(!isSamePlace(now, fresh))
    changes()
    onNow(fresh)
  }
  useRefused(open, { drop, onOvertaken: () => void renew().catch(() => {}), onWrong: setWrong })
  useOthers({ now, isOpen: open !== null, changedAt: state.walks[now.walk]?.changedAt ?? 0 }, () => {
    // Without a connection it stands where it stood.
    void renew().catch(() => {})
  })
  return {
    /** what is not in the ledger yet, with its state */
    unsent: open,
    wrong,
    isOvertaken,
    isSecondPress: () => enter.current.was && performance.now() - enter.current.at < secondPressMs,
    give: (type: WalkDeed, body: Readonly<Record<string, unknown>>) => {
      enter.current.was = isByEnter(now, type)
      changes()
      setOvertaken(false)
      setWrong('')
      send(type, { walk: now.walk, ...body })
    },
    /** Leaving it rests; what still waits will take it up again anyhow. */
    rest: () => {
      const waits = open !== null && open.state !== 'sending'
      if (now.standing === 'running' && !waits) void sendQuietly('walk.pause', { walk: now.walk })
    },
    again: () => open && again(open.key),
    /** It may have arrived all the same: where it stands is asked anew. */
    takeBack: () => {
      if (open) drop(open.key)
      void renew().catch(() => {})
    },
  }
}
export type WalkForm = ReturnType<typeof useWalking>

type OnRefused = {
  drop: (key: string) => void
  onOvertaken: () => void
  onWrong: (reason: string) => void
}

/** What is not a matter of sending again: another one went on, or what was typed does not fit. */
function useRefused(open: OwnDeed | null, { drop, onOvertaken, onWrong }: OnRefused): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    const code = open?.state === 'refused' ? (open.code ?? '') : ''
    if (!open || !(overtaken.has(code) || ofField.has(code))) return
    drop(open.key)
    if (overtaken.has(code)) onOvertaken()
    else onWrong(open.reason ?? '')
  }, [open])
}

type Others = { now: WalkNow; isOpen: boolean; changedAt: number }

/** The ledger knows more of this walk than what is shown: somebody else went on. */
function useOthers({ now, isOpen, changedAt }: Others, onAhead: () => void): void {
  const isAhead = !isOpen && changedAt > now.changedAt
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change in the ledger
  useEffect(() => {
    if (isAhead) onAhead()
  }, [isAhead, changedAt])
}
