// Files of a case as a house outside may have them: texts with the people of the case taken out, pictures
// made anew, anything else as it is once somebody of ours has looked. Not: who reads them there
// (core/supplier/share.ts), nor how bytes leave (http/evidence-file.ts).
import { attachedIn } from '#core/case/attached.ts'
import type { Attached } from '#core/case/event.ts'
import type { SentHow, SupplierFact } from '#core/supplier/supplier-fact.ts'
import { isMaskable, wordsIn } from '#server/maskable.ts'
import type { Shell } from '#server/shell.ts'
import type { Inspection } from '#store/desk/inspection.ts'
import type { Ledger } from '#store/store.ts'

type Needs = Pick<Shell, 'files' | 'store'>

/** How it would go: by its bytes, whatever its sender says that it is. */
export async function sentHow(
  { files, store }: Needs,
  { sha256, size }: Attached,
  inspection: Inspection,
): Promise<SentHow> {
  await files.show(inspection)
  const shown = (await files.known([sha256])).get(sha256)
  if (shown?.preview === 'made') return 'picture'
  if (!isMaskable({ type: inspection.found, size })) return 'whole'
  const blob = await store.blob(sha256)
  return blob && wordsIn(blob.bytes) !== null ? 'masked' : 'whole'
}

/** Endings that say what a file is; another may be somebody's name. */
const plain = new Set(
  [
    '7z avi bin csv doc docx dmp eml evtx gif gz har htm html ini jpeg jpg json log mov mp4 pcap pdf',
    'png tar txt webp xls xlsx xml yaml zip',
  ].flatMap(one => one.split(' ')),
)

/** What it is called there: what its sender calls it may name people. */
export function evidenceName(number: number, name: string, how: SentHow): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = how === 'picture' ? 'webp' : plain.has(ending) ? ending : how === 'masked' ? 'txt' : 'bin'
  return `evidence-${number}.${known}`
}

export type EvidenceFile = {
  readonly file: Attached
  readonly how: SentHow
  readonly name: string
  readonly isWithdrawn: boolean
}

/** The files that went with words to a supplier, in order; `ledger`: of the case they are from. */
export function evidenceFiles(
  facts: readonly SupplierFact[],
  { events, texts }: Ledger,
): readonly EvidenceFile[] {
  const own = new Map(attachedIn(events).map(one => [one.file, one]))
  const sent = new Map<string, EvidenceFile>()
  for (const fact of facts) {
    if (fact.type === 'supplier.sent')
      for (const { file: id, how } of fact.files ?? []) {
        const file = own.get(id)
        const number = [...sent.keys()].indexOf(id) + 1 || sent.size + 1
        const name = file && evidenceName(number, texts.get(file.name.text) ?? '', how)
        if (file && name) sent.set(id, { file, how, name, isWithdrawn: false })
      }
    if (fact.type === 'supplier.file_withdrawn') {
      const one = sent.get(fact.file)
      if (one) sent.set(fact.file, { ...one, isWithdrawn: true })
    }
  }
  return [...sent.values()]
}
