// Proposing a sale or a fix: what its customer said elsewhere, and the letter that says which of both it is.
// Not: which facts follow (core/case/deed/proposal.ts).
import type { Command } from '#core/case/case.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ProposalId } from '#core/kit/id.ts'
import type { ProposalKind } from '#core/case/proposal-fact.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import { money } from '#words/money.ts'
import { sayIn } from '#words/say-in.ts'

export type ToPropose = {
  readonly kind: ProposalKind
  readonly what: string
  readonly amountMinor?: number | undefined
  readonly currency?: string | undefined
  readonly asked?: true | undefined
}

/** The command that proposes it, with what the customer said to sales before. */
export async function proposing(
  { desk }: Pick<Shell, 'desk'>,
  { state, seal, id }: { readonly state: OpenedCase; readonly seal: Sealer; readonly id: ProposalId },
  { kind, what, amountMinor, currency, asked }: ToPropose,
): Promise<Command> {
  const said = kind === 'sale' && !asked ? await desk.proposals.saidNoAt(state.customer) : null
  return {
    ...{ type: 'proposal.make', proposal: id, kind, what: seal.text(what), amountMinor, currency, asked },
    saidNoAt: said ?? undefined,
  }
}

/** The letter that goes with it, recorded in the same breath; none to a case that takes no more letters. */
export async function proposalLetter(
  shell: Pick<Shell, 'desk' | 'newId'>,
  { state, seal }: { readonly state: OpenedCase; readonly seal: Sealer },
  { kind, what, amountMinor, currency }: ToPropose,
): Promise<readonly Command[]> {
  const customer = await shell.desk.customers.one(state.customer)
  if (!customer?.email || !isAllowed(state.phase, 'message.queue')) return []
  const { language } = customer
  const say = sayIn(language)
  const cost =
    amountMinor === undefined || currency === undefined ? null : money({ amountMinor, currency }, language)
  const words = [
    what,
    ...(cost ? [say('proposal.letter_cost', { cost })] : []),
    say('proposal.letter_kind', { kind }),
  ]
  return [
    {
      ...{ type: 'message.queue', message: shell.newId('msg'), channel: 'email', attached: [], keeps: [] },
      ...{ undoSeconds: 0, automatic: 'proposal', text: seal.text(words.join('\n\n')) },
    },
  ]
}
