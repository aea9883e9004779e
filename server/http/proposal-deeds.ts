// Proposing a sale or a fix in a case, with the letter to its customer in the same breath, and noting what he
// said. Not: which facts follow (core/case/deed/proposal.ts), nor his own answer (portal-proposal.ts).
import { type Command, fold } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ProposalId } from '#core/kit/id.ts'
import type { Deed } from '#server/deed.ts'
import type { DeedDesk } from '#server/http/deed-routes.ts'
import { deedsApart } from '#server/http/deeds-apart.ts'
import { type ProposalBody, type ProposalDeed, proposalSchemas } from '#server/http/proposal-schemas.ts'
import type { App } from '#server/http/route.ts'
import { proposalLetter, proposing } from '#server/proposal.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'

const summaries: { readonly [T in ProposalDeed]: string } = {
  'proposal.make': 'Propose a sale or a fix to the customer, who gets a letter that says which it is.',
  'proposal.answer': 'Note what the customer said to a proposal; a no to a sale is remembered.',
  'proposal.withdraw': 'Take a proposal back that he has not answered.',
}

type Wish = { [T in ProposalDeed]: { readonly type: T; readonly body: ProposalBody<T> } }[ProposalDeed]

/** `POST /cases/:case/proposal/<verb>`. */
export const proposalDeedRoutes = (app: App, desk: DeedDesk): void =>
  deedsApart<ProposalDeed>(app, desk, {
    ...{ schemas: proposalSchemas, summaries },
    async handle({ card, signed, key, ifSeq }, type, body) {
      const asked = { caseId: card.id, by: signed.by, key, ifSeq }
      return desk.shell.handle(await deedOf(desk.shell, asked, { type, body } as Wish))
    },
  })

type Asked = Pick<Deed, 'caseId' | 'by' | 'key' | 'ifSeq'>

async function deedOf(shell: Shell, asked: Asked, wish: Wish): Promise<Deed> {
  const seal = shell.sealer()
  if (wish.type === 'proposal.make') {
    const state = fold((await shell.store.read(asked.caseId))?.events ?? []) as OpenedCase
    const id = shell.newId('prp')
    const commands = [await proposing(shell, { state, seal, id }, wish.body)]
    const deskCommands = await proposalLetter(shell, { state, seal }, wish.body)
    return { ...asked, commands, deskCommands, texts: seal.texts, ids: { proposal: id } }
  }
  const proposal = wish.body.proposal as ProposalId
  return { ...asked, commands: [commandOf(wish, proposal, seal)], texts: seal.texts, ids: { proposal } }
}

function commandOf(
  wish: Exclude<Wish, { type: 'proposal.make' }>,
  proposal: ProposalId,
  seal: Sealer,
): Command {
  if (wish.type === 'proposal.withdraw')
    return { type: wish.type, proposal, because: seal.text(wish.body.because) }
  const { says, words } = wish.body
  return { type: wish.type, proposal, says, words: words === undefined ? undefined : seal.text(words) }
}
