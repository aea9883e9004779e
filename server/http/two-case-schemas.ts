// What is sent for deeds between two cases: to link one, to let it go on in another, to take that back.
import { z } from 'zod'
import { linkKinds } from '#core/case/link-fact.ts'
import { caseRefInBody } from '#server/http/schema.ts'

export const twoCaseSchemas = {
  'case.link': z.strictObject({ to: caseRefInBody, how: z.enum(linkKinds).default('related') }),
  'case.merge': z.strictObject({ into: caseRefInBody }),
  'case.part': z.strictObject({}),
} as const
