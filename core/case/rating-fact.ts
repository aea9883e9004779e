// The fact of rating a hand-off: how clear its receiver found it. Part of event.ts: shapes are forever. Not:
// who may say it (deed/rating.ts).
import type { Missing } from '#core/case/note-kind.ts'
import type { HandOffId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type RatingFacts = {
  /** `missing`: absent where it was clear */
  'hand_off.rated': { handOff: HandOffId; missing?: Missing; text?: TextRef }
}
