// The hash chain over one case's ledger: whoever changes a stored fact breaks every hash after it.
// Not: where the facts lie (postgres/, memory.ts).
import { hash } from 'node:crypto'
import type { Event, Recorded } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { canonicalWithout } from './canonical.ts'

/** A fact as it is stored: `by` and `data` are the exact canonical JSON texts that were hashed. */
export type Link = {
  readonly caseId: CaseId
  readonly seq: number
  readonly type: string
  readonly at: number
  /** canonical JSON of everything but type and at; the actor (`by`) included */
  readonly data: string
  readonly h: Buffer
}

/** What the first fact of a case is chained to. */
export const noHash: Buffer = Buffer.alloc(32)

const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * SHA-256 over previous hash, case, seq, type, instant and data; the parts are parted by a newline none of
 * them holds.
 */
export function hashOf(previous: Uint8Array, link: Omit<Link, 'h'>): Buffer {
  const { caseId, seq, type, at, data } = link
  const text = `${caseId}\n${seq}\n${type}\n${at}\n${data}`
  // One call over one piece of bytes costs half of a hash that is fed twice.
  const room = previous.length + 3 * text.length
  const bytes = room <= scratch.length ? scratch : Buffer.allocUnsafe(room)
  bytes.set(previous)
  const end = previous.length + bytes.write(text, previous.length)
  // As letters, and from there into a pooled buffer: one made by the hash itself costs half as much again.
  return Buffer.from(hash('sha256', bytes.subarray(0, end), 'latin1'), 'latin1')
}

/** A fact as it will be hashed; where it stands in its case is not known yet. */
export type Fact = Pick<Link, 'type' | 'at' | 'data'>

const apart = ['type', 'at']

export function factOf(event: Event): Fact {
  return { type: event.type, at: event.at, data: canonicalWithout(event, apart) }
}

/**
 * Chains new facts to the head of a case. Returns them as they are to be stored, numbered from `head.seq +
 * 1`.
 */
export function chained(
  caseId: CaseId,
  head: { readonly seq: number; readonly h: Buffer },
  facts: readonly Fact[],
): Link[] {
  let { seq, h } = head
  return facts.map(({ type, at, data }) => {
    seq += 1
    h = hashOf(h, { caseId, seq, type, at, data })
    return { caseId, seq, type, at, data, h }
  })
}

/** Reads a stored fact back. */
export const recorded = (link: Pick<Link, 'seq' | 'type' | 'at' | 'data'>): Recorded =>
  ({ type: link.type, at: instant(link.at), ...JSON.parse(link.data), seq: link.seq }) as Recorded

/** A fact of a ledger up to which it was found sound. */
type Sound = Pick<Link, 'seq' | 'h'>

/**
 * Checks the links of a ledger, or those behind a fact up to which it was found sound before. Returns the seq
 * of the first fact that is missing or not what was chained; null: sound.
 */
export function firstBroken(links: readonly Link[], after: Sound = { seq: 0, h: noHash }): number | null {
  let { seq, h: previous } = after
  for (const link of links) {
    seq += 1
    if (link.seq !== seq || !hashOf(previous, link).equals(link.h)) return seq
    previous = link.h
  }
  return null
}
