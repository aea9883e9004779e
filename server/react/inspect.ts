// Files that came in with a fact are looked at behind its commit: what is kept back becomes a fact of the
// case, pictures are made anew, and what a scanner could not be asked about is asked again. Not: how files
// are judged.
import { fold, openedCase } from '#core/case/case.ts'
import { waitsForScan } from '#core/case/deed/file.ts'
import { attachedIn } from '#core/case/attached.ts'
import type { Attached } from '#core/case/event.ts'
import type { CaseId, FileId } from '#core/kit/id.ts'
import { after, secondMs } from '#core/kit/time.ts'
import { reasonsAgainst } from '#server/file-desk.ts'
import type { Shell } from '#server/shell.ts'
import { BlobsAway } from '#store/blob-damaged.ts'
import type { Inspection } from '#store/desk/inspection.ts'
import type { Effect, Ledger } from '#store/store.ts'
import { sayIn } from '#words/say-in.ts'

export type InspectShell = Pick<Shell, 'store' | 'handle' | 'now' | 'settings' | 'files' | 'sealer'> & {
  readonly desk: Pick<Shell['desk'], 'inspections'>
}

const batch = 20
const leaseMs = 60_000
const restMs = 500
const againMs = 30 * secondMs
const triesMax = 20

/** Looks at what is due now. Answers how long to rest, in milliseconds. */
export async function inspectDue(shell: InspectShell): Promise<number> {
  const due = await shell.store.leaseEffects(batch, leaseMs, 'file')
  for (const effect of due) await inspectOne(shell, effect)
  return due.length === batch ? 0 : restMs
}

/** A file whose bytes cannot be had just now does not hold up the others. */
async function inspectOne(
  shell: InspectShell,
  effect: Effect & { attempt: number; lease: string },
): Promise<void> {
  const { key, lease, caseId, attempt } = effect
  const first = key.slice('file/'.length) as FileId
  try {
    const ledger = await shell.store.read(caseId)
    const files = ledger ? besideOf(ledger, first) : []
    for (const file of files) await inspectFile(shell, ledger as Ledger, file)
    await shell.store.endEffect(key, lease, { done: true })
  } catch (fault) {
    const reason = String(fault)
    // While the place of files is away it may take days: each is looked at once that is back.
    const isLast = attempt >= triesMax && !(fault instanceof BlobsAway)
    const restsMs = againMs * Math.min(attempt, triesMax)
    const end = isLast ? { givenUp: reason } : { retryAt: after(shell.now(), restsMs), reason }
    await shell.store.endEffect(key, lease, end)
  }
}

/** The files of the fact that brought this one. */
const besideOf = ({ events }: Ledger, first: FileId): readonly Attached[] => {
  for (const event of events) {
    const attached = ('attached' in event && event.attached) || []
    if (attached[0]?.file === first) return attached
  }
  return []
}

async function inspectFile(shell: InspectShell, ledger: Ledger, file: Attached): Promise<void> {
  const inspection = await shell.files.inspect(file.sha256)
  if (!inspection) return
  await keepBack(shell, ledger, file, inspection)
  await shell.files.show(inspection)
}

/** Records that a file is kept back, where it is to be; says whether it is. */
export async function keepBack(
  shell: Pick<Shell, 'handle' | 'settings'>,
  { caseId, events, texts }: Ledger,
  { file, name }: Attached,
  inspection: Inspection,
): Promise<void> {
  const dangers = reasonsAgainst(inspection, texts.get(name.text) ?? '', shell.settings().files)
  const held = openedCase(fold(events))?.held?.[file]
  if (dangers.every(one => held?.dangers.includes(one))) return
  const { found } = inspection
  await shell.handle({
    caseId,
    by: { kind: 'system', part: 'desk' },
    commands: [{ type: 'file.quarantine', file, name, dangers, found }],
    texts: [],
  })
}

/** Asks the scanner about what it could not be asked about; then each case is told. */
export async function scanAgain(shell: InspectShell): Promise<number> {
  if (!shell.files.hasScanner) return againMs
  const waiting = await shell.desk.inspections.unscanned(batch)
  for (const { sha256, caseIds } of waiting) {
    const said = await shell.files.scanAgain(sha256)
    // Where it is still away for one, it is for all.
    if (said === null) return againMs
    for (const caseId of caseIds) await tellCase(shell, caseId as CaseId, sha256)
  }
  return waiting.length === batch ? 0 : againMs
}

async function tellCase(shell: InspectShell, caseId: CaseId, sha256: string): Promise<void> {
  const [ledger, inspection] = await Promise.all([shell.store.read(caseId), shell.files.inspect(sha256)])
  if (!ledger || !inspection) return
  for (const file of attachedIn(ledger.events)) {
    if (file.sha256 !== sha256) continue
    await keepBack(shell, ledger, file, inspection)
    if (inspection.scan === 'clean') await giveFree(shell, ledger, file)
  }
}

/** What was kept back because nobody could ask the scanner is given free by the desk itself. */
async function giveFree(shell: InspectShell, { caseId, events }: Ledger, { file }: Attached): Promise<void> {
  const state = openedCase(fold(events))
  if (!state || !waitsForScan(state, file)) return
  const seal = shell.sealer()
  const because = seal.text(sayIn(shell.settings().defaultLanguage ?? 'en')('files.scanned_since'))
  await shell.handle({
    caseId,
    by: { kind: 'system', part: 'desk' },
    commands: [{ type: 'file.release', file, because }],
    texts: seal.texts,
  })
}
