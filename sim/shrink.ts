// Cuts a failing run down to the few acts that break the rule, and writes them so that they can be pasted
// as a named test (found.test.ts). Not: the run itself (run.ts).
import { secondMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Act, StaffAct } from '#sim/act.ts'
import { heap } from '#sim/heap.ts'
import type { Violation } from '#sim/known.ts'
import { type Parts, ownParts } from '#sim/parts.ts'
import type { Due } from '#sim/recorder.ts'
import { run } from '#sim/run.ts'
import type { RunOptions } from '#sim/running.ts'
import { shellStage } from '#sim/shell-stage.ts'
import { type WorldOptions, worldOf } from '#sim/world.ts'

export type Found = {
  readonly violation: Violation
  readonly acts: readonly Act[]
  /** how many acts the run had played */
  readonly before: number
}

const triesMax = 2_000

/**
 * Plays given acts, and between them the looks of a sound node's relay and clock, which never stop;
 * nothing else. Answers which rules were broken, the first first.
 */
export async function replay(
  of: WorldOptions,
  acts: readonly Act[],
  { parts = ownParts, until = 0 }: { parts?: Parts; until?: number } = {},
): Promise<readonly Violation[]> {
  const nobody = () => {}
  const dues = heap<Due>()
  let ownNo = 1e9
  const stage = shellStage({
    world: worldOf(of),
    parts,
    heard: nobody,
    reached: nobody,
    // A little later than the looks of the run itself: those may be struck, and come first.
    due: (what, at) => dues.put(at + secondMs, 0, what),
  })
  const { watch } = stage
  const play = async (act: Act): Promise<boolean> => {
    watch.setNow(Math.max(watch.now(), act.at))
    await stage.play(act)
    watch.step += 1
    watch.overdue()
    return watch.violations.length === 0
  }
  const looks = async (upTo: number): Promise<boolean> => {
    while (dues.nextAt < upTo) {
      const at = dues.nextAt
      const what = dues.take()!
      const node = watch.nodes.findIndex(one => one.soundSince !== null)
      const dueAt = stage.dueAt(what)
      if (dueAt === null) continue
      const look = { no: ownNo++, at, node }
      const act: Act =
        what.kind === 'relay' ? { kind: 'relay', ...look, far: 'takes' } : { kind: what.kind, ...look }
      if (node >= 0 && dueAt <= at && !(await play(act))) return false
      // Not found yet: looked for again soon, or, where no node is sound, after the next act.
      const again = stage.dueAt(what)
      if (again !== null) dues.put(Math.max(again + secondMs, node < 0 ? upTo : at + 5 * secondMs), 0, what)
    }
    return true
  }
  for (const act of acts) if (!(await looks(act.at)) || !(await play(act))) return watch.violations
  if (await looks(until)) watch.setNow(Math.max(until, watch.now()))
  watch.overdue()
  if (watch.violations.length === 0) await watch.rest()
  return watch.violations
}

/** Runs a seed and, if a rule breaks, finds few acts that break it. */
export async function shrink(options: RunOptions): Promise<Found | null> {
  const { violations, acts } = await run({ ...options, keep: true })
  const [violation] = violations
  if (!violation) return null
  const { parts = ownParts } = options
  let tries = 0
  const breaks = async (some: readonly Act[]): Promise<boolean> => {
    if (tries++ > triesMax) return false
    const again = await replay(options, some, { parts, until: violation.at })
    return again[0]?.rule === violation.rule
  }
  let left: readonly Act[] = acts
  if (!(await breaks(acts))) return { violation, acts, before: acts.length }
  const near = acts.filter(isNear(violation, acts)).filter(act => !isPlainLook(act))
  if (near.length < acts.length && (await breaks(near))) left = near
  // Halves first, then quarters …: what is not needed goes in ever smaller pieces.
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = left.length - size; from > -size; from -= size) {
      const rest = [...left.slice(0, Math.max(from, 0)), ...left.slice(from + size)]
      if (rest.length < left.length && (await breaks(rest))) left = rest
    }
  }
  return { violation, acts: left, before: acts.length }
}

/** A look that goes well: the replay looks by itself. */
const isPlainLook = (act: Act): boolean =>
  act.kind === 'clock' || act.kind === 'matters'
    ? !act.fault
    : act.kind === 'relay' && !act.fault && act.far === 'takes'

/**
 * What has to do with the case of the violation: its wishes, its mail, and all that nodes do by
 * themselves.
 */
function isNear({ caseId }: Violation, acts: readonly Act[]): (act: Act) => boolean {
  if (caseId === null) return () => true
  // An id carries the number of the act it was made in.
  const opener = Number.parseInt(caseId.slice(4).split(/[zp]/)[0] ?? '', 36)
  const messages = new Set<string>()
  for (const act of acts)
    if (act.kind === 'wish' && act.caseId === caseId)
      for (const command of act.commands) if (command.type === 'message.queue') messages.add(command.message)
  return act => {
    if (act.no === opener) return true
    if (act.kind === 'wish' || act.kind === 'erase' || act.kind === 'join') return act.caseId === caseId
    if (act.kind !== 'mail') return true
    const { to, claims } = act.mail
    return (
      claims?.caseId === caseId || (typeof to === 'object' && 'answers' in to && messages.has(to.answers))
    )
  }
}

/** The acts as a test to be pasted into found.test.ts. */
export function asTest({ seed, days }: WorldOptions, { violation, acts }: Found): string {
  const { rule, says } = violation
  return [
    `found('${rule}: ${says.replaceAll("'", '’')}', [`,
    ...acts.flatMap(act => [`  // ${inWords(act)}`, `  ${literal(act)},`]),
    `], { seed: ${seed}, days: ${days}, until: ${violation.at} })`,
  ].join('\n')
}

/** One act in a line: when, where, who wishes what. */
export function inWords(act: Act): string {
  const at = new Date(act.at).toISOString().slice(5, 23).replace('T', ' ')
  const fault = 'fault' in act && act.fault ? `, ${act.fault.does} at call ${act.fault.call}` : ''
  switch (act.kind) {
    case 'wish': {
      return `${at} node ${act.node}: ${actorOf(act.by)}: ${act.commands.map(one => one.type).join(', ')}${fault}`
    }
    case 'mail':
      return `${at} node ${act.node}: mail ${act.mail.id} of a ${act.mail.kind} arrives${fault}`
    case 'relay':
      return `${at} node ${act.node}: the relay looks, the far side: ${act.far}${fault}`
    case 'matter':
      return `${at} node ${act.node}: ${actorOf(act.by)}: ${act.commands.map(one => one.type).join(', ')} of ${act.id}${fault}`
    case 'join':
      return `${at} node ${act.node}: ${act.by}: ${act.caseId} joins ${act.matter}${fault}`
    case 'matters':
      return `${at} node ${act.node}: it looks at what stands beside cases${fault}`
    case 'queues':
      return `${at} node ${act.node}: it looks at what waits`
    case 'clock':
      return `${at} node ${act.node}: the clock looks${fault}`
    case 'go_on':
      return `${at} what was held up in act ${act.of} goes on`
    case 'node':
      return `${at} node ${act.node}: ${act.does}`
    case 'staff':
      return `${at} node ${act.node}: ${act.agent} ${placeInWords(act.to)}${fault}`
    case 'erase':
      return `${at} what the customer wrote in ${act.caseId} is erased`
    case 'primary':
      return `${at} the database’s primary ${act.does === 'die' ? 'dies' : 'is the standby'}`
    case 'room':
      return `${at} the store ${act.isFull ? 'is full' : 'has room again'}`
  }
}

const actorOf = (by: Actor): string => (by.kind === 'system' ? by.part : by.id)

const placeInWords = ({ active, absent, teams, levels }: StaffAct['to']): string =>
  !active ? 'leaves' : absent ? 'is away' : `works for ${teams.join(' ')} at ${levels.join(' ')}`

/** JSON as it is written in code: plain keys without quotes. */
const literal = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/"([a-zA-Z]\w*)":/g, '$1: ')
    .replace(/,(?=\S)/g, ', ')
