// What is sent to give something to a customer or to propose it, side by side for deed-schemas.ts.
import { goodwillSchemas } from '#server/http/goodwill-schemas.ts'
import { proposalSchemas } from '#server/http/proposal-schemas.ts'

export const givingSchemas = { ...goodwillSchemas, ...proposalSchemas } as const
/** Each writes a letter or counts money first. */
export type GivingDeed = keyof typeof givingSchemas
