// What is known of the files of a case, pictures of them made anew, and the list of what is kept back. Not:
// the bytes themselves (content.ts), nor giving a file free, which is a deed.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { attachedIn } from '#core/case/attached.ts'
import { openedCase } from '#core/case/case.ts'
import type { Card } from '#core/case/card.ts'
import { type FileDanger, fileDangers } from '#core/case/file-fact.ts'
import type { Attached } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId } from '#core/kit/id.ts'
import { standingOf } from '#server/file-desk.ts'
import { caseFor } from '#server/http/case-door.ts'
import { fileIn, giveFile } from '#server/http/file-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, caseRef, idSchema, nullable, pageOf, paging } from '#server/http/schema.ts'
import { needSetUp } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { veilOf } from '#server/http/veiled.ts'
import type { Shell } from '#server/shell.ts'
import { type Inspection, previewSizes } from '#store/desk/inspection.ts'
import type { Ledger } from '#store/store.ts'

const standings = ['waiting', 'given', 'released', 'quarantined', 'unchecked'] as const
const dangers = z.array(z.enum(fileDangers))
const fileSchema = z
  .object({
    file: z.string(),
    standing: z.enum(standings).meta({
      description: 'quarantined: nobody gets it until a lead gives it free; waiting: it is being looked at.',
    }),
    claimed: z.string().meta({ description: 'The media type its sender claims.' }),
    found: nullable(z.string()).meta({ description: 'What it is by its bytes; null: not looked at yet.' }),
    dangers,
    scan: z.enum(['clean', 'infected', 'away', 'none']),
    preview: nullable(z.object({ width: z.int(), height: z.int() })).meta({
      description: 'A picture made anew is there, of an original of this size.',
    }),
    isUnshown: z.boolean().meta({ description: 'A picture too large or broken to be shown.' }),
    holds: nullable(z.object({ names: z.array(z.string()), count: z.int(), bytes: z.int() })).meta({
      description: 'Of an archive: what its directory names, the first of them.',
    }),
  })
  .meta({ id: 'CaseFile' })
type Shown = z.infer<typeof fileSchema>

const heldSchema = z
  .object({
    case: z.string(),
    number: z.int(),
    file: z.string(),
    name: nullable(z.string()).meta({ description: 'Null: whoever asks may not read the case.' }),
    dangers,
    found: z.string(),
    since: z.int(),
  })
  .meta({ id: 'HeldFile' })

/** `/cases/:case/files`, previews, and `/quarantine`. */
export function caseFileRoutes(app: App, shell: Shell): void {
  listFiles(app, shell)
  showPicture(app, shell)
  listHeld(app, shell)
}

function listFiles(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/files',
    summary: 'What is known of the files of a case: kinds, standing, what archives hold.',
    tag: 'files',
    params: caseParams,
    answers: { 200: z.object({ items: z.array(fileSchema) }) },
    async handler(request, reply) {
      const { ledger, state } = await caseOf(shell, request)
      const files = attachedIn(ledger.events)
      const known = await shell.files.known(files.map(one => one.sha256))
      return reply.send({
        items: files.map(one => shownOf(shell, ledger, state, one, known.get(one.sha256))),
      })
    },
  })
}

async function caseOf(
  shell: Shell,
  request: FastifyRequest<{ Params: { case: CaseId | number } }>,
): Promise<{ card: Card; ledger: Ledger; state: OpenedCase }> {
  const card = await caseFor(shell, signedIn(request).agent, request.params.case)
  const ledger = await shell.store.read(card.id)
  const state = ledger && openedCase(shell.folded(ledger))
  if (!ledger || !state) throw new Problem('case.not_found')
  return { card, ledger, state }
}

function shownOf(
  shell: Shell,
  { texts }: Ledger,
  state: OpenedCase,
  { file, name, type: claimed }: Attached,
  inspection: Inspection | undefined,
): Shown {
  if (!inspection)
    return {
      ...{ file, claimed, standing: 'waiting', found: null, dangers: [], scan: 'none' },
      ...{ preview: null, isUnshown: false, holds: null },
    }
  const { found, scan, width, height, holds, preview } = inspection
  const asked = { file, name: texts.get(name.text) ?? '', state }
  const standing = standingOf(asked, inspection, shell.settings().files)
  const held = state.held?.[file]
  return {
    ...{ file, claimed, found, scan, isUnshown: preview === 'refused' },
    standing: standing.may ? (held ? 'released' : 'given') : standing.because,
    dangers: [...(standing.may ? [] : standing.dangers)],
    preview: standing.may && width !== null && height !== null ? { width, height } : null,
    holds: holds && { ...holds, names: [...holds.names] },
  }
}

function showPicture(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/files/:file/preview',
    summary: 'A picture, made anew from its original: nothing of what its camera wrote is left.',
    tag: 'files',
    params: z.strictObject({ case: caseRef, file: idSchema('fil') }),
    query: z.strictObject({ size: z.enum(previewSizes).default('small') }),
    answers: { 200: { description: 'The picture.', content: { 'image/webp': { schema: z.string() } } } },
    async handler(request, reply) {
      const { card, ledger } = await caseOf(shell, request)
      const file = fileIn(ledger, request.params.file)
      // Of a picture nobody knows whom it shows.
      if (await veilOf(shell, request)?.maskFor(card)) throw new Problem('customer.kept')
      const { preview } = await giveFile(shell, ledger, file)
      const bytes = preview === 'made' ? await shell.files.picture(file.sha256, request.query.size) : null
      if (!bytes) throw new Problem('file.no_preview')
      // The bytes behind the address never change.
      return reply
        .header('cache-control', 'private, max-age=3600')
        .type('image/webp')
        .send(Buffer.from(bytes))
    },
  })
}

function listHeld(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/quarantine',
    summary: 'Files that are kept back, those of the oldest cases first; and how the virus scanner is.',
    tag: 'files',
    query: z.strictObject(paging),
    answers: {
      200: pageOf(heldSchema).extend({
        scanner: z.enum(['none', 'fine', 'away']),
        unscanned: z.int().meta({ description: 'Files the scanner could not be asked about yet.' }),
      }),
    },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'quarantine', 'read')
      const { limit, cursor } = request.query
      const found = await shell.store.cards({ held: true, sort: 'age', limit, ...(cursor && { cursor }) })
      const mayRead = facts.roles.some(role => role === 'lead' || role === 'auditor')
      const each = await Promise.all(found.items.map(card => heldIn(shell, card, mayRead)))
      const { unscanned } = await shell.desk.inspections.counts()
      const scanner = shell.files.hasScanner ? (unscanned > 0 ? 'away' : 'fine') : 'none'
      return reply.send({ items: each.flat(), next: found.next, scanner, unscanned })
    },
  })
}

type Held = z.infer<typeof heldSchema>

async function heldIn(shell: Shell, { id, number }: Card, mayRead: boolean): Promise<Held[]> {
  const ledger = await shell.store.read(id)
  const held = ledger && openedCase(shell.folded(ledger))?.held
  return Object.entries(held ?? {})
    .filter(([, one]) => !one.released)
    .map(([file, { name, dangers, found, since }]) => ({
      ...{ case: id, number, file, found, since },
      name: mayRead ? (ledger?.texts.get(name.text) ?? '') : null,
      dangers: [...(dangers as readonly FileDanger[])],
    }))
}
