// One run of the simulated centre: what is next is taken off the heap and done, and the bystander is
// asked. The same seed gives the same run, to the last fact. Not: what people do and what goes wrong.
import type { Act } from '#sim/act.ts'
import { look, workOn } from '#sim/agents.ts'
import { type Chance, chance } from '#sim/chance.ts'
import { helpAtOnce } from '#sim/at-once.ts'
import { workBeside } from '#sim/beside.ts'
import { coreStage } from '#sim/core-stage.ts'
import { move, reached } from '#sim/customers.ts'
import { handOn } from '#sim/givers.ts'
import { handOf } from '#sim/giving.ts'
import type { Hand, Impulse } from '#sim/hand.ts'
import { heap } from '#sim/heap.ts'
import { partAgain } from '#sim/joiners.ts'
import { ownParts } from '#sim/parts.ts'
import type { Due } from '#sim/recorder.ts'
import {
  chanceOf,
  type Item,
  put,
  record,
  type Run,
  type RunOptions,
  type RunResult,
  type Taken,
} from '#sim/running.ts'
import { isThere, nextShift } from '#sim/shift.ts'
import { someStaff } from '#sim/staffing.ts'
import { speakOn } from '#sim/speakers.ts'
import { shellStage } from '#sim/shell-stage.ts'
import type { Heard, Stage } from '#sim/stage.ts'
import { afterFault, calamity, heal, nextCalamity, nextTrouble, trouble } from '#sim/striking.ts'
import * as weather from '#sim/weather.ts'
import { goOn as walkOn } from '#sim/walkers.ts'
import { type SimAgent, worldOf } from '#sim/world.ts'
import type { CaseId } from '#core/kit/id.ts'
import { hourMs, minuteMs, secondMs } from '#core/kit/time.ts'

const sweepEvery = 1_000
const settleMs = 36 * hourMs

export async function run(options: RunOptions): Promise<RunResult> {
  const own = begun(options)
  const { world, stage, heap: next } = own
  const { watch } = stage
  const isOver = () =>
    watch.violations.length > 0 || watch.step >= (options.stepsMax ?? Number.POSITIVE_INFINITY)
  const upTo = async (at: number) => {
    while (!isOver() && next.nextAt <= at) {
      // Most steps end within themselves: waiting for nothing would cost a tenth of the core's own time.
      const done = step(own)
      if (done) await done
    }
  }
  await upTo(world.endAt)
  if (!isOver()) await heal(own)
  await upTo(world.endAt + settleMs)
  if (watch.violations.length === 0) await watch.rest()
  return {
    seed: world.seed,
    days: world.days,
    steps: watch.step,
    cases: watch.cases.size,
    events: watch.counts,
    tallies: watch.tallies,
    violations: watch.violations,
    trace: watch.trace.hash(),
    acts: own.acts,
    played: own.played,
  }
}

function begun(options: RunOptions): Run {
  const world = worldOf(options)
  const own: Run = {
    options,
    world,
    stage: null as unknown as Stage,
    hand: null as unknown as Hand,
    walkers: null as unknown as Hand,
    givers: null as unknown as Hand,
    speakers: null as unknown as Hand,
    besiders: null as unknown as Hand,
    draw: chance(world.seed ^ 0x51ed270b),
    apart: chance(world.seed ^ 0x1b873593),
    beside: chance(world.seed ^ 0x6c078965),
    crossing: chance(world.seed ^ 0x5be0cd19),
    walking: chance(world.seed ^ 0x2c1b3c6d),
    handing: chance(world.seed ^ 0x165667b1),
    speaking: chance(world.seed ^ 0x1f83d9ab),
    waiting: chance(world.seed ^ 0x3ad8025f),
    staffing: chance(world.seed ^ 0x27d4eb2f),
    mattering: chance(world.seed ^ 0x61c88647),
    heap: heap(),
    inboxes: new Map(),
    byEmail: new Map(world.customers.map(one => [one.email, one])),
    tries: new Map(),
    acts: [],
    played: {},
    freezing: new Map(),
    restarting: new Set(),
    isHealed: false,
    nextNo: 1,
    mailNo: 1,
  }
  const stage = (options.alone ? coreStage : shellStage)({
    world,
    parts: options.parts ?? ownParts,
    judges: options.judges,
    heard: (act, heard) => hear(own, act, heard),
    reached: ({ message, caseId, email }) => {
      const customer = own.byEmail.get(email)
      if (customer && !own.isHealed) reached(own.hand, own.inboxes, customer, { message, caseId })
    },
    due(what, at) {
      const draw = what.kind === 'matters' ? own.mattering : own.draw
      put(own, at + draw.between(1, what.kind === 'relay' ? 50 : 500), { kind: 'due', what }, draw)
    },
  })
  Object.assign(own, { stage })
  own.hand = handOf(own)
  own.walkers = handOf(own, own.walking)
  own.givers = handOf(own, own.handing)
  own.speakers = handOf(own, own.speaking)
  own.besiders = handOf(own, own.mattering)
  firstThings(own)
  return own
}

function firstThings(own: Run): void {
  const { world, draw } = own
  for (const agent of world.agents)
    put(own, nextShift(agent, world.startAt) + draw.wait(agent.lookMs), {
      kind: 'impulse',
      impulse: { who: 'agent', agent },
    })
  for (const customer of world.customers)
    put(own, world.startAt + draw.wait(world.needMs), {
      kind: 'impulse',
      impulse: { who: 'customer', customer, does: { what: 'need' } },
    })
  put(own, world.startAt, { kind: 'impulse', impulse: { who: 'walker', caseId: null } }, own.walking)
  put(own, world.startAt, { kind: 'impulse', impulse: { who: 'giver', caseId: null } }, own.handing)
  put(own, world.startAt, { kind: 'impulse', impulse: { who: 'speaker', caseId: null } }, own.speaking)
  if (!own.options.alone) put(own, world.startAt, { kind: 'queues' }, own.waiting)
  const helper: Impulse = { who: 'helper', caseId: null }
  put(own, world.startAt, { kind: 'impulse', impulse: helper }, own.mattering)
  const besider: Impulse = { who: 'besider', matter: null }
  if (!own.options.alone) put(own, world.startAt, { kind: 'impulse', impulse: besider }, own.mattering)
  put(own, world.startAt + hourMs, { kind: 'staff' }, own.staffing)
  for (const trouble of ['die', 'freeze', 'clock'] as const) nextTrouble(own, trouble)
  for (const calamity of ['erase', 'full', 'failover'] as const) nextCalamity(own, calamity)
}

/** One thing off the heap; what no longer matters is passed over and is no step. */
function step(own: Run): void | Promise<void> {
  const { stage, heap: next } = own
  const { watch } = stage
  watch.setNow(Math.max(watch.now(), next.nextAt))
  const done = take(own, next.take()!)
  if (done === 'passed_over') return
  return done ? done.then(() => stepped(own)) : stepped(own)
}

/** Asks what is asked after each step. */
function stepped({ stage: { watch }, options }: Run): void | Promise<void> {
  watch.step += 1
  watch.overdue()
  if (watch.step % sweepEvery !== 0) return
  return watch.sweep().then(() => options.progress?.(watch.step, watch.now()))
}

function take(own: Run, item: Item): Taken {
  switch (item.kind) {
    case 'act':
      return play(own, item.act)
    case 'due':
      return lookAt(own, item.what)
    case 'impulse':
      return own.isHealed ? 'passed_over' : impulse(own, item.impulse)
    case 'trouble':
      return own.isHealed ? 'passed_over' : trouble(own, item.trouble)
    case 'calamity':
      return own.isHealed ? 'passed_over' : calamity(own, item.calamity)
    case 'staff':
      return own.isHealed ? 'passed_over' : someStaff(own)
    case 'queues':
      return own.isHealed ? 'passed_over' : lookAtQueues(own)
    case 'rival':
      return rival(own, item.caseId)
  }
}

function impulse(own: Run, what: Impulse): void {
  if (what.who === 'walker') walkOn(own.walkers, what.caseId)
  else if (what.who === 'giver') handOn(own.givers, what.caseId)
  else if (what.who === 'speaker') speakOn(own.speakers, what.caseId)
  else if (what.who === 'besider') workBeside(own.besiders, what.matter)
  else if (what.who === 'helper') helpAtOnce(own.besiders, what.caseId)
  else if (what.who === 'parter') partAgain(own.hand, what.agent, what.caseId, what.isSecond === true)
  else if (what.who === 'customer') move(own.hand, own.inboxes, what.customer, what.does)
  else agentLooks(own, what)
}

function agentLooks(own: Run, what: Extract<Impulse, { who: 'agent' }>): void {
  const { agent } = what
  const at = own.hand.now()
  if (isThere(agent, at)) look(own.hand, agent)
  put(own, nextShift(agent, at + own.draw.wait(agent.lookMs)), { kind: 'impulse', impulse: what })
}

const queuesEveryMs = 2 * minuteMs

/** A node looks whether anybody is there for what waits. */
function lookAtQueues(own: Run): Taken {
  const at = own.hand.now()
  put(own, at + queuesEveryMs, { kind: 'queues' }, own.waiting)
  return play(own, { kind: 'queues', no: own.nextNo++, at, node: 0 })
}

/** Somebody else sets to work on a case while another's wish is held up. */
function rival(own: Run, caseId: CaseId): Taken {
  const seen = own.stage.watch.cases.get(caseId)
  if (!seen || own.isHealed) return 'passed_over'
  const near = own.world.agents.filter(
    ({ id, facts }) => id === seen.worker || id === seen.contact || facts.roles.includes('lead'),
  )
  const others: readonly SimAgent[] = near.length > 0 ? near : own.world.agents
  workOn(own.hand, own.draw.pick(others), seen)
}

/** Gives an act a node and its weather, and plays it. */
function play(own: Run, given: Act): void | Promise<void> {
  const { world } = own
  const draw = chanceOf(own, given)
  if (given.kind === 'node' && given.does !== 'die') own.restarting.delete(given.node)
  if (isOfAll(given)) return record(own, { ...given, at: own.hand.now() })
  if (given.kind === 'node' || given.kind === 'go_on') return record(own, { ...given, at: own.hand.now() })
  const node = nodeFor(own, draw)
  if (node === null) return hear(own, given, 'lost')
  // A node freezes where it hurts: mostly while it holds a lease.
  const holds = given.kind === 'relay' || given.kind === 'clock'
  const freeze = holds || draw.happens(0.05) ? own.freezing.get(node) : undefined
  const isCalm = own.isHealed || own.options.alone === true || given.kind === 'queues'
  const fault = isCalm
    ? undefined
    : freeze === undefined
      ? weather.faultOf(draw, world.weather, given.kind)
      : weather.frozenAt(draw, given.kind)
  const act: Act = { ...given, at: own.hand.now(), node, ...(fault && { fault }) }
  if (!fault) return record(own, act)
  const done = Promise.resolve(record(own, act))
  return done.then(() => afterFault(own, act, fault, freeze))
}

/** What befalls the whole centre, and no node of its own. */
const isOfAll = (act: Act): act is Extract<Act, { kind: 'erase' | 'room' | 'primary' }> =>
  act.kind === 'erase' || act.kind === 'room' || act.kind === 'primary'

/** A node that takes work: alive and awake. */
function nodeFor({ stage }: Run, draw: Chance): number | null {
  const { nodes } = stage.watch
  const from = nodes.length > 1 ? draw.between(0, nodes.length - 1) : 0
  for (let i = 0; i < nodes.length; i++) {
    const at = (from + i) % nodes.length
    const node = nodes[at]!
    if (node.isAlive && !node.isFrozen) return at
  }
  return null
}

/** A node's relay or clock looks, where there is something to find. */
function lookAt(own: Run, what: Due): Taken {
  const { stage, world } = own
  const draw = what.kind === 'matters' ? own.mattering : own.draw
  const dueAt = stage.dueAt(what)
  if (dueAt === null) return 'passed_over'
  const now = own.hand.now()
  if (dueAt > now) return 'passed_over'
  const far = own.isHealed ? 'takes' : weather.farSide(draw, world.weather)
  const common = { no: own.nextNo++, at: now, node: 0 }
  const act: Act = what.kind === 'relay' ? { kind: 'relay', ...common, far } : { kind: what.kind, ...common }
  const lookAgain = () => {
    const again = stage.dueAt(what)
    if (again !== null) put(own, Math.max(again, own.hand.now() + 5 * secondMs), { kind: 'due', what }, draw)
  }
  const done = play(own, act)
  return done ? done.then(lookAgain) : lookAgain()
}

const triesMax = 40

const isAnswered = (act: Act): act is Extract<Act, { kind: 'wish' | 'mail' | 'matter' | 'join' }> =>
  act.kind === 'wish' || act.kind === 'mail' || act.kind === 'matter' || act.kind === 'join'

/** What whoever acted does about what he heard. */
function hear(own: Run, act: Act, heard: Heard): void {
  const { tries } = own
  const draw = chanceOf(own, act)
  if (heard === 'looked' || !isAnswered(act)) return
  const isMail = act.kind === 'mail'
  const isLost =
    heard === 'lost' ||
    ('acceptance' in heard && 'reply' in heard.acceptance && heard.acceptance.reply[0] === '4')
  if (!isLost) return
  const name = isMail ? `m${act.mail.id}` : `w${act.key}`
  const count = (tries.get(name) ?? 0) + 1
  tries.set(name, count)
  if (count > triesMax || (!isMail && draw.happens(0.2))) return
  const at =
    own.hand.now() + (isMail ? draw.between(minuteMs, 15 * minuteMs) : draw.between(1, 20) * secondMs)
  const { fault: _, ...again } = act
  put(own, at, { kind: 'act', act: { ...again, no: own.nextNo++, at } as Act }, draw)
}
