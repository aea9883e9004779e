// What an empty desk gets at its first start: three teams, a name, and a way for the first administrator to
// come in.
import type { NewId } from '#core/kit/id.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import { houseLevels } from '#core/people/level.ts'
import type { Desk } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'

const teamNames = { 1: 'First line', 2: 'Specialists', 3: 'Experts' } as const

/**
 * One team per level, where there is no team at all. Safe to call by two nodes at once: the later sees the
 * former's.
 */
export async function firstTeams(desk: Desk, newId: NewId): Promise<void> {
  if ((await desk.teams.all()).length > 0) return
  const teams = []
  for (const level of houseLevels)
    teams.push(await desk.teams.add({ id: newId('tea'), name: teamNames[level], level }))
  const { version, setting } = await desk.settings.desk()
  await desk.settings.changeDesk(version, {
    name: 'Support',
    defaultLanguage: 'en',
    timeZone: zoneHere(),
    ...setting,
    defaultTeam: teams[0]!.id,
  })
}

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export type FirstAdmin = { readonly email: string; readonly passwordPhc: string }

/**
 * Lets the first administrator in while nobody administers the desk: with the given name and password, or by
 * a one-use
 * link whose secret is returned. Answers null when there is an administrator already, or one was made.
 */
export async function firstAdmin(
  desk: Desk,
  newId: NewId,
  now: Instant,
  given: FirstAdmin | null,
): Promise<{ secret: string } | null> {
  if (await desk.agents.hasAdmin()) return null
  if (given) {
    const team = (await desk.teams.all()).find(one => one.level === 1)
    const known = await desk.agents.byEmail(given.email)
    if (known) await desk.agents.setPassword(known.id, given.passwordPhc)
    else
      await desk.agents.add({
        id: newId('agt'),
        name: given.email.split('@')[0] || given.email,
        email: given.email,
        roles: ['admin', 'lead', 'agent'],
        levels: [1],
        teams: team ? [team.id] : [],
        createdAt: now,
        passwordPhc: given.passwordPhc,
        timeZone: zoneHere(),
      })
    return null
  }
  const secret = newSecret()
  await desk.setupLinks.replace(secret, now, after(now, dayMs))
  return { secret }
}
