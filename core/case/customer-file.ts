// A file as its customer sees it: by name, and whether he can have it. Not: the bytes, nor who else may.
import { isHeld } from '#core/case/deed/file.ts'
import type { Attached } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { FileId } from '#core/kit/id.ts'
import type { ReadText } from '#core/kit/text-ref.ts'

export type CustomerFile = {
  readonly file: FileId
  readonly name: string
  readonly type: string
  readonly size: number
  /** kept back, because it may do harm */
  readonly held?: true
}

/** The file with what became of it by now. */
export const customerFile = (
  { file, name, type, size }: Attached,
  state: OpenedCase,
  text: ReadText,
): CustomerFile => ({
  file,
  name: text(name) ?? '',
  type,
  size,
  ...(isHeld(state, file) && { held: true as const }),
})
