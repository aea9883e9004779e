// Looks at each team now and then: whether more comes for it than its people can do, and by when it can
// honestly answer. Two nodes look at the same and write the same. Not: the rule (core/capacity/overload.ts).
import { defaultCapacity, usualHandleS } from '#core/capacity/capacity-setting.ts'
import {
  honestMinutes,
  hoursOfTeam,
  isOverloaded,
  onDutyIn,
  type TeamLoad,
  worksNow,
} from '#core/capacity/overload.ts'
import type { TeamId } from '#core/kit/id.ts'
import { after, hourMs, minuteMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'

export type OverloadShell = Pick<Shell, 'store' | 'facts' | 'settings' | 'now' | 'changed'> & {
  readonly desk: Pick<Shell['desk'], 'overloads'>
}

const restMs = minuteMs
/** Nothing is counted further than this: by then a team is overloaded in any case. */
const countMax = 10_000

/** Says of each team whether it is overloaded now. Answers how long to rest, in milliseconds. */
export async function watchOverload(shell: OverloadShell): Promise<number> {
  const { desk, facts, now, settings } = shell
  const { saysOverload } = settings().capacity ?? defaultCapacity
  let isChanged = false
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
      await desk.overloads.goOn({ team, at: now(), waiting, came, people, handleS, minutes })
    }
  }
  if (isChanged) await shell.changed()
  return restMs
}

/** What lies before a team now, and who is there for it. */
export async function loadOf(
  { store, facts, settings, now }: Pick<OverloadShell, 'store' | 'facts' | 'settings' | 'now'>,
  team: TeamId,
): Promise<TeamLoad> {
  const setting = settings().capacity ?? defaultCapacity
  const desk = facts()
  const queued = { phase: ['open'], team, worker: 'none', waiting: false } as const
  const waiting = await store.count(queued, countMax)
  const came = await store.count({ team, openedSince: after(now(), -hourMs) }, countMax)
  return {
    ...{ waiting, came, people: onDutyIn(desk, team, now()), busyPercent: setting.busyPercent },
    handleS: usualHandleS(setting, desk.teams[team]?.level ?? 1),
    usualMinutes: desk.answerMinutes[2],
  }
}
