// Looks at each team now and then: whether more comes for it than its people can do, and by when it can
// honestly answer. Two nodes look at the same and write the same. Not: the rule (core/capacity/overload.ts).
import { defaultCapacity, usualHandleS } from '#core/capacity/capacity-setting.ts'
import {
  honestMinutes,
  hoursOfTeam,
  isOverloaded,
  onDutyIn,
  type TeamLoad,
  withoutHoursIn,
  worksNow,
} from '#core/capacity/overload.ts'
import type { TeamId } from '#core/kit/id.ts'
import { after, dayMs, hourMs, type Instant, minuteMs } from '#core/kit/time.ts'
import { overloadCause } from '#core/notice/notice.ts'
import { toldOfOverload } from '#core/notice/overload.ts'
import { capacityOf } from '#server/capacity.ts'
import { mail, type NoticeShell } from '#server/react/notify.ts'
import type { Shell } from '#server/shell.ts'

export type OverloadShell = NoticeShell &
  Pick<Shell, 'settings' | 'changed'> & { readonly desk: Pick<Shell['desk'], 'overloads'> }

const restMs = minuteMs
/** Nothing is counted further than this: by then a team is overloaded in any case. */
const countMax = 10_000

/** Says of each team whether it is overloaded now. Answers how long to rest, in milliseconds. */
export async function watchOverload(shell: OverloadShell): Promise<number> {
  const { desk, facts, now, settings } = shell
  const { saysOverload } = settings().capacity ?? defaultCapacity
  let isChanged = false
  const handed: string[] = []
  for (const { id: team, active } of Object.values(facts().teams)) {
    const known = facts().overloads?.[team]
    const isWatched = active && saysOverload
    // Outside its hours it stays as it was: nobody could have worked it off.
    if (isWatched && !worksNow(facts(), team, now())) continue
    const load = isWatched ? await loadOf(shell, team) : null
    const isNow = load !== null && isOverloaded(load, known !== undefined)
    if (!isNow && known === undefined) continue
    isChanged = true
    if (!isNow) await desk.overloads.end(team, now())
    else if (load.people > 0) {
      const minutes = honestMinutes(load, { now: now(), calendar: hoursOfTeam(facts(), team) })
      const { waiting, came, people, handleS } = load
      const withoutHours = withoutHoursIn(facts(), team)
      const seen = { team, at: now(), waiting, came, people, withoutHours, handleS, minutes }
      const beganAt = await desk.overloads.goOn(seen)
      if (beganAt !== null) handed.push(...(await tellLeads(shell, team, beganAt)))
    }
  }
  handedOn.set(desk.notices, new Set(handed))
  if (isChanged) await shell.changed()
  return restMs
}

// A memory, no state: what this node handed to the mail when it last looked is not handed on again. A node
// that begins anew hands it on once more, and the mail knows it.
const handedOn = new WeakMap<NoticeShell['desk']['notices'], ReadonlySet<string>>()

/**
 * Each who leads is told once a time, whoever comes to lead it later then: its key says so. Who likes it gets
 * a mail, too: at the end of his quiet hours, unless he has looked or it is over by then. Answers the keys of
 * those whose mails are handed on by now.
 */
async function tellLeads(shell: OverloadShell, team: TeamId, beganAt: Instant): Promise<string[]> {
  const { desk, facts, now } = shell
  const about = `${team}.${beganAt}`
  await desk.notices.add(
    toldOfOverload(facts(), team, now()).map(({ agent, as, tellAt }) => ({
      ...{ key: `${overloadCause}/${about}/${agent}`, agent, as, tellAt, cause: overloadCause, about },
      ...{ caseId: null, kind: null, severity: 3, at: beganAt, dueAt: null, windowFrom: null },
      wokenLateMs: null,
    })),
  )
  const before = handedOn.get(desk.notices) ?? new Set()
  const handed: string[] = []
  for (const one of await desk.notices.of(overloadCause, about)) {
    const isDue = one.readAt === null && one.tellAt <= now()
    if (before.has(one.key) || (isDue && (await mail(shell, null, one)))) handed.push(one.key)
  }
  return handed
}

/** What lies before a team now, and who is there for it. */
export async function loadOf(shell: LoadShell, team: TeamId): Promise<TeamLoad> {
  const { store, facts, settings, now } = shell
  const setting = settings().capacity ?? defaultCapacity
  const desk = facts()
  const queued = { phase: ['open'], team, worker: 'none', waiting: false } as const
  const waiting = await store.count(queued, countMax)
  const came = await store.count({ team, openedSince: after(now(), -hourMs) }, countMax)
  return {
    ...{ waiting, came, people: onDutyIn(desk, team, now()), busyPercent: setting.busyPercent },
    handleS: (await notedHandleS(shell, team)) ?? usualHandleS(setting, desk.teams[team]?.level ?? 1),
    usualMinutes: desk.answerMinutes[2],
  }
}

type LoadShell = Pick<Shell, 'store' | 'facts' | 'settings' | 'now'> & {
  readonly desk: Pick<Shell['desk'], 'overloads'>
}

const notedDays = 56
const rememberedMs = hourMs
// A memory, no state: how long work takes changes by the week, and is read over eight of them.
const noted = new WeakMap<object, Map<TeamId, { readonly at: number; readonly handleS: number | null }>>()

/** How long a contact of a team took lately, as noted; null: too little was. */
async function notedHandleS(shell: LoadShell, team: TeamId): Promise<number | null> {
  const { now, desk } = shell
  const known = noted.get(desk.overloads) ?? new Map()
  noted.set(desk.overloads, known)
  const one = known.get(team)
  if (one && now() - one.at < rememberedMs) return one.handleS
  const period = { from: after(now(), -notedDays * dayMs), until: now() }
  const scope = { by: 'team', is: team } as const
  const { handle } = await capacityOf(shell, { period, week: period, zone: 'UTC', scope })
  known.set(team, { at: now(), handleS: handle?.seconds ?? null })
  return handle?.seconds ?? null
}
