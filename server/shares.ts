// Takes back what a partner's team still has when its share ends: the team takes nothing any more, or the day
// came on which the partnership ends. Nothing is shown to it from that moment on (core/access/share.ts); here
// its cases come back to us. Not: who of ours gets them (core/case/deed/accountable.ts).
import { isSharing } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import type { TeamId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import type { TeamFacts } from '#core/people/desk-facts.ts'
import type { Shell } from '#server/shell.ts'
import type { CardQuery } from '#store/store.ts'

export type ShareShell = Pick<Shell, 'store' | 'facts' | 'handle'>

const restMs = secondMs
const pageSize = 100
/** nobody by this name: the offer was made to the team */
const nobody = '-'

/** Takes back what is not shared any more. Answers how long to rest, in milliseconds. */
export async function endShares(shell: ShareShell): Promise<number> {
  const teams = Object.values(shell.facts().teams).filter(one => one.partner)
  for (const team of teams) if (!isSharing(team.id, shell.facts())) await takeBack(shell, team)
  return restMs
}

/** Everything a team still has, or is offered; says how many cases came back. */
export async function takeBack(shell: ShareShell, team: TeamFacts): Promise<number> {
  let count = 0
  const places = [{ team: team.id }, { offeredTo: { team: team.id as string, agent: nobody } }] as const
  for (const place of places)
    for (const phase of ['open', 'solved'] as const)
      for (const card of await all(shell, { phase: [phase], ...place }))
        if (await end(shell, card, team)) count += 1
  return count
}

async function all({ store }: ShareShell, query: Partial<CardQuery>): Promise<Card[]> {
  const cards: Card[] = []
  for (let cursor: string | undefined; ; ) {
    const asked = { ...query, sort: 'age', limit: pageSize } as const
    const page = await store.cards(cursor === undefined ? asked : { ...asked, cursor })
    cards.push(...page.items)
    if (page.next === null) return cards
    cursor = page.next
  }
}

async function end({ handle }: ShareShell, { id }: Card, team: TeamFacts): Promise<boolean> {
  const because = team.active ? ('partnership_ended' as const) : ('team_rests' as const)
  const commands = [{ type: 'share.end' as const, team: team.id as TeamId, because }]
  const handled = await handle({ caseId: id, by: { kind: 'system', part: 'desk' }, commands, texts: [] })
  return handled.outcome === 'done'
}
