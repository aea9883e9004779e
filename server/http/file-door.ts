// The one door to a file of a case: nobody gets one that is kept back, whoever he is and whichever way he
// comes. Not: who may see the case (case-door.ts), nor how bytes leave (send-blob.ts).
import { attachedIn } from '#core/case/attached.ts'
import { openedCase } from '#core/case/case.ts'
import type { Attached } from '#core/case/event.ts'
import { type Standing, standingOf } from '#server/file-desk.ts'
import { Problem } from '#server/http/problems.ts'
import { blobProblem } from '#server/http/send-blob.ts'
import { keepBack } from '#server/react/inspect.ts'
import type { Shell } from '#server/shell.ts'
import type { Inspection } from '#store/desk/inspection.ts'
import type { Ledger } from '#store/store.ts'

type Needs = Pick<Shell, 'files' | 'settings' | 'folded' | 'handle'>

/** A file of a case by its id; one that is not there cannot be had. */
export function fileIn({ events }: Ledger, file: string): Attached {
  const found = attachedIn(events).find(one => one.file === file)
  if (!found) throw new Problem('file.not_found')
  return found
}

/** What a file is and whether it is given out now; looked at first where nobody has. */
export async function standingIn(
  shell: Needs,
  ledger: Ledger,
  file: Attached,
): Promise<{ inspection: Inspection; standing: Standing }> {
  const inspection = await shell.files.inspect(file.sha256).catch(blobProblem)
  const state = openedCase(shell.folded(ledger))
  if (!inspection || !state) throw new Problem('file.not_found')
  const name = ledger.texts.get(file.name.text) ?? ''
  const standing = standingOf({ file: file.file, name, state }, inspection, shell.settings().files)
  return { inspection, standing }
}

/** The file, if it is given out; else says why not, and sees to it that its case says so, too. */
export async function giveFile(shell: Needs, ledger: Ledger, file: Attached): Promise<Inspection> {
  const { inspection, standing } = await standingIn(shell, ledger, file)
  if (standing.may) return inspection
  await keepBack(shell, ledger, file, inspection)
  if (standing.because === 'unchecked') throw new Problem('file.unchecked')
  throw new Problem('file.quarantined', { details: { dangers: standing.dangers.join(' ') } })
}
