// The place in a ledger as HTTP names it: in an ETag of an answer, and in the If-Match of a deed.
import type { FastifyRequest } from 'fastify'
import { Problem } from '#server/http/problems.ts'

/** The seq of `If-Match: "12"`; undefined: the asker does not mind. */
export function ifSeqOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return undefined
  const [, seq] = /^"(\d{1,9})"$/.exec(header) ?? []
  if (seq === undefined)
    throw new Problem('request.invalid', { fields: [{ path: 'If-Match', message: '"seq"' }] })
  return Number(seq)
}

/** `"12"`. */
export const etag = (seq: number): string => `"${seq}"`
