// What is done to rows of the queue: take, give, put into a queue; shown at once, told when somebody was
// faster.
// Not: which rows (queue-table.tsx).
import { useQueryClient } from '@tanstack/react-query'
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { deedKey, post } from '#web/api/client.ts'
import { deedPath } from '#web/api/deed-path.ts'
import { isProblem } from '#web/api/problem.ts'
import { keys } from '#web/api/query.ts'
import { refused } from '#web/api/refusal-text.ts'
import { useDesk } from '#web/case/desk.ts'
import { toast } from '#web/kit/toast.ts'
import { useSay } from '#web/words.ts'
import { useForeseenCards } from './queue-data.ts'

type Change = (card: Card) => Card

/** The acts on rows. Each returns whether all of them were done. */
export function useQueueActs() {
  const client = useQueryClient()
  const foresee = useForeseenCards()
  const desk = useDesk()
  const say = useSay()
  const renew = () => client.invalidateQueries({ queryKey: keys.queues })
  const tell = (thrown: unknown) => {
    const faster = isProblem(thrown) && thrown.code === 'worker.taken'
    if (!faster) return toast(refused(thrown, say))
    toast({ text: say('queue.taken_first', { agent: String(thrown.details.agent ?? '') }), kind: 'done' })
  }
  const act = async (
    cards: readonly Card[],
    deed: string,
    body: object,
    change: Change,
  ): Promise<boolean> => {
    const ids = new Set(cards.map(card => card.id))
    const back = foresee(card => (ids.has(card.id) ? change(card) : card))
    const done = await Promise.allSettled(
      cards.map(card => post(deedPath(card.id, deed), body, { key: deedKey() })),
    )
    const failed = done.find(one => one.status === 'rejected')
    if (failed) {
      back()
      tell(failed.reason)
    }
    void renew()
    return !failed
  }
  const mine: Change = card => ({ ...card, worker: desk.me.id, contact: card.contact ?? desk.me.id })
  return {
    take: async (cards: readonly Card[]) => {
      const done = await act(cards, 'worker.take', {}, mine)
      const number = String(cards[0]?.number ?? '')
      const undo = () => void act(cards, 'worker.queue', { team: cards[0]?.team }, queued)
      if (done) toast({ text: say('queue.taken', { n: cards.length, number }), undo })
      return done
    },
    give: async (cards: readonly Card[], agent: AgentId) => {
      const done = await act(cards, 'worker.assign', { agent }, card => ({ ...card, worker: agent }))
      if (done) toast({ text: say('queue.given', { n: cards.length, agent: desk.nameOf(agent) ?? '' }) })
      return done
    },
    queue: async (cards: readonly Card[], team: TeamId) => {
      const done = await act(cards, 'worker.queue', { team }, card => ({ ...card, worker: null, team }))
      if (done) toast({ text: say('queue.queued', { n: cards.length, team: desk.teamName(team) }) })
      return done
    },
  }
}

const queued: Change = card => ({ ...card, worker: null })
