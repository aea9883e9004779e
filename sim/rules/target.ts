// Rules of the clocks of what a policy owes. Not: how long they run (core/clock/), which the corpora settle.
import type { Recorded } from '#core/case/event.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { PolicyId, TargetId } from '#core/kit/id.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import { due, worked as second } from '#core/testing/second-clock.ts'
import type { Rules, Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenTarget } from '#sim/seen-parts.ts'

const opening = new Set<TargetKind>(['first_response', 'workaround', 'resolution'])
const words = new Set<TargetKind>(['first_response', 'next_response', 'periodic_update'])

/** It runs, and no reply is on its way that may still meet it. */
export const isToBeMarked = (seen: SeenCase, one: SeenTarget): boolean =>
  one.end === null && !one.isPaused && !one.isBreached && !isAnswered(seen, one)

function isAnswered(seen: SeenCase, { kind, from, dueAt }: SeenTarget): boolean {
  if (!words.has(kind)) return false
  for (const { automatic, at } of seen.underWay) if (!automatic && at >= from && at <= dueAt) return true
  return false
}

const running = (seen: SeenCase, { target, type }: { target: TargetId; type: string }) => {
  const one = seen.targets.get(target)
  if (!one) return `${type} of a clock nobody started`
  return one.end !== null && `${type} after ${one.end}`
}

type Owed = Pick<SeenTarget, 'kind' | 'from' | 'pausedMs'>

/** What is wrong with a due time, counted by the second clock; business days it does not count. */
function misdue(
  seen: SeenCase,
  { kind, from, pausedMs }: Owed,
  { policy, version, dueAt }: { policy: PolicyId; version: number; dueAt: number },
  { facts, worked }: Watched,
): string | false {
  const rules = facts.policies[policy]?.versions.find(one => one.version === version)
  const rule = rules?.targets.find(one => one.kind === kind)
  const length = rule?.within[seen.severity - 1]
  if (!rule || !length) return `${kind} is not owed`
  if (length.unit === 'days') return false
  const ms = length.count * minuteMs + pausedMs
  const shouldBe = rule.counts === 'always' ? from + ms : due(worked, from, ms)
  if (shouldBe === dueAt) return false
  return `due at ${new Date(dueAt).toISOString()}, not ${new Date(shouldBe ?? 0).toISOString()}`
}

/** Until when what goes on now stood still, where it was over before it was seen; null: until now. */
function stoodUntil(events: readonly Recorded[], before: number): Instant | null {
  const over = events.filter(one => one.type === 'wait.ended').findLast(one => one.seq < before)
  return over?.answeredAt ?? over?.until ?? null
}

/** Working time that a clock stood still, and time around the clock where that is what counts. */
function stoodStill(one: SeenTarget, at: number, { facts, worked }: Watched): number {
  const terms = facts.policies[one.policy]?.versions.find(({ version }) => version === one.version)
  const rule = terms?.targets.find(({ kind }) => kind === one.kind)
  const until = Math.max(at, one.pausedAt)
  const ms = rule?.counts === 'always' ? until - one.pausedAt : second(worked, one.pausedAt, until)
  return one.pausedMs + ms
}

export const targetRules: Rules = {
  'target.due_by_clock': {
    says: 'A clock falls due when its time is over by a second way of counting that knows when clocks change.',
    facts: {
      'target.started': (seen, event, _batch, watched) => misdue(seen, event, event, watched),
      'target.retargeted': (seen, event, _batch, watched) => {
        const one = seen.targets.get(event.target)
        if (!one) return null
        const { from, pausedMs = 0 } = event
        return misdue(seen, from === undefined ? one : { ...one, from, pausedMs }, event, watched)
      },
      'target.resumed': (seen, { target, at, seq, pausedMs, dueAt }, { events }, watched) => {
        const one = seen.targets.get(target)
        if (!one) return null
        const still = stoodStill(one, stoodUntil(events, seq) ?? at, watched)
        if (still !== pausedMs) return `it stood still for ${still} ms, not ${pausedMs}`
        const { policy, version } = one
        return misdue(seen, { ...one, pausedMs }, { policy, version, dueAt }, watched)
      },
    },
  },
  'target.ends_once': {
    says: 'Each clock of what we owe ends once, met or no longer owed, and nothing happens to it after that.',
    facts: {
      'target.started': (seen, { target }) => seen.targets.has(target) && `${target} was started twice`,
      'target.paused': running,
      'target.resumed': running,
      'target.retargeted': running,
      'target.warned': running,
      'target.met': running,
      'target.cancelled': running,
    },
  },
  'target.breached_once': {
    says: 'A clock of what we owe is breached once, not before its time, and while it stands still by other terms only.',
    facts: {
      'target.breached': (seen, { target, at, how }, { act }, watched) => {
        const one = seen.targets.get(target)
        if (!one || one.end !== null) return `breached after ${one?.end ?? 'nothing'}`
        if (one.isBreached) return 'breached twice'
        if (one.isPaused && how === 'due') return 'breached while it stood still'
        // The clock judges by its keeper's time. What a deed finds past, or moved there, goes by the deed's
        // own date, that of its node, as what meets a clock does; how far that may be off is asked elsewhere
        // (ledger.forward).
        const isRung = how === 'due' && act?.kind === 'clock'
        const judgedAt = isRung ? Math.min(at, watched.keeperNow()) : at
        const early = one.dueAt - judgedAt
        return early > 0 && `${early} ms before its time`
      },
    },
  },
  'target.breached_soon': {
    says: 'While a node is alive no clock that ran out stays unmarked for longer than a lease and 30 seconds.',
  },
  'target.met_late': {
    says: 'A clock is met late if what met it came after its time, and only then.',
    facts: {
      'target.met': (seen, { target, metAt, late }) => {
        const dueAt = seen.targets.get(target)?.dueAt ?? 0
        return late !== metAt > dueAt && `late is ${late}, met ${metAt - dueAt} ms after it`
      },
    },
  },
  'target.still_while_waiting': {
    says: 'A clock stands still only while the case waits for the customer or for a date that was agreed.',
    batch: ({ seen }) => {
      if (seen.phase === 'open' && seen.wait !== null) return null
      for (const [target, one] of seen.openTargets)
        if (one.isPaused)
          return `${target} stands still in a case that is ${seen.phase} and waits for nothing`
      return null
    },
  },
  'target.one_of_a_kind': {
    says: 'Of each kind of what is owed at most one clock runs on a case.',
    batch: ({ seen }) => {
      if (seen.openTargets.size < 2) return null
      const kinds: TargetKind[] = []
      for (const { kind } of seen.openTargets.values()) {
        if (kinds.includes(kind)) return `two clocks of ${kind} run`
        kinds.push(kind)
      }
      return null
    },
  },
  'target.accepts_an_offer': {
    says: 'A clock of acceptance runs only while a hand-off is offered, and falls due with the offer.',
    batch: ({ seen }) => {
      const offer = seen.offered && seen.handOffs.get(seen.offered)
      for (const { kind, dueAt } of seen.openTargets.values())
        if (kind === 'hand_off_acceptance' && offer?.acceptBy !== dueAt)
          return `due at ${dueAt}, the offer ${seen.offered} at ${offer?.acceptBy}`
      return null
    },
  },
  'target.level_of_its_own': {
    says: 'The clock of a level’s time ends when the level gives the case away.',
    batch: ({ seen }) => {
      for (const [target, { kind, level }] of seen.openTargets)
        if (kind === 'level_time' && level !== seen.level)
          return `${target} of level ${level} runs at level ${seen.level}`
      return null
    },
  },
  'target.supplier_asked': {
    says: 'The clock of a supplier begins only when we wait for him, and ours never stop for him.',
    facts: {
      'target.started': (seen, { kind }) =>
        kind === 'supplier_response' && seen.wait?.turn !== 'supplier' && 'nobody asked him anything',
    },
  },
  'target.earliest_survives': {
    says: 'What is owed from the opening counts from that of the earliest case that goes on in this one.',
    batch: ({ seen }) => {
      for (const [target, { kind, from }] of seen.openTargets)
        if (opening.has(kind) && from !== seen.owedFrom)
          return `${target} counts from ${from}, not ${seen.owedFrom}`
      return null
    },
  },
  'target.closed_runs_none': {
    says: 'No clock of what we owe runs in a case that is solved, closed or merged.',
    batch: ({ seen }) => {
      if (seen.phase === 'open' || seen.openTargets.size === 0) return null
      const [left] = seen.openTargets.keys()
      return `${left} runs on`
    },
  },
  'solved.working_time': {
    says: 'A fix says the working time since its case came, by a second way of counting that knows when clocks change.',
    facts: {
      'case.solved': ({ openedAt }, { at, workingMs, calendar }, _batch, { worked }) => {
        if (calendar === undefined) return workingMs !== undefined && 'it names no calendar'
        const ms = second(worked, openedAt, at)
        return ms !== workingMs && `${workingMs} ms, not ${ms}`
      },
    },
  },
}
