// The bystander: is told of every fact, mail and lease as it happens, keeps what follows from it, and asks
// the invariants. Not: the invariants themselves (invariants.ts), nor anything that makes things happen.
import { isPartner } from '#core/access/share.ts'
import type { Recorded } from '#core/case/event.ts'
import type { AgentId, CaseId, MessageId } from '#core/kit/id.ts'
import type { Handled } from '#server/deed.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Act, MailSpec, StaffAct } from '#sim/act.ts'
import type { Board } from '#sim/board.ts'
import { complain, type Known, type KnownWorld, nothingKnown, type Owed, type Violation } from '#sim/known.ts'
import { factRules, rulesWith } from '#sim/invariants.ts'
import type { Batch, SeenEffect, SeenNode, Standing, Watched } from '#sim/rule.ts'
import { type SeenCase, see, seenCase } from '#sim/seen-case.ts'
import { foundStill } from '#sim/rules/erased.ts'
import { foldedOn } from '#sim/rules/folded.ts'
import { isBeingKept } from '#sim/rules/promise.ts'
import { isToBeMarked } from '#sim/rules/target.ts'
import { talliesOf } from '#sim/tally.ts'
import type { Trace } from '#sim/trace.ts'
import { mailWatch, outboxWatch, stored } from '#sim/watch-mail.ts'
import { matterWatch, type MatterTold, overdueBeside, placeBelonging } from '#sim/watch-matters.ts'
import { peopleWatch, turnHour } from '#sim/watch-people.ts'
import { type Alarmed, queueWatch } from '#sim/watch-queues.ts'
import { nodeWatch } from '#sim/watch-nodes.ts'
import type { MatterTable } from '#store/desk/matter.ts'
import type { Append, Store } from '#store/store.ts'

/** How long something due may stay unmarked while a node is sound: a lease, and thirty seconds. */
const graceMs = 45_000

/** What was recorded, as whoever records it tells it. */
export type Told = {
  readonly caseId: CaseId
  readonly number: number
  readonly events: readonly Recorded[]
  readonly act: Act | null
  readonly stands: Standing
  readonly append: Append | null
}

export type Watch = Watched & {
  readonly board: Board
  readonly trace: Trace
  readonly violations: readonly Violation[]
  readonly counts: Readonly<Record<string, number>>
  /** what happened beyond the kinds of facts (tally.ts) */
  readonly tallies: Readonly<Record<string, number>>
  readonly store: Store | null
  step: number
  setNow(at: number): void
  recorded(told: Told): Batch | null
  /** what was recorded of something beside cases */
  matterRecorded(told: MatterTold): void
  leased(key: string, lease: string): void
  ended(key: string, lease: string, end: SeenEffect['end'], isDone: boolean): void
  handed(key: string, words: string): void
  acknowledged(mail: MailSpec): void
  keptAside(mail: MailSpec): void
  needless(mail: MailSpec): void
  sentAway(mail: MailSpec): void
  /** somebody was told that nobody is there for a case */
  alarmed(alarm: Alarmed): void
  /** a node has looked at what waits */
  queues(): void
  unsure(key: string): void
  node(at: number, change: Partial<SeenNode>): void
  /** somebody did not wait for his turn at these lines */
  jumped(of: readonly string[]): void
  staffed(agent: AgentId, to: StaffAct['to'], node: number): void
  /** the desk as a node knows it */
  factsAt(node: number): DeskFacts
  room(isFull: boolean): void
  /** the database has died, and a standby has become the primary */
  away(): void
  promoted(clockMs: number): Promise<void>
  erased(caseId: CaseId, words: ReadonlyMap<string, string>): void
  /** what a key was answered, however often it was asked */
  answered(key: string, handled: Handled, act: Act): void
  /** what is due and still unmarked */
  overdue(): void
  sweep(): Promise<void>
  rest(): Promise<void>
}

const batchRules = rulesWith('batch')
const auditRules = rulesWith('audit')
const sweepRules = rulesWith('sweep')
const noRules: readonly never[] = []
/** So many changed cases are read back at a sweep; at rest every case. */
const auditedMax = 40
const none: ReadonlyMap<string, string> = new Map()
const restRules = rulesWith('rest')
/** `besides`: where what stands beside cases is kept; the core alone has neither. */
export function watch(world: KnownWorld, store: Store | null, besides: MatterTable | null = null): Watch {
  const known = nothingKnown(world, store)
  const asked = shownOf(known, besides)
  const { now: _now, owed: _owed, ...shown } = known
  const told = Object.assign(shown, {
    besides,
    now: () => known.now,
    keeperNow: () => known.now + known.keeperMs,
    setNow(at: number) {
      known.now = at
      if (at >= known.people.until) turnHour(known)
    },
    recorded: (fresh: Told) => recorded(known, asked, fresh),
    erased(caseId: CaseId, words: ReadonlyMap<string, string>) {
      known.erased.set(caseId, new Map([...(known.erased.get(caseId) ?? []), ...words]))
      known.changed.add(caseId)
      known.folded.delete(caseId)
    },
    answered: (key: string, handled: Handled, act: Act) => answered(known, key, handled, act),
    overdue() {
      overdue(known)
      overdueBeside(known, graceMs)
    },
    async sweep() {
      await sweep(known, asked)
      await auditChanged(known)
    },
    async rest() {
      forgetSound(known)
      await sweep(known, asked)
      await auditAll(known)
      for (const { name, ask } of restRules) complain(known, name, ask(asked), null)
    },
    ...nodeWatch(known),
    ...queueWatch(known),
    ...outboxWatch(known),
    ...mailWatch(known),
    ...peopleWatch(known),
    ...matterWatch(known, () => asked),
  })
  const watched: Watch = Object.defineProperties(told, {
    step: { get: () => known.step, set: (step: number) => (known.step = step) },
    facts: { get: () => known.facts },
    aheadMs: { get: () => known.aheadMs },
    behindMs: { get: () => known.behindMs },
    factCount: { get: () => known.factCount },
  })
  return watched
}

/** What rules may look at, and no more. It is kept small: some forty of them read it with every batch. */
function shownOf(known: Known, besides: MatterTable | null): Watched {
  const { worked, agreed, jumps, cases, merged, matters, mails, effects, nodes } = known
  const { texts, blobs, confirmed, store, soundBeside } = known
  return {
    ...{ worked, agreed, jumps, cases, merged, matters, mails, effects, nodes },
    ...{ texts, blobs, confirmed, store, soundBeside, besides },
    factsSince: peopleWatch(known).factsSince,
    now: () => known.now,
    keeperNow: () => known.now + known.keeperMs,
    get facts() {
      return known.facts
    },
    get aheadMs() {
      return known.aheadMs
    },
    get behindMs() {
      return known.behindMs
    },
    get factCount() {
      return known.factCount
    },
  }
}

function recorded(known: Known, watched: Watched, told: Told): Batch | null {
  const { caseId, events } = told
  const first = events[0]
  if (!first) return null
  let seen = known.cases.get(caseId)
  const isOpening = seen === undefined
  if (!seen) {
    if (first.type !== 'case.opened') {
      complain(known, 'ledger.gapless', `${caseId} begins with ${first.type}`, caseId)
      return null
    }
    seen = seenCase(caseId, told.number, first)
    known.cases.set(caseId, seen)
  }
  const batch = batchOf(known, told, { seen, isOpening })
  keepWhatCame(known, told, batch.answeredAs)
  for (const event of events) {
    for (const { name, ask } of factRules.get(event.type) ?? noRules)
      complain(known, name, ask(seen, event, batch, watched), caseId)
    for (const name of talliesOf(seen, event)) known.tallies[name] = (known.tallies[name] ?? 0) + 1
    see(seen, event)
    placeBelonging(known, seen, event)
    known.counts[event.type] = (known.counts[event.type] ?? 0) + 1
    known.trace.add(caseId, event.seq, event.type, event.at)
    owe(known, seen, event)
  }
  known.factCount += events.length
  for (const { name, ask } of batchRules) complain(known, name, ask(batch, watched), caseId)
  known.changed.add(caseId)
  known.board.place(seen)
  return batch
}

function batchOf(
  { answers }: Known,
  { events, act, stands, append }: Told,
  { seen, isOpening }: Pick<Batch, 'seen' | 'isOpening'>,
): Batch {
  const answered = append?.answered ?? null
  const answeredAs = answered && `${answered.actor} ${answered.key}`
  const isAnsweredAgain = answeredAs !== null && answers.has(answeredAs)
  const since = seen.lastAt
  return { seen, isOpening, since, events, act, stands, append, answeredAs, isAnsweredAgain }
}

const mailFacts = new Set<Recorded['type']>(['message.received', 'message.bounced', 'message.echoed'])

/** Texts, bytes, effects and the mail it came by. */
function keepWhatCame(
  known: Known,
  { append, act, events, caseId }: Told,
  answeredAs: Batch['answeredAs'],
): void {
  if (!append) return
  if (answeredAs !== null) known.answers.set(answeredAs, events.at(-1)!.seq)
  for (const { id } of append.texts) known.texts.add(id)
  for (const { sha256 } of append.blobs) known.blobs.add(sha256)
  if (act) known.kept.add(act.no)
  if (act?.kind === 'mail' && events.some(event => mailFacts.has(event.type))) stored(known, act.mail)
  for (const { key, body } of append.effects) {
    const message = body.message as MessageId
    const fresh = { key, caseId, message, lease: null, leasedAt: 0, cuts: 0, handed: 0, end: null }
    if (!known.effects.has(key)) known.effects.set(key, fresh)
  }
  for (const key of append.cancelled) {
    const effect = known.effects.get(key)
    if (effect) effect.end ??= 'cancelled'
  }
}

function owe(known: Known, seen: SeenCase, event: Recorded): void {
  if (event.type === 'case.merged') known.merged.push(seen)
  if (event.type === 'message.queued' && event.automatic === 'confirmation')
    known.confirmed.set(seen.customer, event.at)
  const one = owedBy(seen, event)
  if (one === null) return
  // What goes on when its time is over already can be marked from now on only.
  known.owed.put(Math.max(one.at, event.at), event.seq, one)
  // An offer whose clock was moved is to be marked at its new time, which may have passed.
  const offer = event.type === 'target.retargeted' && seen.offered && seen.handOffs.get(seen.offered)
  if (!offer || !seen.offered) return
  const at = Math.max(offer.acceptBy, event.at)
  known.owed.put(at, event.seq, { kind: 'offer', caseId: seen.id, id: seen.offered, at })
}

/** What must be marked soon because of a fact; of most facts nothing. */
function owedBy({ id: caseId }: SeenCase, event: Recorded): Owed | null {
  switch (event.type) {
    case 'promise.made':
      return { kind: 'promise', caseId, id: event.promise, at: event.dueAt }
    case 'target.started':
    case 'target.resumed':
    case 'target.retargeted':
      return { kind: 'target', caseId, id: event.target, at: event.dueAt }
    case 'check_back.planned':
      return { kind: 'check_back', caseId, id: event.checkBack, at: event.dueAt }
    case 'check_back.tried':
      return { kind: 'check_back', caseId, id: event.checkBack, at: event.again }
    case 'regression.planned':
    case 'regression.moved':
      return { kind: 'regression', caseId, id: event.regression, at: event.dueAt }
    case 'hand_off.offered':
      return { kind: 'offer', caseId, id: event.handOff, at: event.acceptBy }
    case 'wait.started': {
      const at = event.until ?? event.atMost
      return at ? { kind: 'wait', caseId, id: '', at } : null
    }
    default:
      return null
  }
}

const unmarked = (seen: SeenCase, { kind, id, at }: Owed): string | null => {
  if (kind === 'promise') {
    const one = seen.promises.get(id as 'prm_')
    const isLeft = one && one.end === null && !one.isLate
    return isLeft && !isBeingKept(seen, id as 'prm_', one) ? 'promise.late_soon' : null
  }
  if (kind === 'offer') {
    const one = seen.handOffs.get(id as 'hnd_')
    return one?.standing === 'offered' && !one.isExpired && one.acceptBy <= at ? 'offer.expires' : null
  }
  if (kind === 'target') {
    const one = seen.targets.get(id as 'tgt_')
    return one && one.dueAt === at && isToBeMarked(seen, one) ? 'target.breached_soon' : null
  }
  if (kind === 'regression') {
    const one = seen.phase === 'merged' ? undefined : seen.checks.get(id as 'rgr_')
    const isLeft = one?.dueAt === at && !one.isDue && !one.isChecked
    return isLeft ? 'regression.never_forgotten' : null
  }
  if (kind === 'check_back') {
    const one = seen.checkBack
    const isWaitedFor = seen.phase === 'solved' && one !== null && one.id === id && !one.isLate
    return isWaitedFor && one.dueAt === at ? 'check_back.late_soon' : null
  }
  return seen.phase === 'open' && seen.wait?.until === at ? 'wait.date' : null
}

function overdue(known: Known): void {
  while (known.owed.nextAt + graceMs < known.now) {
    const owed = known.owed.take()!
    const seen = known.cases.get(owed.caseId)
    const rule = seen ? unmarked(seen, owed) : null
    if (rule === null) continue
    const isSound = known.nodes.some(one => one.soundSince !== null && one.soundSince < known.now - graceMs)
    if (!isSound) known.owed.put(known.now, known.step, owed)
    else complain(known, rule, `unmarked for ${known.now - owed.at} ms`, owed.caseId)
  }
}

function answered(known: Known, key: string, handled: Handled, act: Act): void {
  if (handled.outcome === 'done' && !known.kept.has(act.no))
    complain(known, 'ledger.acknowledged', `${key} was done, and is nowhere`, handled.caseId)
  refusedBack(known, handled, act)
  const isAnswer = handled.outcome === 'done' || handled.outcome === 'repeated'
  const seq = known.answers.get(key)
  if (!isAnswer || seq === undefined) return
  const said = handled.outcome === 'done' ? handled : handled.answer
  if (said.seq !== seq)
    complain(known, 'key.same_answer', `${key} was answered ${said.seq}, not ${seq}`, said.caseId)
}

/** Who asked on a line that is still open was not let take it back. */
function refusedBack(known: Known, handled: Handled, act: Act): void {
  if (handled.outcome !== 'refused' || act.kind !== 'wish' || act.by.kind !== 'agent') return
  const [command] = act.commands
  const line = known.cases.get(act.caseId)?.line
  if (command?.type !== 'live_line.take_back' || line?.id !== command.live) return
  const { refused } = handled.refusal
  // Whoever has left does nothing any more; a partner whose share of the case has ended reads nothing of it.
  const agent = known.facts.agents[act.by.id]!
  const isAway = refused === 'access.denied' && (!agent.active || isPartner(agent, known.facts))
  if (line.asker === act.by.id && refused !== 'case.changed' && !isAway)
    complain(known, 'live.taken_back', `${act.by.id} was refused: ${refused}`, act.caseId)
}

async function sweep(known: Known, watched: Watched): Promise<void> {
  for (const { name, ask } of sweepRules) complain(known, name, await ask(watched), null)
}

/** Reads changed cases back, the longest changed first; at most so many. */
async function auditChanged(known: Known): Promise<void> {
  if (!known.store) return
  for (const caseId of [...known.changed].slice(0, auditedMax)) await audit(known, known.store, caseId)
}

/** Of what was read back, hashed and folded before nothing counts any more. */
function forgetSound({ soundTo, soundBeside, folded }: Known): void {
  soundTo.clear()
  soundBeside.clear()
  folded.clear()
}

async function auditAll(known: Known): Promise<void> {
  const { store, cases } = known
  for (const caseId of store ? cases.keys() : []) await audit(known, store!, caseId)
}

/** Reads a case back and compares; what came since it was read back last is hashed and folded. */
async function audit(known: Known, store: Store, caseId: CaseId): Promise<void> {
  const { soundTo, cases } = known
  known.changed.delete(caseId)
  const [ledger, card] = await Promise.all([store.read(caseId), store.card(caseId)])
  if (!ledger || !card) return complain(known, 'chain.sound', 'it is not in the store', caseId)
  const firstBroken = await store.firstBroken(caseId, soundTo.get(caseId) ?? 0)
  if (firstBroken === null) soundTo.set(caseId, ledger.events.length)
  const folded = foldedOn(ledger, known.folded.get(caseId))
  known.folded.set(caseId, folded)
  const erased = known.erased.get(caseId) ?? none
  const found = await foundStill(store, ledger, erased)
  const audited = { caseId, seen: cases.get(caseId)!, ledger, card, folded, firstBroken, erased, found }
  for (const { name, ask } of auditRules) complain(known, name, ask(audited), caseId)
}
