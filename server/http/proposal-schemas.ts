// What is sent to propose a sale or a fix, and to note what the customer said. Part of deed-schemas.ts.
import { z } from 'zod'
import { proposalAnswers, proposalKinds } from '#core/case/proposal-fact.ts'
import { amountMinor, currency } from '#server/http/goodwill-schemas.ts'
import { idSchema, line, paragraphs } from '#server/http/schema.ts'

const proposal = idSchema('prp')

export const proposalSchemas = {
  'proposal.make': z
    .strictObject({
      kind: z.enum(proposalKinds).meta({
        description: 'A sale is bought beside the help; a fix is part of it and costs nothing. Never both.',
      }),
      what: paragraphs.meta({ description: 'What is proposed, in words the customer reads.' }),
      amountMinor: amountMinor.optional().meta({ description: 'What it costs him.' }),
      currency: currency.optional(),
      asked: z.literal(true).optional().meta({
        description: 'He asked for it himself: then also before his case is solved, or after a no.',
      }),
    })
    .refine(one => (one.amountMinor === undefined) === (one.currency === undefined), {
      message: 'amountMinor, currency',
      path: ['currency'],
    }),
  'proposal.answer': z.strictObject({
    proposal,
    says: z.enum(proposalAnswers),
    words: paragraphs.optional(),
  }),
  'proposal.withdraw': z.strictObject({
    proposal,
    because: line.meta({ description: 'Why, in words the customer reads.' }),
  }),
} as const
export type ProposalDeed = keyof typeof proposalSchemas
export type ProposalBody<T extends ProposalDeed> = z.output<(typeof proposalSchemas)[T]>
