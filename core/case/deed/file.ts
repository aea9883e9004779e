// Files that are kept back: nobody gets them, customer or agent, until a lead gives one free with a reason.
// Not: how a file is judged (channels/files), nor the doors that keep it (server/http/content.ts).
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import type { FileDanger, HeldFile } from '#core/case/file-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { FileId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type FileCommands = {
  'file.quarantine': { file: FileId; name: TextRef; dangers: readonly FileDanger[]; found: string }
  'file.release': { file: FileId; because: TextRef }
}

export const fileDeciders: Deciders<FileCommands> = {
  // A lead's word stands: only what was not known when it was given keeps the file back once more.
  'file.quarantine': (state, { file, name, dangers, found }, wish) => {
    const known = state.held?.[file]?.dangers ?? []
    return dangers.every(one => known.includes(one))
      ? []
      : [fact(wish, 'file.quarantined', { file, name, dangers, found })]
  },
  'file.release': (state, { file, because }, wish) => {
    const held = state.held?.[file]
    if (!held || held.released) return refuse('file.not_held')
    return [fact(wish, 'file.released', { file, name: held.name, because })]
  },
}

/** Whether a file of the case is kept back now. */
export const isHeld = ({ held }: Pick<OpenedCase, 'held'>, file: FileId): boolean =>
  held?.[file]?.released === false

/**
 * Whether it is kept back for one reason alone: the virus scanner could not be asked. Once it was and found
 * nothing, the desk itself gives it free.
 */
export const waitsForScan = ({ held }: Pick<OpenedCase, 'held'>, file: FileId): boolean => {
  const one = held?.[file]
  return one?.released === false && one.dangers.every(danger => danger === 'not_scanned')
}

export const fileQuarantined: Evolver<'file.quarantined'> = (state, { file, name, dangers, found, at }) => ({
  ...state,
  held: withOne(state.held ?? {}, file, { name, dangers, found, since: at, released: false }),
})

export const fileReleased: Evolver<'file.released'> = (state, { file }) => {
  const { held } = state
  const one = held?.[file]
  return held && one ? { ...state, held: withOne(held, file, { ...one, released: true }) } : state
}

/** Files of a case that wait for a lead, as its card tells it; absent: none. */
export function heldOn({ held }: Pick<OpenedCase, 'held'>): { readonly held?: CardHeld } {
  if (!held) return {}
  const waiting = Object.values<HeldFile>(held).filter(one => !one.released)
  if (waiting.length === 0) return {}
  return { held: { n: waiting.length, since: Math.min(...waiting.map(one => one.since)) } }
}
/** How many files of a case are kept back, and since when the first of them. */
export type CardHeld = { readonly n: number; readonly since: number }
