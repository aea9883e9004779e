// Pictures of scripts as customers see them: those of a published version, of steps they may go through
// alone. Not: adding one (script-pictures.ts).
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Script } from '#core/script/script.ts'
import { sendProblem } from '#server/http/portal-ground.ts'
import type { Portal, PortalScope } from '#server/http/portal.ts'
import { sendPicture } from '#server/http/script-pictures.ts'

/** Where the pictures of a version lie. */
export const picturesPath = ({ slug, version }: Pick<Script, 'slug' | 'version'>): string =>
  `/help/scripts/${slug}/pictures/${version}`

type Asked = FastifyRequest<{ Params: { slug: string; version: string; file: string } }>

/** `/help/scripts/{slug}/pictures/{version}/{file}`. */
export function pictureRoute({ app, portal, pageOf }: PortalScope): void {
  app.get('/scripts/:slug/pictures/:version/:file', async (request, reply): Promise<FastifyReply> => {
    const picture = await pictureOf(portal, (request as Asked).params)
    if (!picture) return sendProblem(reply, pageOf(request), 'no_page', 404)
    return sendPicture(reply, picture, 'public')
  })
}

async function pictureOf({ shell, shelf }: Portal, { slug, version, file }: Asked['params']) {
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(slug) || !/^[1-9]\d{0,5}$/.test(version)) return null
  const [script] = await shelf.pinned({ [slug]: Number(version) })
  const isShown = script?.steps.some(step => step.level === 0 && step.picture?.file === file)
  return isShown ? shell.desk.scriptPictures.one(file) : null
}
