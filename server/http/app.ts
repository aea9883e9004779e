// The HTTP door: Fastify with our limits, headers, problem documents and routes. Not: what the routes do
// (their own files).
import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyReply } from 'fastify'
import { safeParse, type $ZodType } from 'zod/v4/core'
import { hourMs, secondMs } from '#core/kit/time.ts'
import { callOpeningRoute } from '#server/http/call-opening.ts'
import { askedBeforeRoute } from '#server/http/asked-before.ts'
import { caseFileRoutes } from '#server/http/case-files.ts'
import { caseListRoutes } from '#server/http/case-list.ts'
import { caseOpenRoute } from '#server/http/case-open.ts'
import { keeperRoutes } from '#server/http/case-kept.ts'
import { caseClocksRoute } from '#server/http/case-clocks.ts'
import { caseReadRoutes } from '#server/http/case-read.ts'
import { handOverRoutes } from '#server/http/hand-over.ts'
import { changeDeedRoutes } from '#server/http/change-deeds.ts'
import { changeRoutes } from '#server/http/changes.ts'
import { housePolicyDeedRoutes } from '#server/http/house-policy-deeds.ts'
import { housePolicyRoutes } from '#server/http/house-policies.ts'
import { mayTellRoutes } from '#server/http/may-tells.ts'
import { callGoalRoutes } from '#server/http/call-goals.ts'
import { coachRoutes } from '#server/http/coach.ts'
import { annoyanceRoutes } from '#server/http/annoyances.ts'
import { conductRoute } from '#server/http/conduct.ts'
import { hardContactRoutes } from '#server/http/hard-contact.ts'
import { thanksRoutes } from '#server/http/thanks.ts'
import { coachWordRoutes } from '#server/http/coach-words.ts'
import { referralRoutes } from '#server/http/referrals.ts'
import { knowingRoutes } from '#server/http/knowing.ts'
import { contentRoute, fileRoutes } from '#server/http/content.ts'
import { keepContentApart } from '#server/http/content-host.ts'
import { mailInsideRoute } from '#server/http/mail-inside.ts'
import { customerRoutes } from '#server/http/customers.ts'
import { registrationRoutes } from '#server/http/registrations.ts'
import { type DeedDesk, deedDesk, deedRoutes } from '#server/http/deed-routes.ts'
import { twoCaseRoutes } from '#server/http/deeds-of-two.ts'
import { partRoute } from '#server/http/part-cases.ts'
import { draftRoutes } from '#server/http/drafts.ts'
import { followRoutes } from '#server/http/follow.ts'
import { addHeaders } from '#server/http/headers.ts'
import { healthRoutes } from '#server/http/health.ts'
import { levelCheckRoutes } from '#server/http/level-checks.ts'
import { liveRoutes } from '#server/http/live.ts'
import { wallRoutes } from '#server/http/walls.ts'
import { escalationRoutes } from '#server/http/escalations.ts'
import { proposalDeedRoutes } from '#server/http/proposal-deeds.ts'
import { costRoutes } from '#server/http/costs.ts'
import { goodwillDeedRoutes } from '#server/http/goodwill-deeds.ts'
import { goodwillListRoutes } from '#server/http/goodwill-list.ts'
import { goodwillRedeemRoute } from '#server/http/goodwill-redeem.ts'
import { goodwillRuleRoutes } from '#server/http/goodwill-rules.ts'
import { noticeRoutes } from '#server/http/notices.ts'
import { describeApi } from '#server/http/openapi.ts'
import portalRoutes from '#server/http/portal-routes.ts'
import { problemDeedRoutes } from '#server/http/problem-deeds.ts'
import { verificationRoutes } from '#server/http/verification-list.ts'
import { problemReadRoutes } from '#server/http/problem-read.ts'
import { problemSuggestedRoutes } from '#server/http/problem-suggested.ts'
import { problemRoutes } from '#server/http/problem-list.ts'
import { answerProblems, NotAsDescribed, problemFrom, replyProblem } from '#server/http/problem-reply.ts'
import type { App } from '#server/http/route.ts'
import { supplierDeedRoutes } from '#server/http/supplier-deeds.ts'
import { supplierShareRoutes } from '#server/http/supplier-share.ts'
import { takeOutRoute } from '#server/http/supplier-placing.ts'
import { supplierReadRoutes } from '#server/http/supplier-read.ts'
import { scriptComparisonRoute } from '#server/http/script-comparison.ts'
import { scriptDraftRoutes } from '#server/http/script-drafts.ts'
import { scriptFileRoutes } from '#server/http/script-files.ts'
import { scriptOrderRoutes } from '#server/http/script-orders.ts'
import { scriptPictureRoutes } from '#server/http/script-pictures.ts'
import { scriptSuggestionRoutes } from '#server/http/script-suggestions.ts'
import { scriptRoutes } from '#server/http/scripts.ts'
import { scriptFiguresRoutes } from '#server/http/script-figures.ts'
import { sessionRoutes } from '#server/http/session.ts'
import setUpRoutes from '#server/http/set-up-routes.ts'
import { doorman, idleMs, knowWhoAsks } from '#server/http/signed.ts'
import { type Uploads, uploads } from '#server/http/uploads.ts'
import { trackerWebhookRoute } from '#server/http/tracker-webhook.ts'
import { veilAnswers } from '#server/http/veiled.ts'
import { walksRoute } from '#server/http/walk-now.ts'
import { webFiles } from '#server/http/web-files.ts'
import { wantedFactsRoute } from '#server/http/wanted-facts.ts'
import { wordsRoutes } from '#server/http/words.ts'
import { liveVeil } from '#server/live/live-veil.ts'
import { type LiveHub, liveHub } from '#server/live/hub.ts'
import type { Shell } from '#server/shell.ts'

const bodyBytesMax = 1024 * 1024

export type HttpOptions = {
  /** hears of faults; by default standard error */
  readonly log?: (line: string) => void
  /** hears of every route as it is added */
  readonly onRoute?: (route: { method: string | string[]; url: string }) => void
}

/** The whole HTTP side of a node, not listening yet. */
export async function httpApp(shell: Shell, options: HttpOptions = {}): Promise<FastifyInstance> {
  const log = options.log ?? (line => process.stderr.write(`${line}\n`))
  const app = Fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: 30 * secondMs,
    keepAliveTimeout: 72 * secondMs,
    connectionTimeout: 0,
    http: { headersTimeout: 10 * secondMs },
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: false, caseSensitive: true },
    genReqId: () => randomUUID().slice(0, 8),
    // Only a proxy on this machine is believed about whom it forwards.
    trustProxy: 'loopback',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    forceCloseConnections: true,
    logger: false,
    frameworkErrors: (thrown, request, reply) => {
      replyProblem(request, reply as unknown as FastifyReply, problemFrom(thrown, 'en'))
    },
  })
  const { onRoute } = options
  if (onRoute) app.addHook('onRoute', ({ method, url }) => onRoute({ method, url }))
  app.setValidatorCompiler<$ZodType>(({ schema }) => data => {
    const parsed = safeParse(schema, data, { reportInput: true })
    return parsed.success ? { value: parsed.data } : { error: new NotAsDescribed(parsed.error.issues) }
  })
  // What we send was made by our own types; tests hold it against the schemas, requests do not pay for it.
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  addHeaders(app, shell.config.publicUrl)
  answerProblems(app, log)
  keepContentApart(app, shell.config)
  await app.register(fastifyCookie)
  wordsRoutes(app)
  healthRoutes(app, shell)
  contentRoute(app, shell)
  await app.register(portalRoutes, { shell })
  const { pageFor } = await webFiles(app, shell)
  app.setNotFoundHandler(pageFor)

  const isSignedIn = async (secret: string) =>
    (await shell.desk.sessions.find(secret, shell.now(), idleMs)) !== null
  const veil = liveVeil(shell)
  const hub = await liveHub(shell, log, { isSignedIn, veil })
  app.addHook('preClose', () => hub.close())
  await app.register(async scope => trackerWebhookRoute(scope, shell), { prefix: '/api/v1' })
  await app.register(api(shell, hub, log), { prefix: '/api/v1' })
  return app
}

/** Everything under /api/v1. */
function api(shell: Shell, hub: LiveHub, log: (line: string) => void): FastifyPluginAsync {
  return async scope => {
    const app = scope as unknown as App
    // A wish without details may come without a body.
    scope.addHook('preValidation', async request => {
      if (request.method === 'POST' && request.body === undefined) request.body = {}
    })
    const door = doorman(shell)
    const files = uploads(shell)
    const desk = deedDesk(shell, files)
    sweepHourly(scope, files, log)
    await describeApi(scope, shell)
    knowWhoAsks(scope, shell, door)
    veilAnswers(scope, shell)
    sessionRoutes(app, shell, door, hub)
    problemRoutes(app)
    caseListRoutes(app, shell)
    verificationRoutes(app, shell)
    caseOpenRoute(app, desk)
    callOpeningRoute(app, desk)
    caseReadRoutes(app, shell, hub)
    caseClocksRoute(app, shell)
    keeperRoutes(app, shell)
    handOverRoutes(app, shell)
    askedBeforeRoute(app, shell)
    wantedFactsRoute(app, shell)
    deedRoutes(app, desk)
    twoCaseRoutes(app, desk)
    partRoute(app, desk)
    goodwillRoutes(app, desk)
    draftRoutes(app, shell)
    followRoutes(app, shell)
    customerRoutes(app, shell)
    registrationRoutes(app, shell)
    fileRoutes(app, shell, files)
    caseFileRoutes(app, shell)
    mailInsideRoute(app, shell)
    noticeRoutes(app, shell)
    escalationRoutes(app, shell)
    besideRoutes(app, shell)
    coachRoutes(app, shell)
    coachWordRoutes(app, shell)
    levelCheckRoutes(app, desk)
    callGoalRoutes(app, shell)
    peopleRoutes(app, shell)
    allScriptRoutes(app, shell)
    walksRoute(app, desk)
    scriptFiguresRoutes(app, desk)
    scriptOrderRoutes(app, desk)
    setUpRoutes(app, shell, door, hub)
    liveRoutes(app, shell, hub)
    wallRoutes(app, { shell }, log)
  }
}

/** What people know, say of their work, and owe one another. */
function peopleRoutes(app: App, shell: Shell): void {
  knowingRoutes(app, shell)
  referralRoutes(app, shell)
  annoyanceRoutes(app, shell)
  conductRoute(app, shell)
  thanksRoutes(app, shell)
  hardContactRoutes(app, shell)
}

/** Files nobody attached within a day are personal data nobody needs. */
function sweepHourly(app: FastifyInstance, files: Uploads, log: (line: string) => void): void {
  const sweep = () => void files.sweep().catch(error => log(`uploads could not be swept: ${error}`))
  sweep()
  const timer = setInterval(sweep, hourMs)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

/** What stands beside cases. */
function besideRoutes(app: App, shell: Shell): void {
  problemReadRoutes(app, shell)
  problemDeedRoutes(app, shell)
  problemSuggestedRoutes(app, shell)
  supplierReadRoutes(app, shell)
  supplierDeedRoutes(app, shell)
  takeOutRoute(app, shell)
  supplierShareRoutes(app, shell)
  changeRoutes(app, shell)
  changeDeedRoutes(app, shell)
  housePolicyRoutes(app, shell)
  housePolicyDeedRoutes(app, shell)
  mayTellRoutes(app, shell)
}

/** What is given beyond what is owed, and what cases cost. */
function goodwillRoutes(app: App, desk: DeedDesk): void {
  goodwillDeedRoutes(app, desk)
  proposalDeedRoutes(app, desk)
  goodwillRedeemRoute(app, desk)
  goodwillListRoutes(app, desk.shell)
  goodwillRuleRoutes(app, desk.shell)
  costRoutes(app, desk.shell)
}

function allScriptRoutes(app: App, shell: Shell): void {
  scriptRoutes(app, shell)
  scriptDraftRoutes(app, shell)
  scriptComparisonRoute(app, shell)
  scriptSuggestionRoutes(app, shell)
  scriptFileRoutes(app, shell)
  scriptPictureRoutes(app, shell)
}
