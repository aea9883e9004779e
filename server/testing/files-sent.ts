// Files that the customer of a case sent, for tests. Not product code.
import { createHash } from 'node:crypto'
import type { CaseId, FileId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'

/** Sends them with a mail of his; answers their ids. */
export async function filesSent(
  shell: Shell,
  caseId: CaseId,
  files: readonly (readonly [name: string, type: string, bytes: Buffer])[],
): Promise<readonly FileId[]> {
  const from = (await shell.store.card(caseId))!.customer
  const seal = shell.sealer()
  const attached = files.map(([name, type, bytes]) => ({
    ...{ file: shell.newId('fil'), name: seal.text(name), type, size: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  const handled = await shell.handle({
    caseId,
    by: { kind: 'customer', id: from },
    commands: [
      {
        ...{ type: 'message.receive', message: shell.newId('msg'), channel: 'email' },
        ...{ from, text: seal.text('see attached'), attached, automatic: null },
      },
    ],
    texts: seal.texts,
    blobs: attached.map(({ sha256, type }, i) => ({ sha256, type, bytes: files[i]![2] })),
  })
  if (handled.outcome !== 'done') throw new Error(`the files were not taken: ${handled.outcome}`)
  return attached.map(one => one.file)
}
