// What this node knows of files that came in: looked at once for each blob, in a process of their own, by
// the scanner where there is one; and whether somebody may have one now. Not: when files are looked at
// without being asked for (react/inspect.ts), nor the facts that follow in their cases.
import type { FileRoom, Lying } from '#channels/files/file-room.ts'
import { dangersOf, type Judgement, rules } from '#channels/files/judge.ts'
import type { Scanned, Scanner } from '#channels/files/clamd.ts'
import { isHeld, waitsForScan } from '#core/case/deed/file.ts'
import type { FileDanger } from '#core/case/file-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { FileId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Inspection, InspectionTable, PreviewSize } from '#store/desk/inspection.ts'
import type { FileSetting } from '#store/desk/team.ts'
import type { Store } from '#store/store.ts'

export type FileDesk = {
  /** What a blob is, looked at now unless it was; null: there is no such blob. */
  inspect(sha256: string): Promise<Inspection | null>
  /** What is known already. */
  known(sha256s: readonly string[]): Promise<ReadonlyMap<string, Inspection>>
  /** What is to be feared of bytes that are no blob yet. */
  judge(lying: Lying, name: string): Promise<readonly FileDanger[]>
  /** Makes the picture of a blob, where one is to be made. */
  show(inspection: Inspection): Promise<void>
  picture(sha256: string, size: PreviewSize): Promise<Uint8Array | null>
  /** A picture made anew that is kept nowhere; null: it is none that can be shown. */
  remake(bytes: Uint8Array): Promise<Uint8Array | null>
  /** Asks the scanner again; null: it still cannot be asked. */
  scanAgain(sha256: string): Promise<Scanned | null>
  readonly hasScanner: boolean
}

export type FileDeskParts = {
  readonly store: Pick<Store, 'nearBlob' | 'openBlob'>
  readonly inspections: InspectionTable
  readonly room: FileRoom
  readonly scanner: Scanner | null
  readonly now: () => Instant
}

const shown = /^image\/(?:png|jpeg|gif|webp|avif|tiff|heic|heif|bmp)$/

/** The files of this node. */
export function fileDesk(parts: FileDeskParts): FileDesk {
  const { store, inspections, room, scanner } = parts
  const under = new Map<string, Promise<Inspection | null>>()
  const known = async (sha256: string) => {
    const found = (await inspections.of([sha256])).get(sha256)
    const isStale = found && (found.rules !== rules || (found.scan === 'none' && scanner !== null))
    return found && !isStale ? found : null
  }
  return {
    hasScanner: scanner !== null,
    known: sha256s => inspections.of(sha256s),
    async inspect(sha256) {
      const before = await known(sha256)
      if (before) return before
      // Several who ask for the same file at once wait for one look.
      const looking = under.get(sha256) ?? look(parts, sha256).finally(() => under.delete(sha256))
      under.set(sha256, looking)
      return looking
    },
    async judge(lying, name) {
      return fearedOf(await room.judge(lying), name)
    },
    async show({ sha256, preview }) {
      if (preview !== 'waiting') return
      const made = await store.nearBlob(sha256, near => room.preview(near))
      await inspections.keepPictures(sha256, typeof made === 'object' ? made : null)
    },
    picture: (sha256, size) => inspections.picture(sha256, size),
    async remake(bytes) {
      const made = await room.preview({ bytes })
      return typeof made === 'object' ? made.large : null
    },
    async scanAgain(sha256) {
      const said = await scan(parts, sha256)
      if (said.scan === 'away') return null
      await inspections.keepScan(sha256, said.scan, 'virus' in said ? said.virus : null)
      return said
    },
  }
}

async function look(parts: FileDeskParts, sha256: string): Promise<Inspection | null> {
  const { store, inspections, room, scanner, now } = parts
  // Once more where it failed: a busy machine is no reason to keep a file back.
  const near = await store.nearBlob(sha256, async lying => ({
    judged: (await room.judge(lying)) ?? (await room.judge(lying)),
  }))
  if (!near) return null
  const { found, dangers, holds } = near.judged ?? unjudged
  const said = scanner ? await scan(parts, sha256) : ({ scan: 'none' } as const)
  const inspection: Inspection = {
    ...{ sha256, rules, found, dangers, holds, scan: said.scan },
    virus: 'virus' in said ? said.virus : null,
    preview: shown.test(found) && dangers.length === 0 ? 'waiting' : 'none',
    ...{ width: null, height: null },
  }
  await inspections.keep(inspection, now())
  return inspection
}

const unjudged: Judgement = { found: 'application/octet-stream', dangers: ['not_judged'], holds: null }

async function scan({ store, scanner }: FileDeskParts, sha256: string): Promise<Scanned> {
  const opened = await store.openBlob(sha256)
  return opened && scanner ? scanner.scan(opened.stream) : { scan: 'away' }
}

const fearedOf = (judged: Judgement | null, name: string): readonly FileDanger[] =>
  dangersOf(judged ?? unjudged, name)

/** What keeps a file back: what is to be feared of it, without what this desk lets through. */
export function reasonsAgainst(
  inspection: Pick<Inspection, 'found' | 'dangers' | 'scan'>,
  name: string,
  setting: FileSetting | undefined,
): FileDanger[] {
  const feared = dangersOf(inspection, name)
  const passes: readonly FileDanger[] = setting?.passes ?? []
  const scanned: FileDanger[] = inspection.scan === 'infected' ? ['infected'] : []
  if (inspection.scan === 'away' && setting?.unchecked === 'hold') scanned.push('not_scanned')
  return [...scanned, ...feared.filter(one => !passes.includes(one))]
}

export type Standing =
  | { readonly may: true }
  | {
      readonly may: false
      readonly because: 'quarantined' | 'unchecked'
      readonly dangers: readonly FileDanger[]
    }

/** Whether a file of a case is given out now, to whomever. */
export function standingOf(
  asked: { readonly file: FileId; readonly name: string; readonly state: OpenedCase },
  inspection: Inspection,
  setting: FileSetting | undefined,
): Standing {
  const { file, name, state } = asked
  const against = reasonsAgainst(inspection, name, setting)
  const known = state.held?.[file]?.dangers ?? []
  // A lead's word covers what was known when he gave it.
  const isFree = state.held?.[file]?.released === true
  const fresh = against.filter(one => !isFree || !known.includes(one))
  // Who waited for the scanner alone waits no more once it has found nothing.
  const isOver = waitsForScan(state, file) && inspection.scan === 'clean'
  if ((!isHeld(state, file) || isOver) && fresh.length === 0) return { may: true }
  const dangers = [...new Set([...known, ...against])]
  const because = dangers.every(one => one === 'not_scanned') ? 'unchecked' : 'quarantined'
  return { may: false, because, dangers }
}
