// Starts a node: reads the environment, wires store, desk, doors and workers, and takes them down in order.
// The only file of the server that reads the environment.
import { evolve } from '#core/case/case.ts'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clamd } from '#channels/files/clamd.ts'
import { openFileRoom } from '#channels/files/file-room.ts'
import { openReader } from '#channels/email/reader.ts'
import { openSenderChecker, systemResolve } from '#channels/email/sender-check.ts'
import { signingRelay } from '#channels/email/signing-relay.ts'
import { openRelay } from '#channels/email/relay.ts'
import type { AgentId } from '#core/kit/id.ts'
import { after, dayMs, hourMs, type Instant } from '#core/kit/time.ts'
import type { Config } from '#server/config.ts'
import { confirmation } from '#server/confirmation.ts'
import { deskCache } from '#server/desk-cache.ts'
import { isLoopback, secretFile, type Settings, settingsOf, WrongSetting } from '#server/environment.ts'
import { firstAdmin, firstTeams } from '#server/first-start.ts'
import { judge, judgedDeed } from '#server/entitlement.ts'
import { folds } from '#server/folds.ts'
import { supposed } from '#server/supposing.ts'
import { handle } from '#server/handle.ts'
import { httpApp } from '#server/http/app.ts'
import { passwordHash } from '#server/http/password.ts'
import { type FileDeskParts, fileDesk } from '#server/file-desk.ts'
import { keysIn } from '#server/key-file.ts'
import { readMailboxes } from '#server/mailbox/mailboxes.ts'
import { signIns } from '#server/mailbox/sign-in.ts'
import { waysOut } from '#server/mailbox/ways-out.ts'
import { letterTeller, placeCases } from '#server/placing.ts'
import { placeMatters } from '#server/placing-matters.ts'
import { openMailDoor } from '#server/mail-door.ts'
import { newId } from '#server/new-id.ts'
import { portTaken } from '#server/port-taken.ts'
import { nodeClock } from '#server/node-clock.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { beginDue } from '#server/react/deliver.ts'
import { loop } from '#server/react/loop.ts'
import { withLateLetter } from '#server/react/late-letter.ts'
import { tellLate } from '#server/escalations.ts'
import { endShares } from '#server/shares.ts'
import { inspectDue, scanAgain } from '#server/react/inspect.ts'
import { tellFollowers } from '#server/react/follow.ts'
import { askSatisfied } from '#server/react/satisfaction.ts'
import { writeInnerLetters } from '#server/react/inner-letter.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'
import { openRoads } from '#server/react/roads.ts'
import { ringMatters } from '#server/react/matter-ring.ts'
import { mailMatterNotices } from '#server/react/matter-mail.ts'
import { catchUp } from '#server/react/caught-up.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'
import { matterWorld } from '#server/matters.ts'
import { deliverCalls, sweepTaken } from '#server/tracker/deliver-calls.ts'
import { pollTrackers } from '#server/tracker/poll.ts'
import { leftBehind } from '#server/react/left-behind.ts'
import { measured } from '#server/measured.ts'
import { endKeeping, KeepingEnded, keepDays } from '#server/measured-days.ts'
import { sweepMail } from '#server/react/sweep.ts'
import { freeStranded } from '#server/react/stranded.ts'
import { mailWeeklyPages } from '#server/react/weekly-page.ts'
import { recordStaffed } from '#server/react/staffed.ts'
import { watchOverload } from '#server/react/overload.ts'
import { tellUnattended } from '#server/react/unattended.ts'
import { sealer } from '#server/sealer.ts'
import {
  addShippedPictures,
  publishShipped,
  shippedPictures,
  shippedScripts,
} from '#server/shipped-scripts.ts'
import { secretBox } from '#server/secret-box.ts'
import { whereabouts } from '#server/live/whereabouts.ts'
import type { Letter, Shell } from '#server/shell.ts'
import { lookAtAllKeys, signersOf } from '#server/signing.ts'
import { deskOf } from '#store/desk/desk.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'

export type StartOptions = {
  readonly demo: boolean
  readonly dataDir: string
  readonly port?: number
  readonly smtpPort?: number
  readonly log: (line: string) => void
  /** what is to be done with the desk before its doors open (the demo company) */
  readonly prepare?: (shell: Shell) => Promise<void>
}
export type Running = {
  readonly url: string
  readonly smtpPort: number
  readonly shell: Shell
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

/** Starts everything; what was already started is stopped again when a later part fails. */
export async function main(options: StartOptions): Promise<Running> {
  const settings = settingsOf(process.env, options)
  if (options.demo && !isLoopback(settings.host) && !settings.isDemoPublic)
    throw new WrongSetting(
      `A demo with known passwords is not shown on ${settings.host}. Set TIERLINE_DEMO_PUBLIC=1 to do it all the same.`,
    )
  const stops: (() => Promise<void> | void)[] = []
  const stop = async () => {
    // One part that cannot end in order must not keep the others, the database above all, from ending.
    const faults: unknown[] = []
    for (const each of stops.splice(0).reverse())
      try {
        await each()
      } catch (fault) {
        faults.push(fault)
      }
    if (faults.length > 0) throw faults[0]
  }
  try {
    return await start(options, settings, stops, stop)
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

type Stops = (() => Promise<void> | void)[]

async function start(
  { demo, log, prepare }: StartOptions,
  settings: Settings,
  stops: Stops,
  stop: () => Promise<void>,
): Promise<Running> {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  const store = await openStore(settings, stops, log)
  const desk = deskOf(store.pool)
  const clock = await nodeClock({ keeper: store.now, log })
  stops.push(() => clock.close())
  const { now } = clock
  await firstTeams(desk, newId)
  const cache = await deskCache(desk, now, log)
  stops.push(() => cache.close())
  const reader = openReader({ ownDomain: settings.mailDomain ?? 'localhost' })
  stops.push(() => reader.close())
  const senders = openSenderChecker({ host: settings.mailDomain ?? 'localhost' })
  stops.push(() => senders.close())
  const known = whereabouts(desk.liveTurns, now)
  const world = { store, now, newId, facts: cache.facts, there: known.there, folds: folds() }
  const judging = { agreements: desk.agreements, facts: cache.facts, now }
  const shell: Shell = {
    config: configOf(settings, demo),
    ...{ store, desk, now, newId, reader, whereabouts: known },
    files: openFiles({ store, inspections: desk.inspections, now }, settings, stops),
    secrets: secretBox(settings.keys ?? keysIn(settings.dataDir)),
    senders,
    resolve: systemResolve(),
    facts: cache.facts,
    settings: cache.settings,
    addresses: cache.addresses,
    mailSenders: cache.mailSenders,
    mailTemplates: cache.mailTemplates,
    changed: cache.refresh,
    sealer: () => sealer(newId),
    handle: deed => judgedDeed(judging, deed, judged => handle(world, judged)),
    folded: ledger => world.folds.of(ledger, evolve),
    judge: (need, supposing) => judge(supposing ? supposed(judging, supposing) : judging, need),
    confirmation: of => confirmation(shell, of),
    sendLetter: async letter => void (await desk.letters.put(posted(letter, now()))),
  }
  await prepare?.(shell)
  const url = await openHttp(shell, settings, stops, log)
  const smtpPort = await openMailDoor(shell, settings, stops, log)
  await letFirstAdminIn(shell, settings, url, log)
  startWorkers(shell, settings, stops, log)
  publishScripts(shell, stops, log)
  return { url, smtpPort, shell, stop }
}

/** A letter as it waits in the outbox. */
const posted = (body: Letter, dueAt: Instant) => ({ key: `letter/${body.key}`, dueAt, body })

async function openStore(settings: Settings, stops: Stops, log: (line: string) => void) {
  let url = settings.databaseUrl
  if (!url) {
    const postgres = await startPostgres({ dataDir: settings.dataDir, log })
    stops.push(() => postgres.stop())
    url = postgres.url
  }
  const blobDir = join(settings.dataDir, 'blob')
  const s3 = settings.s3 && { ...settings.s3, nearDir: join(settings.dataDir, 'near') }
  const store = await postgresStore({ url, blobDir, ...(s3 && { s3 }) })
  stops.push(() => store.close())
  return store
}

/** What looks at strangers' files; its processes read the data folder and nothing else. */
function openFiles(
  parts: Pick<FileDeskParts, 'store' | 'inspections' | 'now'>,
  { dataDir, clamd: address }: Settings,
  stops: Stops,
) {
  const room = openFileRoom({ folders: [dataDir] })
  stops.push(() => room.close())
  return fileDesk({ ...parts, room, scanner: address === null ? null : clamd(address) })
}

function configOf(settings: Settings, demo: boolean): Config {
  return {
    host: settings.host,
    port: settings.port,
    smtpPort: settings.smtpPort,
    dataDir: settings.dataDir,
    ...(!settings.s3 && { sharedDir: join(settings.dataDir, 'blob') }),
    publicUrl: settings.publicUrl ?? new URL(`http://localhost:${settings.port}`),
    contentUrl: settings.contentUrl,
    mailDomain: settings.mailDomain ?? 'localhost',
    smtpUrl: settings.smtpUrl,
    webDir: resolve(root, '.build/web'),
    demo,
    version,
    secret: secretOf(settings),
  }
}

/** Signs content links. Several nodes share it by TIERLINE_SECRET; one alone makes its own. */
function secretOf(settings: Settings): Uint8Array {
  if (settings.secret) return Buffer.from(settings.secret)
  const file = secretFile(settings.dataDir)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

async function openHttp(
  shell: Shell,
  settings: Settings,
  stops: Stops,
  log: (line: string) => void,
): Promise<string> {
  const app = await httpApp(shell, { log })
  stops.push(() => app.close())
  await app
    .listen({ host: settings.host, port: settings.port })
    .catch(error => Promise.reject(portTaken(error, 'PORT', settings.port)))
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  const { publicUrl } = shell.config
  // PORT=0 is known only now; the links in mails must lead to the real one.
  if (!settings.publicUrl) publicUrl.port = String(port)
  if (settings.port === 0) log(`PORT is ${port}`)
  return publicUrl.origin
}

/** Asked once all doors are open: a start that fails tells nobody to come. */
async function letFirstAdminIn(
  shell: Shell,
  settings: Settings,
  url: string,
  log: (line: string) => void,
): Promise<void> {
  const given = settings.admin && {
    email: settings.admin.email,
    passwordPhc: await passwordHash(settings.admin.password),
  }
  const link = await firstAdmin(shell.desk, newId, shell.now(), given)
  await shell.changed()
  if (link) log(`Nobody administers this desk yet. Open once: ${url}/set-up-link/${link.secret}`)
}

/** Beside everything else: nobody waits at the start for scripts that are read from their files. */
function publishScripts({ desk, now }: Shell, stops: Stops, log: (line: string) => void): void {
  let isOver = false
  const published = shippedPictures(log)
    // First what they show: whoever goes through a new version finds its pictures.
    .then(pictures => addShippedPictures(desk.scriptPictures, pictures, now(), log))
    .then(() => shippedScripts(log))
    .then(shipped => publishShipped(desk.scripts, shipped, now(), () => isOver))
    .catch(fault => log(`scripts could not be published: ${fault}`))
  stops.push(async () => {
    isOver = true
    await published
  })
}

/** Once an hour: removes blobs with no use left. Answers how long to rest. */
async function sweepBlobs({ store }: Shell): Promise<number> {
  await store.sweepBlobs()
  return hourMs
}

/**
 * At the start and once an hour: whoever asks of a day that is over finds it read, and whoever asks of today
 * finds what came since in mind and the code that counts it compiled.
 */
async function keepMeasuredDays({ store }: Shell): Promise<number> {
  try {
    const keptUntil = await keepDays(store as PostgresStore)
    await measured(store as PostgresStore, { from: after(keptUntil, -7 * dayMs), until: await store.now() })
  } catch (fault) {
    if (!(fault instanceof KeepingEnded)) throw fault
  }
  return hourMs
}

const fileWorkers = (shell: Shell, log: (line: string) => void) => ({
  looks: loop({ name: 'files', work: () => inspectDue(shell), log }),
  scans: loop({ name: 'virus scanner', work: () => scanAgain(shell), log }),
  sweeps: loop({ name: 'blobs', work: () => sweepBlobs(shell), log }),
})

const trackerWorkers = (shell: Shell, log: (line: string) => void) => [
  loop({ name: 'calls to trackers', work: () => deliverCalls(shell), log }),
  loop({ name: 'trackers', work: () => pollTrackers(shell), log }),
  loop({ name: 'deliveries of trackers', work: () => sweepTaken(shell), log }),
]

function startWorkers(shell: Shell, settings: Settings, stops: Stops, log: (line: string) => void): void {
  const usual = openRelay({
    smtpUrl: settings.smtpUrl ?? undefined,
    folder: join(settings.dataDir, 'outbox'),
  })
  const relay = signingRelay(signersOf(shell), waysOut(shell, signIns(shell), usual))
  const { store, now, facts } = shell
  const world = { store, now, newId, facts, there: shell.whereabouts.there }
  const carrier = { shell, relay, roads: openRoads() }
  const delivery = loop({ name: 'relay', work: () => beginDue(carrier), log })
  const rings = loop({ name: 'clock', work: () => ringDue(world, withLateLetter(shell, world)), log })
  const beside = matterWorld(shell)
  const matterRings = loop({ name: 'clock beside', work: () => ringMatters(beside, shell.store), log })
  const matterNews = loop({ name: 'news beside', work: () => tellMatterNews(shell), log })
  const caughtUp = loop({ name: 'what was missed', work: () => catchUp(shell), log })
  const matterMails = loop({ name: 'mails beside', work: () => mailMatterNotices(shell), log })
  const trackers = trackerWorkers(shell, log)
  const stranded = loop({ name: 'stranded', work: () => freeStranded(world), log })
  const placeLeft = async (agent: AgentId) => {
    await placeMatters(shell, agent)
    await placeCases(shell, agent, { tell: letterTeller(shell) })
  }
  const left = loop({ name: 'left behind', work: leftBehind(shell, placeLeft), log })
  const notices = loop({ name: 'notices', work: () => notifyDue(shell), log })
  const followers = loop({ name: 'followers', work: () => tellFollowers(shell), log })
  const inner = loop({ name: 'inner letters', work: () => writeInnerLetters(shell), log })
  const satisfied = loop({ name: 'how we did', work: () => askSatisfied(shell), log })
  const weekly = loop({ name: 'page of the week', work: () => mailWeeklyPages(shell), log })
  const queues = loop({ name: 'queues', work: () => tellUnattended(shell), log })
  const staffed = loop({ name: 'staffed', work: () => recordStaffed(shell), log })
  const overload = loop({ name: 'overload', work: () => watchOverload(shell), log })
  const escalations = loop({ name: 'escalations', work: () => tellLate(shell), log })
  const files = fileWorkers(shell, log)
  const shares = loop({ name: 'shares', work: () => endShares(shell), log })
  const measures = loop({ name: 'measures', work: () => keepMeasuredDays(shell), log })
  const sweep = loop({ name: 'sweep', work: () => sweepMail(shell), log })
  const signing = loop({ name: 'signing keys', work: () => lookAtAllKeys(shell), log })
  const mailboxes = readMailboxes(shell, log)
  const unlisten = shell.store.onCommit(told => {
    if (!told.hasEffects) return
    delivery.wake()
    files.looks.wake()
  })
  stops.push(async () => {
    unlisten()
    endKeeping(store as PostgresStore)
    const all = [
      delivery,
      rings,
      stranded,
      left,
      notices,
      followers,
      inner,
      satisfied,
      weekly,
      queues,
      overload,
      staffed,
      shares,
      escalations,
    ]
    const others = [matterRings, matterNews, caughtUp, matterMails, ...trackers]
    const more = [sweep, measures, signing, mailboxes, ...Object.values(files), ...others]
    await Promise.all([...all, ...more].map(one => one.stop()))
    await carrier.roads.over().catch(fault => log(`relay: ${fault}`))
    relay.close()
  })
}
