// How far a preview has come that counts units: where it goes on, and what the cases before took of each
// line, so that no page gives the same unit again. Not: the looking itself (agreement-preview.ts).
import { z } from 'zod'
import type { ContractLine } from '#core/entitlement/contract.ts'
import type { Used } from '#core/entitlement/units.ts'
import type { LineId, WaiverId } from '#core/kit/id.ts'
import { BadCursor } from '#store/cursor.ts'

export type Taken = Map<LineId | WaiverId, Used>

/** Lines that are only supposed have other ids each time: they are named by their place. */
const carried = z.strictObject({
  next: z.string().max(500),
  taken: z
    .array(z.tuple([z.union([z.int().min(0), z.string().max(40)]), z.int(), z.int(), z.int()]))
    .max(1_000),
})

/** The `next` of a page, with what was taken up to there. */
export function carry(next: string, taken: Taken, lines: readonly ContractLine[]): string {
  const all = [...taken].map(([on, { cases, open, minutes }]) => {
    const place = lines.findIndex(one => one.id === on)
    return [place < 0 ? on : place, cases, open, minutes]
  })
  return Buffer.from(JSON.stringify({ next, taken: all })).toString('base64url')
}

/** The same, read again. Throws what any list throws for a cursor that is none. */
export function carriedOn(cursor: string, lines: readonly ContractLine[]): { next: string; taken: Taken } {
  const { success, data } = carried.safeParse(parsed(cursor))
  if (!success) throw new BadCursor()
  const taken: Taken = new Map()
  for (const [on, cases, open, minutes] of data.taken) {
    const id = typeof on === 'number' ? lines[on]?.id : (on as LineId | WaiverId)
    if (id) taken.set(id, { cases, open, minutes })
  }
  return { next: data.next, taken }
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw new BadCursor()
  }
}
