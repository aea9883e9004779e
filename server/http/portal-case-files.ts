// The files of a case as its customer gets them: a download that runs nothing, or a picture made anew. Not:
// which of them he sees (core/case/customer-timeline.ts).
import type { FastifyReply } from 'fastify'
import { attachedIn } from '#core/case/attached.ts'
import { fileIn, standingIn } from '#server/http/file-door.ts'
import { keepBack } from '#server/react/inspect.ts'
import type { Seen } from '#server/http/portal-case.ts'
import { sendProblem } from '#server/http/portal-ground.ts'
import { sendBlob } from '#server/http/send-blob.ts'
import type { PreviewSize } from '#store/desk/inspection.ts'

/** The file somebody asks for, if he sees it, and whether it is given out. */
async function fileOf({ portal, request, ledger, view }: Seen) {
  const shown = view.entries
    .flatMap(entry => ('files' in entry ? entry.files : []))
    .find(one => one.file === request.params.file)
  if (!shown) return null
  const attached = fileIn(ledger, shown.file)
  return { shown, attached, ...(await standingIn(portal.shell, ledger, attached)) }
}

/**
 * A file of the case, as a download that runs nothing: whatever it says it is, the browser keeps it apart.
 */
export async function sendFile(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page } = seen
  const file = await fileOf(seen)
  if (!file) return sendProblem(reply, page, 'no_page', 404)
  if (!file.standing.may) {
    if (file.standing.because === 'quarantined')
      await keepBack(portal.shell, seen.ledger, file.attached, file.inspection)
    return sendProblem(reply, page, 'file_held', 403)
  }
  const { sha256, size } = file.attached
  const type = 'application/octet-stream'
  reply.header('cache-control', 'no-store')
  return sendBlob(portal.shell, request, reply, { sha256, size, type, name: file.shown.name })
}

/** A picture made anew: small beside its file, large in the words it belongs to. */
export async function sendPicture(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page } = seen
  const file = await fileOf(seen)
  const isShown = file?.standing.may === true && file.inspection.preview === 'made'
  const bytes = isShown ? await portal.shell.files.picture(file.attached.sha256, sizeIn(request)) : null
  if (!bytes) return sendProblem(reply, page, 'no_page', 404)
  return reply.type('image/webp').header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes))
}

const sizeIn = ({ query }: Seen['request']): PreviewSize => (query.size === 'large' ? 'large' : 'small')

/** Which files of a case have a picture to show. */
export async function pictured({ portal, ledger }: Seen): Promise<ReadonlySet<string>> {
  const files = attachedIn(ledger.events)
  if (files.length === 0) return new Set()
  const known = await portal.shell.files.known(files.map(one => one.sha256))
  return new Set(files.filter(one => known.get(one.sha256)?.preview === 'made').map(one => one.file))
}
