// Where acts are played: what a stage takes and tells. Types only; shell-stage.ts has the whole shell on
// it, core-stage.ts the core alone.
import type { Acceptance } from '#channels/email/listener.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import type { Handled } from '#server/deed.ts'
import type { Act } from '#sim/act.ts'
import type { Parts } from '#sim/parts.ts'
import type { Due } from '#sim/recorder.ts'
import type { Watch } from '#sim/watch.ts'
import type { World } from '#sim/world.ts'

/** What whoever acted hears; `lost`: nothing, as from a node that died or an outcome nobody knows. */
export type Heard = { readonly handled: Handled } | { readonly acceptance: Acceptance } | 'lost' | 'looked'
/** A mail of ours that reached the far side. */
export type Reached = { readonly message: MessageId; readonly caseId: CaseId; readonly email: string }

export type Stage = {
  readonly watch: Watch
  play(act: Act): void | Promise<void>
  /** from when a look would find this to be done; null: it is done, or done with */
  dueAt(what: Due): number | null
}
export type StageOptions = {
  readonly world: World
  readonly parts: Parts
  /** on the core alone: cases are judged and a next word is owed, as the shell does (default: not) */
  readonly judges?: boolean | undefined
  readonly heard: (act: Act, heard: Heard) => void
  readonly reached: (mail: Reached) => void
  readonly due: (what: Due, at: number) => void
}
