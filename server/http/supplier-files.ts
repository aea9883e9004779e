// Files of the case that go with a supplier case: which may be chosen and how each would go, and what was
// chosen as it is recorded. Not: what people of the other house get (evidence-file.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CaseId, FileId } from '#core/kit/id.ts'
import { sentHows, type SentFile } from '#core/supplier/supplier-fact.ts'
import { attachedIn } from '#core/case/attached.ts'
import type { Attached } from '#core/case/event.ts'
import { sentHow } from '#server/evidence-files.ts'
import { caseFor } from '#server/http/case-door.ts'
import { fileIn, giveFile, standingIn } from '#server/http/file-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { supplierCaseFor, supplierParams } from '#server/http/supplier-door.ts'
import { veilOf } from '#server/http/veiled.ts'
import type { Shell } from '#server/shell.ts'
import type { FoundSupplierCase } from '#server/suppliers.ts'
import type { Ledger } from '#store/store.ts'

export const chosenFiles = z
  .array(
    z.strictObject({
      file: idSchema('fil'),
      looked: z.literal(true).optional().meta({
        description: 'I looked: it shows nobody. Of a text it is not asked: its people are taken out.',
      }),
    }),
  )
  .min(1)
  .max(20)
export type ChosenFiles = z.output<typeof chosenFiles>

const fileSchema = z
  .object({
    file: z.string(),
    name: z.string(),
    size: z.int(),
    how: z.enum(sentHows).meta({
      description: 'masked: its people are taken out; picture: made anew; whole: as it is.',
    }),
    isGiven: z.boolean(),
  })
  .meta({ id: 'SupplierCaseFile' })

/** As many as are offered; the newest. */
const offeredMost = 50

/** `GET /matters/supplier-cases/:supplierCase/files` */
export function supplierFileRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/supplier-cases/:supplierCase/files',
    summary: 'Files of the case it was opened from that a house outside may have, and how each would go.',
    tag: 'matters',
    params: supplierParams,
    answers: { 200: z.object({ items: z.array(fileSchema) }) },
    async handler(request, reply) {
      const found = await supplierCaseFor(shell, signedIn(request), request.params.supplierCase)
      if (found.state.from === null) return reply.send({ items: [] })
      const ledger = await ledgerFor(shell, request, found.state.from)
      const files = attachedIn(ledger.events).slice(-offeredMost)
      const items = await Promise.all(files.map(one => offered(shell, ledger, one)))
      const given = found.state.files
      return reply.send({
        items: items
          .flat()
          .map(one => ({ ...one, isGiven: given[one.file as FileId]?.isWithdrawn === false })),
      })
    },
  })
}

/** The ledger of the case, for who may read it and is not kept from its customer. */
async function ledgerFor(shell: Shell, request: FastifyRequest, id: CaseId): Promise<Ledger> {
  const card = await caseFor(shell, signedIn(request).agent, id)
  if (await veilOf(shell, request)?.maskFor(card)) throw new Problem('customer.kept')
  const ledger = await shell.store.read(card.id)
  if (!ledger) throw new Problem('case.not_found')
  return ledger
}

/** One that is kept back, or gone, is not offered. */
async function offered(shell: Shell, ledger: Ledger, file: Attached) {
  try {
    const { inspection, standing } = await standingIn(shell, ledger, file)
    if (!standing.may) return []
    const how = await sentHow(shell, file, inspection)
    return [{ file: file.file as string, name: ledger.texts.get(file.name.text) ?? '', size: file.size, how }]
  } catch (thrown) {
    if (thrown instanceof Problem) return []
    throw thrown
  }
}

/** What was chosen, as it is recorded; whoever chose says of what no machine can mask that he looked. */
export async function filesChosen(
  shell: Shell,
  request: FastifyRequest,
  { state }: FoundSupplierCase,
  chosen: ChosenFiles,
): Promise<readonly SentFile[]> {
  if (state.from === null) throw new Problem('file.not_found')
  const ledger = await ledgerFor(shell, request, state.from)
  const files: SentFile[] = []
  for (const { file: id, looked } of chosen) {
    const file = fileIn(ledger, id)
    const how = await sentHow(shell, file, await giveFile(shell, ledger, file))
    if (how !== 'masked' && !looked)
      throw new Problem('supplier.file_unlooked', {
        details: { name: ledger.texts.get(file.name.text) ?? '' },
      })
    files.push({ file: file.file, how })
  }
  return files
}
