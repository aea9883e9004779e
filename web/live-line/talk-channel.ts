// The seam for voice: a talk channel that can bring two people, or the customer too, onto one call of a live
// line. None is made yet, so that no button stands for it.
import type { LiveId } from '#core/kit/id.ts'

export type TalkChannel = {
  /** connects the two of a line */
  join(live: LiveId): Promise<void>
  /** lets the customer of the case hear and speak */
  bringCustomer(live: LiveId): Promise<void>
  leave(live: LiveId): Promise<void>
}
export const talkChannel: TalkChannel | null = null
