// What is recorded of files that are kept back, and for which reasons. Shapes are forever, as of every fact
// (event.ts). Not: how a file is judged (channels/files).
import type { FileId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** Why a file is kept back. Grows; a word that was recorded once keeps its meaning. */
export const fileDangers = [
  'infected',
  'program',
  'script',
  'shortcut',
  'disk_image',
  'macros',
  'active_page',
  'disguised',
  'hidden_name',
  'two_kinds',
  'archive_bomb',
  'archive_paths',
  'archive_broken',
  'archive_locked',
  'archive_holds',
  'not_judged',
  'not_scanned',
] as const
export type FileDanger = (typeof fileDangers)[number]

/** A file that was kept back, and whether a lead gave it free. */
export type HeldFile = {
  readonly name: TextRef
  readonly dangers: readonly FileDanger[]
  /** what it is by its bytes */
  readonly found: string
  readonly since: Instant
  readonly released: boolean
}

/** What a desk may let through after all: those that people send each other for good reasons, too. */
export const waivableDangers = [
  'macros',
  'active_page',
  'archive_locked',
  'disk_image',
  'script',
] as const satisfies readonly FileDanger[]
export type WaivableDanger = (typeof waivableDangers)[number]

export type FileFacts = {
  'file.quarantined': { file: FileId; name: TextRef; dangers: readonly FileDanger[]; found: string }
  'file.released': { file: FileId; name: TextRef; because: TextRef }
}
