// Plays acts on the core alone: may, decide, evolve, and what is due kept in two maps. No shell, no store,
// no bytes; mail arrives as the wish it would become. For speed, and for rules that need no shell.
import type { Command, CommandOf } from '#core/case/case.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import { type Case, type OpenedCase, unopened } from '#core/case/state.ts'
import { entitle } from '#core/entitlement/entitle.ts'
import { chargeOf } from '#core/entitlement/units.ts'
import type { CaseId, CustomerId, MessageId, NewId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Act, MailIn, StaffAct } from '#sim/act.ts'
import { type UnitBook, unitBook } from '#sim/contracts.ts'
import { type Heap, heap } from '#sim/heap.ts'
import type { Standing } from '#sim/rule.ts'
import type { Stage, StageOptions } from '#sim/stage.ts'
import { task } from '#sim/task.ts'
import { type Watch, watch } from '#sim/watch.ts'
import type { SimCustomer } from '#sim/world.ts'

type Ground = {
  readonly options: StageOptions
  readonly watch: Watch
  readonly cases: Map<CaseId, Case>
  readonly rings: Map<CaseId, number>
  readonly bells: Heap<CaseId>
  readonly messages: Map<
    string,
    { readonly caseId: CaseId; readonly message: MessageId; readonly dueAt: number }
  >
  readonly homes: Map<MessageId, CaseId>
  readonly byEmail: ReadonlyMap<string, SimCustomer>
  readonly byId: ReadonlyMap<CustomerId, SimCustomer>
  readonly numbers: { next: number }
  readonly units: UnitBook
  /** what makes the ids of each case in the act that is played */
  readonly makers: Map<CaseId, NewId>
}

export function coreStage(options: StageOptions): Stage {
  const { world } = options
  const ground: Ground = {
    options,
    watch: watch({ ...world, agreed: options.judges ? world.agreed : null, nodes: 1 }, null),
    cases: new Map(),
    rings: new Map(),
    bells: heap(),
    byEmail: new Map(world.customers.map(one => [one.email, one])),
    byId: new Map(world.customers.map(one => [one.id, one])),
    messages: new Map(),
    homes: new Map(),
    numbers: { next: 1001 },
    units: unitBook(),
    makers: new Map(),
  }
  return {
    watch: ground.watch,
    play: act => {
      ground.makers.clear()
      play(ground, act)
    },
    dueAt: what =>
      (what.kind === 'clock'
        ? ground.rings.get(what.caseId)
        : what.kind === 'relay'
          ? ground.messages.get(what.key)?.dueAt
          : null) ?? null,
  }
}

const clock: Actor = { kind: 'system', part: 'clock' }
const itself: Actor = { kind: 'system', part: 'desk' }
const relay: Actor = { kind: 'system', part: 'relay' }

function play(ground: Ground, act: Act): void {
  const now = ground.watch.now()
  switch (act.kind) {
    case 'wish':
      record(ground, act, act.caseId, act.by, act.commands)
      return
    case 'mail':
      arrive(ground, act)
      return
    case 'clock':
      while (ground.bells.nextAt <= now) {
        const caseId = ground.bells.take()!
        const at = ground.rings.get(caseId)
        if (at !== undefined && at <= now) record(ground, act, caseId, clock, [{ type: 'clock.ring' }])
      }
      return
    case 'staff':
      staff(ground, act)
      return
    case 'relay':
      for (const [key, { caseId, message, dueAt }] of ground.messages)
        if (dueAt <= now) send(ground, act, key, caseId, message)
      return
    default:
      return
  }
}

/** Somebody's place is another; what he leaves behind goes where the shell puts it. */
function staff(ground: Ground, act: StaffAct): void {
  const { agent, to, successor } = act
  ground.watch.staffed(agent, to, 0)
  if (to.active) return
  for (const { id, phase, contact, worker, team } of [...ground.watch.cases.values()]) {
    if (phase !== 'open') continue
    if (contact === agent && successor)
      record(ground, act, id, itself, [{ type: 'contact.assign', agent: successor }])
    if (worker === agent) record(ground, act, id, itself, [{ type: 'worker.queue', team }])
  }
}

function send(ground: Ground, act: Act, key: string, caseId: CaseId, message: MessageId): void {
  ground.messages.delete(key)
  record(ground, act, caseId, relay, [{ type: 'message.note_sent', message, relay: 'sim' }])
  const to = ground.watch.cases.get(caseId)?.messages.get(message)
  const customer = to && ground.byId.get(to.to)
  if (customer) ground.options.reached({ message, caseId, email: customer.email })
}

/** Two deeds of one act on one case: neither makes what the other made. */
function makerOf({ makers }: Ground, act: Act, caseId: CaseId): NewId {
  const known = makers.get(caseId)
  if (known) return known
  const { newId } = task(act, 0, null)
  makers.set(caseId, newId)
  return newId
}

/** All of the commands, or none; whether they were recorded. */
function record(ground: Ground, act: Act, caseId: CaseId, by: Actor, commands: readonly Command[]): boolean {
  const { options, watch: seen } = ground
  const { may, decide, evolve, nextRing } = options.parts.rules
  const newId = makerOf(ground, act, caseId)
  const desk = seen.facts
  const before = ground.cases.get(caseId) ?? unopened
  let state = before
  const events: Recorded[] = []
  const take = (event: Event) => {
    state = evolve(state, event)
    events.push({ ...event, seq: events.length + 1 + (before.phase === 'unopened' ? 0 : before.seq) })
  }
  const setting = { now: instant(seen.now()), newId, desk }
  for (const wished of commands) {
    const command = options.judges && wished.type === 'case.open' ? judged(ground, wished) : wished
    if (may(by, command.type, state, desk) !== true) return false
    // What goes back stands in ledgers, which are not kept here.
    if (command.type === 'case.part' || command.type === 'case.unlink') return false
    // The other case must still go on, as the shell sees to it: two that go on in each other are none.
    if (command.type === 'case.merge' && ground.cases.get(command.into)?.phase === 'merged') return false
    const outcome = decide(state, command, by, setting)
    if (isRefusal(outcome)) return false
    for (const event of outcome) take(event)
  }
  if (options.judges) for (const event of nextWord(state, events, setting)) take(event)
  if (events.length === 0 || state.phase === 'unopened') return true
  ground.cases.set(caseId, state)
  for (const event of events) {
    if (event.type === 'message.queued') queued(ground, caseId, event.message, event.sendAt)
    if (event.type === 'message.withdrawn') ground.messages.delete(`message/${event.message}`)
  }
  const ringAt = nextRing(state, desk)
  if (ringAt === null) ground.rings.delete(caseId)
  else if (ground.rings.get(caseId) !== ringAt) {
    ground.rings.set(caseId, ringAt)
    ground.bells.put(ringAt, act.no, caseId)
    options.due({ kind: 'clock', caseId }, ringAt)
  }
  if (options.judges) ground.units.note({ id: caseId, phase: state.phase, charge: chargeOf(state) })
  const number = before.phase === 'unopened' ? ground.numbers.next++ : 0
  seen.recorded({ caseId, number, events, act, stands: standing(state, ringAt), append: null })
  return true
}

function queued(ground: Ground, caseId: CaseId, message: MessageId, dueAt: number): void {
  const key = `message/${message}`
  ground.messages.set(key, { caseId, message, dueAt })
  ground.homes.set(message, caseId)
  ground.options.due({ kind: 'relay', key }, dueAt)
}

const standing = (state: OpenedCase, ringAt: number | null): Standing => ({
  seq: state.seq,
  phase: state.phase,
  level: state.level,
  team: state.team,
  worker: state.worker,
  contact: state.contact,
  offered: state.offered,
  wait: state.phase === 'open' ? state.wait : null,
  into: state.phase === 'merged' ? state.into : null,
  ringAt,
  walks: state.walks,
})

/** An opening with what the case may count on, by what is agreed now. */
function judged({ options, watch: seen, units }: Ground, open: CommandOf<'case.open'>): Command {
  const { facts, agreed } = options.world
  const { policies, housePolicy } = facts
  const { channel, customer, organisation = null } = open
  const contract = organisation && agreed.at(seen.now(), organisation)
  const contracts = contract ? [contract] : []
  const counted = contracts.flatMap(one => one.lines.map(({ id }) => id))
  const need = { at: instant(seen.now()), channel, customer, organisation, product: null }
  const used = units.used(counted, null)
  return { ...open, entitled: entitle(need, { contracts, waivers: [], policies, housePolicy, used }) }
}

/** A mail as the wish it becomes: to its case, or to a new one. */
function arrive(ground: Ground, act: MailIn): void {
  const { mail } = act
  const by = ground.byEmail.get(mail.from.email)
  const newId = task({ ...act, no: act.no }, 0, null).newId
  const customer: CustomerId = by?.id ?? 'cus_stranger'
  const receive = (from: CustomerId): Command => ({
    type: 'message.receive',
    message: newId('msg'),
    channel: 'email',
    from,
    text: { text: newId('txt'), mac: 'mac' },
    attached: [],
    automatic: mail.kind === 'robot' ? 'auto-reply' : mail.kind === 'list' ? 'list' : null,
  })
  const answers = typeof mail.to === 'object' && 'answers' in mail.to ? mail.to.answers : null
  let home = answers ? ground.homes.get(answers) : undefined
  for (let state = home && ground.cases.get(home); state?.phase === 'merged'; state = ground.cases.get(home!))
    home = state.into
  if (mail.kind === 'bounce') return
  const own = home && ground.watch.cases.get(home)?.customer
  if (home && own && record(ground, act, home, { kind: 'customer', id: own }, [receive(own)])) return
  if (mail.kind !== 'person' && mail.kind !== 'list') return
  const open: Command = {
    type: 'case.open',
    channel: 'email',
    subject: { text: newId('txt'), mac: 'mac' },
    customer,
    language: by?.language ?? 'en',
    team: 'tea_first',
    verified: false,
    organisation: ground.options.world.agreed.of(customer) ?? undefined,
  }
  record(ground, act, newId('cas'), { kind: 'customer', id: customer }, [open, receive(customer)])
}
