// Code words somebody wrote although his composer pointed them out: noted, and told to his leads where it is
// repeated. Nothing is refused for it. Not: which words they are (core/conduct/find-code-words.ts).
import type { Card } from '#core/case/card.ts'
import { findCodeWords } from '#core/conduct/find-code-words.ts'
import { isRepeated } from '#core/conduct/repeated.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { leads } from '#core/people/leads.ts'
import type { Shell } from '#server/shell.ts'

/** Deeds whose words a composer has read before, and where they stand in the body. */
const written: Readonly<Record<string, string>> = {
  'note.add': 'text',
  'note.mend': 'text',
  'message.queue': 'text',
  'hand_off.offer': 'question',
}

type Saved = {
  readonly type: string
  readonly body: unknown
  readonly card: Card
  readonly agent: AgentId
  readonly language: Language | null
}

/** Called once the words are saved. */
export async function noteConduct(shell: Shell, { type, body, card, agent, language }: Saved): Promise<void> {
  const words = (body as Record<string, unknown>)[written[type] ?? '']
  if (typeof words !== 'string') return
  const found = findCodeWords(words, [card.language, ...(language ? [language] : [])])
  if (found.length === 0) return
  const at = shell.now()
  const names = [...new Set(found.map(one => one.name))]
  await shell.desk.conductUses.add(
    names.map(word => ({ agent, caseId: card.id, word, at })),
    at,
  )
  const uses = await shell.desk.conductUses.of([agent], at)
  if (isRepeated(uses, shell.facts().conductTimes)) await tellLeads(shell, { card, agent, at })
}

/** Whoever leads him; he himself sees what they see. */
async function tellLeads(shell: Shell, { card, agent, at }: { card: Card; agent: AgentId; at: Instant }) {
  const facts = shell.facts()
  const all = Object.values(facts.agents).filter(one => one.active && leads(facts, one.id, agent))
  await shell.desk.notices.add(
    all.map(lead => ({
      ...{ key: `conduct.repeated/${agent}.${at}/${lead.id}`, agent: lead.id, caseId: card.id },
      ...{ cause: 'conduct.repeated', about: agent, kind: null, as: 'lead', severity: card.severity },
      ...{ at, tellAt: at, dueAt: null, windowFrom: null, wokenLateMs: null },
    })),
  )
}
