// What goes wrong in a run, and what mends it: troubles and calamities as they come round, what follows a
// piece of work that was struck, and the end of all faults. Not: how often and how badly (weather.ts).
import type { CaseId } from '#core/kit/id.ts'
import type { Act, Fault, MailSpec } from '#sim/act.ts'
import { chanceOf, type Item, put, record, rivalTo, type Run, type Taken } from '#sim/running.ts'
import * as weather from '#sim/weather.ts'

export function trouble(own: Run, what: weather.Trouble): Taken {
  const { draw, world } = own
  nextTrouble(own, what)
  const node = draw.between(0, world.nodes - 1)
  if (!own.stage.watch.nodes[node]?.isAlive) return 'passed_over'
  if (what === 'freeze') {
    own.freezing.set(node, weather.frozenMs(draw))
    return
  }
  const { first, then } = weather.troubleOf(draw, what, { no: () => own.nextNo++, now: own.hand.now(), node })
  if (what === 'die') own.restarting.add(node)
  put(own, then.at, { kind: 'act', act: then })
  return record(own, first)
}

/** Words of a case are erased, the store is full for a while, or its database fails over. */
export function calamity(own: Run, what: weather.Calamity): Taken {
  const { apart, beside, stage } = own
  nextCalamity(own, what)
  const common = { no: own.nextNo++, at: own.hand.now() }
  if (what === 'full') {
    const at = common.at + weather.fullMs(apart)
    putApart(own, at, { kind: 'act', act: { kind: 'room', no: own.nextNo++, at, isFull: false } })
    return record(own, { kind: 'room', ...common, isFull: true })
  }
  if (what === 'failover') {
    const at = common.at + weather.awayMs(beside)
    const clockMs = weather.primaryClockMs(beside)
    const promote: Act = { kind: 'primary', no: own.nextNo++, at, does: 'promote', clockMs }
    putApart(own, at, { kind: 'act', act: promote })
    return record(own, { kind: 'primary', ...common, does: 'die' })
  }
  const cases = [...stage.watch.cases.keys()]
  if (cases.length === 0) return 'passed_over'
  return record(own, { kind: 'erase', ...common, caseId: apart.pick(cases) })
}

export function nextTrouble(own: Run, trouble: weather.Trouble): void {
  const mean = weather.everyMs(own.world.weather, trouble)
  if (!Number.isFinite(mean) || own.options.alone) return
  put(own, (own.hand ? own.hand.now() : own.world.startAt) + own.draw.wait(mean), {
    kind: 'trouble',
    trouble,
  })
}

export function nextCalamity(own: Run, what: weather.Calamity): void {
  const mean = weather.calamityEveryMs(own.world.weather, what)
  if (!Number.isFinite(mean) || own.options.alone) return
  const now = own.hand ? own.hand.now() : own.world.startAt
  putApart(own, now + drawOf(own, what).wait(mean), { kind: 'calamity', calamity: what })
}

const drawOf = ({ apart, beside }: Run, what: weather.Calamity) => (what === 'failover' ? beside : apart)

function putApart(own: Run, at: number, item: Extract<Item, { kind: 'calamity' | 'act' }>): void {
  const what = item.kind === 'calamity' ? item.calamity : item.act.kind === 'primary' ? 'failover' : 'full'
  own.heap.put(at, drawOf(own, what).roll(), item)
}

export async function afterFault(
  own: Run,
  act: Act & { node: number },
  fault: Fault,
  freeze?: number,
): Promise<void> {
  const { world } = own
  const draw = chanceOf(own, act)
  const now = own.hand.now()
  own.played[fault.does] = (own.played[fault.does] ?? 0) + 1
  const isHeld = fault.does === 'stall' || fault.does === 'stall_after'
  const goOnAt = now + draw.wait(world.weather.stallMs)
  if (isHeld)
    put(own, goOnAt, { kind: 'act', act: { kind: 'go_on', no: own.nextNo++, at: goOnAt, of: act.no } }, draw)
  if (freeze !== undefined) {
    own.freezing.delete(act.node)
    const node = (does: 'freeze' | 'thaw', at: number): Act => ({
      kind: 'node',
      no: own.nextNo++,
      at,
      node: act.node,
      does,
    })
    await record(own, node('freeze', now))
    put(own, now + freeze, { kind: 'act', act: node('thaw', now + freeze) }, draw)
  }
  if (isHeld && act.kind === 'wish' && draw.happens(world.weather.twoAtOnce))
    put(own, now + 1, rivalTo(act), draw)
  if (isHeld && act.kind === 'wish' && own.crossing.happens(0.1)) erasedMeanwhile(own, act.caseId)
  if (isHeld && act.kind === 'mail' && own.beside.happens(0.5)) colleagueWrites(own, act.mail)
  restartTheDead(own)
}

/** While a deed that has read a case is held up, words of that case are erased. */
function erasedMeanwhile(own: Run, caseId: CaseId): void {
  const at = own.hand.now() + 1
  const act: Act = { kind: 'erase', no: own.nextNo++, at, caseId }
  own.heap.put(at, own.crossing.roll(), { kind: 'act', act })
}

/** While a mail is held up, somebody else of the same firm writes: there may be one unit left for both. */
function colleagueWrites(own: Run, { to, from, subject, sentAt }: MailSpec): void {
  const firm = from.email.slice(from.email.indexOf('@'))
  const others = own.world.customers.filter(one => one.email.endsWith(firm) && one.email !== from.email)
  if (to !== 'desk' || others.length === 0) return
  const { email, name } = own.beside.pick(others)
  const [id, no, at] = [own.mailNo++, own.nextNo++, own.hand.now() + 1]
  const words = `It is the same with us (${id}).`
  const mail: MailSpec = { id, kind: 'person', from: { email, name }, to, subject, words, sentAt }
  own.heap.put(at, own.beside.roll(), { kind: 'act', act: { kind: 'mail', no, at, node: 0, mail, hop: 0 } })
}

/** Somebody starts a node again that died in its work. */
function restartTheDead(own: Run): void {
  own.stage.watch.nodes.forEach(({ isAlive }, node) => {
    if (isAlive || own.restarting.has(node)) return
    own.restarting.add(node)
    const at = own.hand.now() + weather.restartMs(own.draw)
    put(own, at, { kind: 'act', act: { kind: 'node', no: own.nextNo++, at, node, does: 'start' } })
  })
}

/** All faults off: nodes run, clocks are right, the far side takes. What is left must settle by itself. */
export async function heal(own: Run): Promise<void> {
  own.isHealed = true
  own.freezing.clear()
  const { watch } = own.stage
  await record(own, { kind: 'room', no: own.nextNo++, at: watch.now(), isFull: false })
  await record(own, { kind: 'primary', no: own.nextNo++, at: watch.now(), does: 'promote', clockMs: 0 })
  for (let node = 0; node < watch.nodes.length; node++) {
    const act = (does: 'start' | 'thaw' | 'set_clock'): Act => ({
      kind: 'node',
      no: own.nextNo++,
      at: watch.now(),
      node,
      does,
    })
    if (!watch.nodes[node]!.isAlive) await record(own, act('start'))
    if (watch.nodes[node]!.isFrozen) await record(own, act('thaw'))
    await record(own, act('set_clock'))
  }
}
