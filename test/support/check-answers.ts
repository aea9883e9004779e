// Checks of answered hand-offs for the test of measures: every word there is, of what was flagged and of what
// was not. Not: which ones are drawn (server/http/level-checks.test.ts).
import assert from 'node:assert/strict'
import { levelChecks } from '#core/case/level-check-fact.ts'
import type { CaseId, HandOffId } from '#core/kit/id.ts'
import type { LiveDesk } from '#test/support/desk.ts'

/** Cases that go up and come back with an answer; a lead who answered none of them checks each. */
export async function checkAnswers(desk: LiveDesk): Promise<void> {
  const giver = await desk.agent('Gina Roth')
  const receiver = await desk.agent('Rolf Sand', { levels: [2] })
  const lead = await desk.person('Lena Falk', { roles: ['agent', 'lead'] })
  const wish = async (by: typeof giver, path: string, body: object) => {
    const done = await by.ask('POST', path, body)
    assert.ok(done.status === 200 || done.status === 201, done.text)
    return done.json as { id: CaseId; ids: { handOff: HandOffId } }
  }
  const { shell } = desk
  const customer = { name: 'Ada', email: 'ada@c.example' }
  const said = { result: 'Reset', cause: 'A stuck port', verified: 'It rang', tell: 'It works' }
  for (const level1Because of ['It is in the script', undefined])
    for (const says of levelChecks) {
      const { id } = await wish(giver, 'cases', { channel: 'phone', subject: 'Dark', customer, take: true })
      const offer = { team: desk.teams[2], question: 'Which port?', noStepsBecause: 'It is down' }
      const { handOff } = (await wish(giver, `cases/${id}/hand-off/offer`, offer)).ids
      await wish(receiver, `cases/${id}/hand-off/accept`, { handOff, readBack: 'The port.' })
      await wish(receiver, `cases/${id}/hand-off/answer`, { handOff, ...said, level1Because })
      const seal = shell.sealer()
      const because = seal.text('As the case says')
      const commands = [{ type: 'hand_off.check', handOff, says, because, week: '2026-W40' }] as const
      const by = { kind: 'agent', id: lead.id } as const
      const done = await shell.handle({ caseId: id, by, commands, texts: seal.texts })
      assert.equal(done.outcome, 'done', JSON.stringify(done))
    }
}
