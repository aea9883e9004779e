// People at work on what is taken outside the house, and the suppliers themselves: cases are taken to them,
// they answer by phone and by mail with the right reference, a wrong one or somebody else's, are silent, are
// chased, release, and what they release is tested. Not: what must hold of it (rules/supplier.ts).
import type { AgentId, CaseId, MatterId, SupplierCaseId } from '#core/kit/id.ts'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { SupplierCommand } from '#core/supplier/decide.ts'
import type { Agreed } from '#core/supplier/supplier-fact.ts'
import { matterIdOf, seenOf, someCase } from '#sim/beside.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenMatter } from '#sim/seen-matter.ts'
import { forger, suppliers } from '#sim/suppliers.ts'
import type { SimAgent } from '#sim/world.ts'

/** So many go on at once at most. */
const openMax = 6
const inner = (words: string) => `${words} ${innerMark}`
const by = (id: AgentId) => ({ kind: 'agent', id }) as const

/** Soon, so that a short run sees all of it. */
const agreed: Agreed = {
  ...{
    calendar: null,
    answer: [20, 30, 60, 120],
    update: [30, 60, 120, 240],
    solution: [120, 240, 480, 960],
  },
  ...{ chaseMinutes: 40, chasesMax: 2, raiseMinutes: 25 },
}

/** Somebody turns to a supplier case, or to whichever there is. */
export function workOutside(hand: Hand, agent: SimAgent, matter: MatterId | null): void {
  const { draw, watch } = hand
  const going = seenOf(watch, 'spc_', ({ end }) => end !== 'closed')
  const isFew = going.length < openMax && draw.happens(0.15)
  const from = draw.happens(0.05) ? seenOf(watch, 'spc_') : going
  const seen = watch.matters.get(matter ?? 'spc_none') ?? (from.length > 0 ? draw.pick(from) : undefined)
  if (!seen || isFew) {
    open(hand, agent)
    return
  }
  const doing = { hand, agent, seen }
  if (!seen.isSent && draw.happens(0.7)) sends(doing)
  else if (seen.toTest && draw.happens(0.5)) tests(doing)
  else draw.pick(deeds)(doing)
}

type Doing = { readonly hand: Hand; readonly agent: SimAgent; readonly seen: SeenMatter }
type Deed = (doing: Doing) => void

function open(hand: Hand, { id, facts }: SimAgent): void {
  const from = someCase(hand)
  if (from?.phase !== 'open') return
  const pen = hand.pen()
  const matter = matterIdOf('spc', pen)
  const command: SupplierCommand = {
    ...{ type: 'supplier.open', title: pen.write(inner('Their box drops the line')), product: null },
    ...{ supplier: hand.draw.pick(suppliers).id, severity: hand.draw.pick([1, 2, 3, 4] as const), agreed },
    ...{ owner: id, team: facts.teams[0] ?? null, from: from.id },
  }
  hand.wishBeside({ by: by(id), id: matter, isNew: true, commands: [command] })
  hand.later(minuteMs, { who: 'besider', matter })
}

const wish = ({ hand, agent, seen }: Doing, command: (pen: Pen) => SupplierCommand): void => {
  const who = seen.owner && hand.draw.happens(0.8) ? seen.owner : agent.id
  const pen = hand.pen()
  hand.wishBeside({ by: by(who), id: seen.id, commands: [command(pen)] })
}

/** They are told by phone or by their form; the case waits for them then. */
const sends: Deed = doing => {
  const { hand } = doing
  wish(doing, pen => ({ type: 'supplier.send', how: 'form', words: pen.write('It drops the line') }))
  const waiting = firstOpen(doing)
  if (waiting?.worker) waits(hand, waiting.worker, waiting.id)
}
function firstOpen({ hand, seen }: Doing): SeenCase | null {
  for (const one of hand.watch.cases.values())
    if (one.phase === 'open' && one.belongs.has(seen.id)) return one
  return null
}
const waits = (hand: Hand, worker: AgentId, caseId: CaseId): void => {
  hand.pen()
  hand.wish({
    by: by(worker),
    caseId,
    commands: [{ type: 'wait.start', turn: 'supplier', reason: 'part' }],
  })
}
const lodges: Deed = doing =>
  wish(doing, () => ({ type: 'supplier.lodge', reference: `LN-${10_000 + doing.seen.number}` }))
const joins: Deed = ({ hand, agent, seen }) => {
  const one = someCase(hand)
  if (one) hand.join({ by: agent.id, matter: seen.id, caseId: one.id })
}
const says: Deed = doing => {
  const answer = doing.hand.draw.pick([
    ...(['acknowledged', 'update', 'update', 'question', 'workaround', 'release', 'release'] as const),
    ...(['rejected', 'not_theirs'] as const),
  ])
  wish(doing, pen => ({ type: 'supplier.say', answer, how: 'phone', words: pen.write(inner('They say so')) }))
}
const tests: Deed = doing =>
  wish(doing, pen => ({
    ...{ type: 'supplier.retest', holds: doing.hand.draw.happens(0.6) },
    words: pen.write(inner('Tried on the bench')),
  }))
const chases: Deed = doing =>
  wish(doing, pen => ({
    ...{ type: 'supplier.chase', how: 'phone', reached: doing.hand.draw.happens(0.5) },
    result: pen.write(inner('Nobody knows of it')),
  }))
const plans: Deed = doing =>
  wish(doing, () => ({
    type: 'supplier.plan_chase',
    chaseAt: instant(doing.hand.now() + doing.hand.draw.between(minuteMs, 3 * hourMs)),
  }))
const assesses: Deed = doing =>
  wish(doing, () => ({
    type: 'supplier.assess',
    severity: doing.hand.draw.pick([1, 2, 3, 4] as const),
  }))
/** To anybody, a partner's people as well: it must stay with one of ours. */
const gives: Deed = doing =>
  wish(doing, () => ({ type: 'supplier.give', owner: doing.hand.draw.pick(doing.hand.world.agents).id }))
const takes: Deed = doing => wish(doing, () => ({ type: 'supplier.take' }))
const ends: Deed = doing => {
  if (doing.seen.end === 'solved') wish(doing, () => ({ type: 'supplier.close', right: true }))
  else if (doing.seen.end !== null)
    wish(doing, pen => ({ type: 'supplier.reopen', because: pen.write(inner('It is there again')) }))
  else
    wish(doing, pen => ({
      ...{ type: 'supplier.solve', through: doing.seen.tested === 'holds' ? 'release' : 'elsewhere' },
      words: pen.write(inner('It holds')),
    }))
}
/** What came by mail is read and was not meant for this one. */
const takesOut: Deed = doing => {
  const mail = [...doing.seen.mails].at(-1)
  if (mail)
    wish(doing, pen => ({ type: 'supplier.take_out', mail, because: pen.write(inner('Another case')) }))
}

/** A supplier writes: under our address, or with a reference, which may be wrong or somebody else's. */
const writes: Deed = ({ hand, seen }) => {
  const { draw, watch } = hand
  const others = seenOf(watch, 'spc_', ({ reference }) => !!reference)
  const theirs = suppliers.find(({ id }) => id === seen.supplier) ?? suppliers[0]!
  const house = draw.happens(0.85) ? theirs : draw.pick(suppliers)
  const name = draw.happens(0.1) ? forger : house.name
  const from = { email: draw.happens(0.1) ? 'somebody@elsewhere.example' : house.address, name }
  const quotes = draw.happens(0.2)
    ? 'LN-99999'
    : draw.happens(0.2) && others.length > 0
      ? draw.pick(others).reference
      : seen.reference
  const to = draw.happens(0.5) ? { supplierCase: seen.id as SupplierCaseId } : ('desk' as const)
  const subject = quotes ? `Your call ${quotes}` : 'Your call'
  hand.supplierMail({ from, to, quotes, subject, words: 'We look at it.' })
}

/** What comes over somebody about a supplier case, or over the supplier. */
const deeds: readonly Deed[] = [
  ...[sends, lodges, lodges, joins, joins, joins, says, says, says, says, tests, chases, chases, plans],
  ...[assesses, gives, takes, ends, takesOut, takesOut, writes, writes, writes, writes, writes, writes],
]
