// The customer portal: pages rendered here, plain forms that need no script. A scope of routes per language.
import { sizesOf } from '#core/people/size-setting.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { languages } from '#core/people/language.ts'
import type { Page } from '#portal/page.ts'
import type { PortalProblem } from '#portal/pages/problem.ts'
import { type Portal, portalOf } from '#server/http/portal.ts'
import { askRoutes } from '#server/http/portal-ask.ts'
import { caseRoutes } from '#server/http/portal-case.ts'
import { caseScriptRoutes } from '#server/http/portal-case-script.ts'
import { casesRoutes } from '#server/http/portal-cases.ts'
import { portalUploadRoutes } from '#server/http/portal-upload-routes.ts'
import { registerRoutes } from '#server/http/portal-register.ts'
import { scriptWalkRoutes } from '#server/http/portal-script.ts'
import { zoneRoutes } from '#server/http/portal-zone.ts'
import { proposalRoutes } from '#server/http/portal-proposal.ts'
import { satisfactionRoutes } from '#server/http/portal-satisfaction.ts'
import { isOwnForm, readForms } from '#server/http/portal-form.ts'
import { likelyLanguage, lookRoutes, pageOf, sendProblem } from '#server/http/portal-ground.ts'
import { problemFrom } from '#server/http/problem-reply.ts'
import type { Shell } from '#server/shell.ts'

/** The portal's routes: /help, its files, and /{language}/help/… */
export default async function portalRoutes(app: FastifyInstance, { shell }: { shell: Shell }): Promise<void> {
  const portal = portalOf(shell)
  await Promise.all([portal.drafts.sweep(), portal.uploads.sweep()])
  lookRoutes(app)
  await app.register(async scope => portalUploadRoutes(scope, portal))
  app.get('/help', (request, reply) => {
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
    return reply
      .header('vary', 'accept-language')
      .redirect(`/${likelyLanguage(shell, request)}/help${query}`, 302)
  })
  for (const language of languages) {
    const read = (request: FastifyRequest) => pageOf(shell, request, language)
    await app.register(async scope => inLanguage(scope, portal, read), { prefix: `/${language}/help` })
  }
}

async function inLanguage(
  app: FastifyInstance,
  portal: Portal,
  read: (request: FastifyRequest) => Page,
): Promise<void> {
  await readForms(app, () => sizesOf(portal.shell.settings()).portalMb)
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || isOwnForm(request, portal.shell.config.publicUrl)) return
    return sendProblem(reply, read(request), 'foreign', 403)
  })
  app.setNotFoundHandler((request, reply) => sendProblem(reply, read(request), 'no_page', 404))
  app.setErrorHandler((fault, request, reply) => sendFault(fault, request, reply, read(request)))
  const scope = { app, portal, pageOf: read }
  casesRoutes(scope)
  askRoutes(scope)
  scriptWalkRoutes(scope)
  caseRoutes(scope)
  caseScriptRoutes(scope)
  satisfactionRoutes(scope)
  proposalRoutes(scope)
  registerRoutes(scope)
  zoneRoutes(scope)
}

const problems: Readonly<Record<number, PortalProblem>> = {
  403: 'foreign',
  404: 'no_page',
  413: 'too_large',
  429: 'too_many',
  503: 'unknown',
}

/** What a route threw, as a page. Our own faults go to the log under the reference the page shows. */
function sendFault(fault: unknown, request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply {
  const { status } = problemFrom(fault, page.language)
  if (status >= 500 && status !== 503)
    process.stderr.write(
      `fault ${request.id} ${request.method} ${page.path}: ${fault instanceof Error ? fault.stack : fault}\n`,
    )
  const kind = problems[status] ?? (status < 500 ? 'no_page' : 'fault')
  return sendProblem(reply, page, kind, status, status >= 500 ? request.id : null)
}
