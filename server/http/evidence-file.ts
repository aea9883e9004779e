// A file that went to a house outside with a supplier case, as bytes: asked for again whether they have it,
// each time. Not: which files went (server/evidence-files.ts), nor the link to one (supplier-share-files.ts).
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import type { FileId } from '#core/kit/id.ts'
import type { SupplierFact } from '#core/supplier/supplier-fact.ts'
import { isSharedWith, sharedOf } from '#core/supplier/share.ts'
import { evidenceMask } from '#server/changes.ts'
import { type EvidenceFile, evidenceFiles } from '#server/evidence-files.ts'
import { factsOf } from '#server/http/case-door.ts'
import { giveFile } from '#server/http/file-door.ts'
import { Problem } from '#server/http/problems.ts'
import { blobProblem, fileHead, sendBlob } from '#server/http/send-blob.ts'
import type { Content } from '#server/http/signed-link.ts'
import { wordsIn } from '#server/maskable.ts'
import type { Shell } from '#server/shell.ts'
import { type FoundSupplierCase, supplierCaseOf } from '#server/suppliers.ts'
import type { Inspection } from '#store/desk/inspection.ts'

/** The supplier case in the share of whoever asks; to anybody else it is not there. */
export async function sharedWith(
  shell: Shell,
  reader: AgentFacts,
  number: number,
): Promise<FoundSupplierCase> {
  const found = await supplierCaseOf(shell, number)
  if (!found || !isSharedWith(reader, sharedOf(found.state), shell.facts()))
    throw new Problem('matter.not_found')
  return found
}

/** A file that is theirs to have now; one that was taken back, or is kept back by now, is not. */
export async function evidenceIn(
  shell: Shell,
  { ledger, state }: FoundSupplierCase,
  file: FileId,
): Promise<EvidenceFile & { readonly inspection: Inspection }> {
  const own = state.from === null ? null : await shell.store.read(state.from)
  const facts = ledger.facts as unknown as readonly SupplierFact[]
  const one = own && evidenceFiles(facts, own).find(each => each.file.file === file)
  if (!own || !one || one.isWithdrawn) throw new Problem('file.not_found')
  return { ...one, inspection: await giveFile(shell, own, one.file) }
}

/** The bytes, as they may leave the house. */
export async function sendEvidence(
  shell: Shell,
  request: FastifyRequest,
  reply: FastifyReply,
  { number, file, agent }: Extract<Content, { kind: 'evidence' }>,
): Promise<FastifyReply> {
  const found = await sharedWith(shell, factsOf(shell, agent), number)
  const { file: own, how, name, inspection } = await evidenceIn(shell, found, file)
  const { sha256, size } = own
  if (how === 'whole') return sendBlob(shell, request, reply, { sha256, type: inspection.found, name, size })
  if (how === 'picture') {
    const picture = await shell.files.picture(sha256, 'large')
    if (!picture) throw new Problem('file.not_found')
    return fileHead(reply, 'image/webp', name).send(Buffer.from(picture))
  }
  const [blob, card] = await Promise.all([
    shell.store.blob(sha256).catch(blobProblem),
    shell.store.card(found.state.from!),
  ])
  const words = blob && wordsIn(blob.bytes)
  if (!card || words === null) throw new Problem('file.not_found')
  const mask = await evidenceMask(shell, card)
  return fileHead(reply, inspection.found, name).send(Buffer.from(mask(words)))
}
