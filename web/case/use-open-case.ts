// Puts the open case together: the server's ledger with own deeds on top, folded and listed by the core.
import { useEffect, useMemo } from 'react'
import { fold } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import type { Actor } from '#core/people/actor.ts'
import { firstName } from '#web/queue/why.ts'
import { useSay } from '#web/words.ts'
import type { Named, OpenCaseView } from './case-context.ts'
import type { CaseAnswer } from './case-data.ts'
import { deniedWhy } from './denied.ts'
import { useDesk } from './desk.ts'
import { foresee } from './foresee.ts'
import { useOwnDeeds } from './own-deeds.ts'

type Openers = Pick<OpenCaseView, 'open' | 'toReply' | 'toNote' | 'telling'>

/** Null while the ledger opens no case, which a server never sends. */
export function useOpenCase(
  data: CaseAnswer,
  { open, toReply, toNote, telling }: Openers,
): OpenCaseView | null {
  const desk = useDesk()
  const say = useSay()
  const { deeds, act, again, drop, reached } = useOwnDeeds(data.id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the number reached matters
  useEffect(() => reached(data.seq), [data.seq])
  const seen = useMemo(
    () => foresee(data.ledger, data.texts, deeds, { me: desk.actor, desk: desk.facts }),
    [data, deeds, desk],
  )
  const state = useMemo(() => fold(seen.ledger), [seen.ledger])
  const entries = useMemo(() => timeline(seen.ledger), [seen.ledger])
  if (state.phase === 'unopened') return null
  const opened: OpenedCase = state
  const who = (actor: Actor): Named => {
    if (actor.kind === 'system') return { name: say('case.the_desk'), me: false }
    if (actor.kind === 'customer')
      return { name: data.names.customers[actor.id] ?? data.customer.name, me: false }
    const name = data.names.agents[actor.id] ?? desk.nameOf(actor.id) ?? '–'
    return { name, me: actor.id === desk.me.id }
  }
  return {
    data,
    ledger: seen.ledger,
    entries,
    state: opened,
    own: seen.own,
    desk,
    say,
    text: ref => (ref ? (seen.texts[ref.text] ?? say('case.erased')) : ''),
    who,
    customerFirst: firstName(data.customer.name),
    act,
    again,
    drop,
    offWhy: type => deniedWhy(opened, type, desk, say),
    open,
    toReply,
    toNote,
    telling,
  }
}
