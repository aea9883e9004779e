// Planted bugs in who is told of what waits where nobody is there.
import { tellUnattended } from '#server/react/unattended.ts'
import type { Broken } from '#sim/planting.ts'

export const queueBugs: readonly Broken[] = [
  {
    bug: 'of what waits where nobody is there only the first is seen',
    caughtBy: ['queue.attended'],
    seed: 1,
    breaks: {
      tellUnattended: shell =>
        tellUnattended({
          ...shell,
          store: { ...shell.store, toTake: teams => shell.store.toTake(teams, 1) },
        }),
    },
  },
  {
    bug: 'whoever belongs to a team is told as if he led it',
    caughtBy: ['alarm.reaches_somebody'],
    seed: 1,
    breaks: {
      tellUnattended: shell =>
        tellUnattended({
          ...shell,
          facts: () => {
            const desk = shell.facts()
            const all = Object.entries(desk.agents)
            const agents = all.map(([id, one]) => [id, { ...one, roles: ['agent', 'lead'] as const }])
            return { ...desk, agents: Object.fromEntries(agents) }
          },
        }),
    },
  },
]
