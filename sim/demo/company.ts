// Fills an empty desk with the demo company, by running commands through the core under a simulated clock.
import { randomBytes } from 'node:crypto'
import { broughtBy } from '#core/case/brought.ts'
import type { Command } from '#core/case/case.ts'
import type { CaseId, CustomerId, NewId, Prefix } from '#core/kit/id.ts'
import { hourMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { judgedDeed } from '#server/entitlement.ts'
import { handle, type World } from '#server/handle.ts'
import { type Sealer, sealer } from '#server/sealer.ts'
import { addArticles } from '#sim/demo/articles.ts'
import { type Cast, castOf } from '#sim/demo/cast.ts'
import { ordinaryCustomers, ordinaryStories } from '#sim/demo/ordinary-days.ts'
import * as people from '#sim/demo/people.ts'
import { recordShifts, weekAt } from '#sim/demo/shifts.ts'
import type { Act, Story, Telling } from '#sim/demo/story.ts'
import { accessStories } from '#sim/demo/stories-access.ts'
import { mailStories } from '#sim/demo/stories-mail.ts'
import type { Desk } from '#store/desk/desk.ts'

export type DemoWorld = {
  readonly world: World
  readonly desk: Desk
  readonly hashPassword: (password: string) => Promise<string>
  changed(): Promise<void>
}
export type SignIn = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly what: string
}

/**
 * Fills the desk if it has no case and no people yet; answers one sign-in per role, or null when there was
 * somebody.
 */
export async function fillDesk(demo: DemoWorld): Promise<SignIn[] | null> {
  if ((await demo.desk.agents.all()).length > 0) return null
  const password = randomBytes(9).toString('base64url')
  const now = demo.world.now()
  const cast = await castOf(demo.desk, demo.world, await demo.hashPassword(password), {
    ...{ customers: ordinaryCustomers, weekOf: key => weekAt(key, now) },
  })
  const before = instant(now - costsHours * hourMs)
  await setCosts(demo, cast, before)
  const by = { newId: demo.world.newId, agent: cast.agents.get('karin')!, at: before }
  cast.articles = await addArticles(demo.desk, cast.products, by)
  await demo.changed()
  await recordShifts(demo.desk, { facts: demo.world.facts(), agents: cast.agents, now })
  const stage = { world: demo.world, cast, agreements: demo.desk.agreements }
  // Neither knows of the other's cases, so that they are told beside each other.
  await Promise.all([
    play(stage, schedule([...accessStories, ...mailStories], now), 1),
    play(stage, schedule(ordinaryStories(now), now), atOnceMax),
  ])
  const world: World = { ...demo.world, now: () => now }
  await settleOutbox(world)
  await ringUntil(world, now)
  return ['bo', 'marta', 'jordi', 'karin', 'admin'].map(key => {
    const agent = people.agents.find(one => one.key === key)!
    const what =
      key === 'admin' ? 'administrator' : key === 'karin' ? 'lead' : `level ${agent.levels.join(', ')}`
    return { name: agent.name, email: people.signInOf(key), password, what }
  })
}

/** Since then it is known what an hour costs, and which articles there are: before all stories. */
const costsHours = 400

async function setCosts({ desk }: DemoWorld, cast: Cast, at: Instant): Promise<void> {
  const rates = { 1: 3_800, 2: 5_200, 3: 7_400 }
  const agent = cast.agents.get('karin')!
  await desk.costs.publish(0, { currency: 'EUR', rates }, { agent, at })
}

/** Shared by the acts of one story: its case and the names it gave. */
type Plot = {
  readonly caseId: { id: CaseId | null }
  readonly ids: Map<string, string>
  readonly claims: `cla_${string}`[]
  readonly steps: `stp_${string}`[]
}
type Moment = { readonly story: Story; readonly act: Act | null; readonly at: Instant; readonly plot: Plot }

/**
 * All acts of all stories in order of time; what would lie ahead of now is left for the people at the desk.
 */
function schedule(stories: readonly Story[], now: Instant): Moment[] {
  const moments: Moment[] = []
  for (const story of stories) {
    const plot: Plot = { caseId: { id: null }, ids: new Map(), claims: [], steps: [] }
    let at = instant(Math.round(now - story.hoursAgo * hourMs))
    moments.push({ story, act: null, at, plot })
    for (const act of story.acts) {
      at = instant(at + act.after * minuteMs)
      if (at >= now) break
      moments.push({ story, act, at, plot })
    }
  }
  return moments.sort((a, b) => a.at - b.at)
}

/** So many moments of different cases are played at once on ordinary days. */
const atOnceMax = 16

/** Plays moments in their order; some at once, where they are of different cases. */
async function play(stage: Stage, moments: readonly Moment[], most: number): Promise<void> {
  for (let from = 0, until = 0; from < moments.length; from = until) {
    const plots = new Set<Plot>()
    while (until < moments.length && plots.size < most && !plots.has(moments[until]!.plot))
      plots.add(moments[until++]!.plot)
    const some = moments.slice(from, until)
    await Promise.all(
      some.map(one => perform({ ...stage, world: { ...stage.world, now: () => one.at } }, one)),
    )
  }
}

type Stage = { readonly world: World; readonly cast: Cast; readonly agreements: Desk['agreements'] }

async function perform({ world, cast, agreements }: Stage, moment: Moment): Promise<void> {
  const { story, act, plot } = moment
  const seal = sealer(world.newId)
  const who = cast.customers.get(story.customer)!
  const tell = tellingOf({ world, cast }, moment, seal)
  const commands = act ? act.wish(tell) : opening(story, cast, tell)
  const by = actorOf(act?.by ?? story.taker ?? 'customer', cast, who.id)
  plot.caseId.id ??= world.newId('cas')
  const caseId = plot.caseId.id
  if (story.key) cast.cases.set(story.key, caseId)
  const names = { customerName: who.name, organisationName: who.organisationName }
  // By the same door as everybody: judged by what is agreed before it begins.
  const deed = { caseId, by, commands, texts: seal.texts, names }
  const handled = await judgedDeed({ ...world, agreements }, deed, judged => handle(world, judged))
  if (handled.outcome !== 'done') throw new Error(`demo story "${story.subject}": ${JSON.stringify(handled)}`)
  for (const command of commands) await follow(world, plot, { caseId, by, command })
}

const tellingOf = (
  { world, cast }: Pick<Stage, 'world' | 'cast'>,
  { story, at, plot }: Moment,
  seal: Sealer,
): Telling => ({
  now: at,
  claims: plot.claims,
  steps: plot.steps,
  text: words => seal.text(words),
  id: (prefix, name) =>
    (prefix === 'cus'
      ? cast.customers.get(story.customer)!.id
      : named(plot, world.newId, prefix, name)) as never,
  team: key => cast.teams.get(key)!,
  agent: key => cast.agents.get(key)!,
  caseOf: key => cast.cases.get(key)!,
  articleOf: key => cast.articles.get(key)!,
})

/** What the desk itself does after a wish: mail leaves, the other case of a merge learns of it. */
async function follow(
  world: World,
  plot: Plot,
  done: { caseId: CaseId; by: Actor; command: Command },
): Promise<void> {
  const { caseId, by, command } = done
  const also = (id: CaseId, who: Actor, wish: Command) =>
    handle(world, { caseId: id, by: who, commands: [wish], texts: [] })
  if (command.type === 'claim.make') plot.claims.push(command.claim)
  if (command.type === 'step.try') plot.steps.push(command.step)
  if (command.type === 'case.merge') {
    const ledger = await world.store.read(caseId)
    const brings = broughtBy(ledger?.events ?? [], world.now(), world.facts()) ?? undefined
    await also(command.into, by, { type: 'case.link', to: caseId, how: 'merged_from', brings })
  }
  if (command.type === 'message.queue')
    await also(caseId, relay, { type: 'message.note_sent', message: command.message, relay: 'demo' })
}

const relay: Actor = { kind: 'system', part: 'relay' }

function named(plot: Plot, newId: NewId, prefix: Prefix, name: string): string {
  const key = `${prefix}/${name}`
  if (!plot.ids.has(key)) plot.ids.set(key, newId(prefix))
  return plot.ids.get(key)!
}

function actorOf(key: string, cast: Cast, customer: CustomerId): Actor {
  if (key === 'customer') return { kind: 'customer', id: customer }
  return { kind: 'agent', id: cast.agents.get(key)! }
}

function opening(story: Story, cast: Cast, tell: Telling): Command[] {
  const who = cast.customers.get(story.customer)!
  const taker = story.taker ? cast.agents.get(story.taker) : undefined
  const open: Command = {
    type: 'case.open',
    channel: story.channel,
    subject: tell.text(story.subject),
    customer: who.id,
    language: who.language,
    team: tell.team(story.team ?? 'first'),
    verified: true,
    kind: story.kind,
    severity: story.severity,
    product: story.product ? cast.products.get(story.product) : undefined,
    taker,
    organisation: who.organisation ?? undefined,
  }
  if (story.channel !== 'phone')
    return [
      open,
      {
        type: 'message.receive',
        message: tell.id('msg', 'first'),
        channel: story.channel,
        from: who.id,
        text: tell.text(story.words),
        attached: [],
        automatic: null,
        language: who.language,
      },
    ]
  return [
    open,
    {
      type: 'contact.hold',
      contact: tell.id('con', 'first'),
      means: 'phone',
      direction: 'in',
      reach: 'reached',
      minutes: story.minutes ?? 6,
      text: tell.text(story.words),
      keeps: [],
    },
  ]
}

/** The demo's mails were sent in the story, and its people told; neither must happen again. */
async function settleOutbox(world: World): Promise<void> {
  for (const kind of ['mail', 'notice', 'inner', 'satisfaction'] as const)
    for (;;) {
      const effects = await world.store.leaseEffects(100, 10_000, kind)
      await Promise.all(effects.map(({ key, lease }) => world.store.endEffect(key, lease, { done: true })))
      if (effects.length < 100) break
    }
}

/** What fell due during the stories gets its verdict. */
async function ringUntil(world: World, now: Instant): Promise<void> {
  for (;;) {
    const due = await world.store.leaseRings(50, 5_000)
    for (const caseId of due)
      await handle(world, {
        caseId,
        by: { kind: 'system', part: 'clock' },
        commands: [{ type: 'clock.ring' }],
        texts: [],
        at: now,
      })
    if (due.length === 0) return
  }
}
