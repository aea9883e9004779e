// What a live stream shows of a case to a reader who is kept from its customer. Not: the veil itself
// (veil/veil.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import { veilFor } from '#server/veil/veil.ts'

/** The card as a reader gets it. */
export type LiveVeil = (agent: AgentId, card: Card) => Card | Promise<Card>

/** Everybody else's cards go out as they are, at once. */
export const liveVeil =
  (shell: Shell): LiveVeil =>
  (agent, card) => {
    const facts = shell.facts().agents[agent]
    const veil = facts && veilFor(shell, { facts, language: null })
    if (!facts || !veil) return card
    const inHisLanguage = async () => {
      const row = await shell.desk.agents.one(agent)
      const own = veilFor(shell, { facts, language: row?.language ?? null })
      return (await (own ?? veil).over(card)) as Card
    }
    return inHisLanguage()
  }
