// What is sent for deeds with a route of their own, side by side for deed-schemas.ts: giving something to a
// customer, proposing it to him, checking an answered hand-off.
import { goodwillSchemas } from '#server/http/goodwill-schemas.ts'
import { levelCheckSchemas } from '#server/http/level-check-schemas.ts'
import { proposalSchemas } from '#server/http/proposal-schemas.ts'

export const apartSchemas = { ...goodwillSchemas, ...proposalSchemas, ...levelCheckSchemas } as const
/** Each writes a letter, counts money or looks at what was drawn first. */
export type DeedApart = keyof typeof apartSchemas
