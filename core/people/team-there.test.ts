// Whether a team works, where its hours are not at hand: what held when the facts were read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { opensAt } from '#core/people/team-there.ts'
import { at, desk, teamId } from '#core/testing/world.ts'

const second = teamId('2')

test('without the hours it is closed until the instant told with the facts, and open from then on', () => {
  const [, team] = Object.entries(desk.teams).find(([id]) => id === second)!
  const closed = { ...desk, teams: { ...desk.teams, [second]: { ...team, opensAt: at(60) } } }
  assert.equal(opensAt(closed, second, at(59)), at(60))
  assert.equal(opensAt(closed, second, at(60)), null)
  assert.equal(opensAt(desk, second, at(0)), null)
  assert.equal(opensAt(desk, teamId('none'), at(0)), null)
})
