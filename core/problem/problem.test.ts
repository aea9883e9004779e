// A problem from first suspicion to the proof that it is gone: what follows a wish, who may wish it, and what
// its cases hear.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { mayProblem, type ProblemCommand, type ProblemCommandType } from '#core/problem/decide.ts'
import type { ProblemFact } from '#core/problem/problem-fact.ts'
import { problemRules } from '#core/problem/rules.ts'
import { evolveProblem, type ProblemState, workaroundAt } from '#core/problem/state.ts'
import type { Actor } from '#core/people/actor.ts'
import { at, by, clock, desk, settingAt, teamId, text, textOf } from '#core/testing/world.ts'

type Wished = readonly [minutes: number, by: Actor, command: ProblemCommand]
const open = {
  ...{ type: 'problem.open', title: text('vpn'), kind: 'software', product: 'pro_net' },
  ...{ owner: 'agt_marta', team: teamId(2) },
} as const satisfies ProblemCommand
const opened: Wished = [0, by('marta'), open]
const because = text('because')
const publish = { type: 'problem.publish', edition: 0, symptoms: text('drops at noon') } as const
const around = {
  ...{ type: 'problem.work_around', what: text('restart it'), until: at(60), products: [], versions: [] },
} as const satisfies ProblemCommand
const fix = {
  type: 'problem.fix',
  what: text('patched'),
  version: '4.2',
  verified: text('ran a week'),
} as const
const published: Wished = [1, by('marta'), publish]
const fixed: Wished = [3, by('marta'), fix]

const decide = (state: ProblemState, [minutes, who, command]: Wished) =>
  problemRules.decide(state, command, { by: who, at: at(minutes), setting: settingAt(at(minutes), desk) })

function play(...wished: Wished[]): { state: ProblemState; facts: ProblemFact[] } {
  const facts: ProblemFact[] = []
  let state: ProblemState = null
  for (const wish of wished) {
    const outcome = decide(state, wish)
    if (isRefusal(outcome)) assert.fail(`${wish[2].type}: ${outcome.refused}`)
    facts.push(...outcome)
    state = outcome.reduce(evolveProblem, state)
  }
  return { state, facts }
}
/** The types of the facts that follow, or the refusal. */
function then(given: Wished[], wish: Wished): string {
  const outcome = decide(play(...given).state, wish)
  return isRefusal(outcome) ? outcome.refused : outcome.map(({ type }) => type).join()
}
const standing = (...wished: Wished[]) => play(...wished).state?.standing

test('it is open, known, fixed, not fixed after all, and over in one of three ways', () => {
  assert.equal(standing(opened), 'open')
  assert.equal(standing(opened, published), 'known')
  assert.equal(standing(opened, fixed), 'fixed')
  assert.equal(standing(opened, published, fixed), 'fixed')
  const back: Wished = [4, by('marta'), { type: 'problem.not_fix', because }]
  assert.equal(standing(opened, fixed, back), 'open')
  assert.equal(standing(opened, published, fixed, back), 'known')
  // Corrected after it was fixed, it stays fixed.
  assert.equal(standing(opened, fixed, [4, by('marta'), publish]), 'fixed')
  const ends: ProblemCommand[] = [
    { type: 'problem.close' },
    { type: 'problem.close', because },
    { type: 'problem.dismiss', because },
    { type: 'problem.merge', into: 'prb_b' },
    { type: 'problem.merge', into: 'prb_b', because },
  ]
  const stands = ['closed', 'closed', 'dismissed', 'merged', 'merged']
  assert.deepEqual(
    ends.map(end => standing(opened, [1, by('marta'), end])),
    stands,
  )
  for (const end of ends) {
    const over: Wished[] = [opened, [1, by('marta'), end]]
    assert.equal(then(over, [2, by('marta'), fix]), 'problem.ended')
    const reopened: Wished = [2, by('marta'), { type: 'problem.reopen', because }]
    assert.equal(standing(...over, reopened), 'open')
    assert.equal(play(...over, reopened).state?.into, null)
  }
  const closed: Wished = [4, by('marta'), { type: 'problem.close' }]
  const reopened: Wished = [5, by('marta'), { type: 'problem.reopen', because }]
  assert.equal(standing(opened, fixed, closed, reopened), 'fixed')
  assert.equal(then([opened], reopened), 'problem.not_ended')
  assert.equal(then([opened], opened), 'problem.not_ended')
  assert.equal(then([], published), 'matter.not_found')
})

test('of two who publish at once the second reads what the first wrote', () => {
  assert.equal(then([opened, published], published), 'problem.published_meanwhile')
  const next: Wished = [2, by('marta'), { ...publish, edition: 1, quiet: true }]
  assert.equal(play(opened, published, next).state?.known?.edition, 2)
})

test('a workaround holds for its time; then its owner renews or withdraws it', () => {
  const worked: Wished = [1, by('marta'), around]
  assert.equal(problemRules.ring(play(opened, worked).state, desk), at(60))
  assert.equal(then([opened, worked], [59, clock, { type: 'clock.ring' }]), '')
  const rang: Wished = [60, clock, { type: 'clock.ring' }]
  assert.equal(then([opened, worked], rang), 'problem.workaround_ended')
  const over = [opened, worked, rang]
  assert.equal(problemRules.ring(play(...over).state, desk), null)
  assert.equal(then(over, [61, clock, { type: 'clock.ring' }]), '')
  const renew = (until: number | null): Wished => [
    ...([
      61,
      by('marta'),
      { type: 'problem.renew_workaround', until: until === null ? null : at(until) },
    ] as const),
  ]
  assert.equal(then(over, renew(61)), 'problem.until_past')
  assert.equal(then(over, renew(99)), 'problem.workaround_renewed')
  assert.equal(play(...over, renew(null)).state?.workaround?.over, false)
  assert.equal(then([...over, renew(99)], renew(99)), '')
  assert.equal(then([opened], renew(99)), 'problem.no_workaround')
  const withdraw: Wished = [62, by('marta'), { type: 'problem.withdraw_workaround', because }]
  assert.equal(then([opened], withdraw), 'problem.no_workaround')
  assert.equal(play(...over, withdraw).state?.workaround, null)
  assert.equal(then([opened], [60, by('marta'), around]), 'problem.until_past')
  const early = { ...around, from: at(30), until: null }
  const { state } = play(opened, [1, by('marta'), early])
  assert.deepEqual(
    [29, 30].map(minute => workaroundAt(state!, at(minute)) !== null),
    [false, true],
  )
  assert.equal(problemRules.ring(state, desk), null)
  assert.equal(workaroundAt(play(...over).state!, at(70)), null)
  assert.equal(workaroundAt(play(opened).state!, at(70)), null)
  // Nobody is asked about the workaround of what is over.
  const closed: Wished = [2, by('marta'), { type: 'problem.close' }]
  assert.equal(problemRules.ring(play(opened, worked, closed).state, desk), null)
  // Facts without a workaround change nothing.
  const stray = { type: 'problem.workaround_ended', until: at(1), at: at(1), by: clock } as const
  assert.deepEqual(evolveProblem(play(opened).state, stray), play(opened).state)
  assert.equal(evolveProblem(null, stray), null)
})

test('what is fixed is not fixed twice, and only it comes back', () => {
  assert.equal(then([opened, fixed], fixed), 'problem.fixed_before')
  assert.equal(
    then([opened], [1, by('marta'), { type: 'problem.not_fix', because }]),
    'problem.not_fixed_yet',
  )
  const { version: _version, ...plain } = fix
  assert.equal(play(opened, [3, by('marta'), plain]).state?.fix?.version, null)
})

test('somebody chases it: taken, given, left', () => {
  const take: Wished = [1, by('bo'), { type: 'problem.take' }]
  assert.equal(play(opened, take).state?.owner, 'agt_bo')
  assert.equal(then([opened, take], take), '')
  assert.equal(play(opened, [1, clock, { type: 'problem.take' }]).state?.owner, null)
  const give = (owner: string | null, team: string | null, note = false): Wished => [
    2,
    by('marta'),
    {
      ...{
        type: 'problem.give',
        owner: owner as `agt_${string}` | null,
        team: team as `tea_${string}` | null,
      },
      ...(note && { note: text('yours') }),
    },
  ]
  assert.equal(then([opened], give('agt_marta', 'tea_2')), '')
  assert.equal(then([opened], give('agt_gone', null)), 'agent.not_found')
  assert.equal(then([opened], give(null, 'tea_shut')), 'team.not_found')
  assert.equal(then([opened], give(null, null, true)), 'problem.owned')
  assert.equal(then([opened], give('agt_ivan', 'tea_2')), 'problem.owned')
  const leave = (agent: string): Wished => [3, clock, { type: 'problem.leave', agent: `agt_${agent}` }]
  assert.equal(then([opened], leave('bo')), '')
  assert.equal(play(opened, leave('marta')).state?.owner, null)
})

test('it is described better, and contacts are offered wordings', () => {
  const better = { type: 'problem.describe', title: text('vpn 4.1'), kind: 'network', product: null } as const
  const { state } = play(opened, [1, by('marta'), better])
  assert.deepEqual([textOf(state!.title), state!.kind, state!.product], ['vpn 4.1', 'network', null])
  const alike = { type: 'problem.describe', alike: text('all at noon') } as const
  const same = play(opened, [1, by('marta'), alike]).state
  assert.deepEqual([same?.title, same?.kind, same?.product], [open.title, open.kind, open.product])
  const word = (words?: string): Wished => [
    2,
    by('marta'),
    {
      ...{ type: 'problem.word', news: 'fixed', language: 'de' },
      ...(words !== undefined && { text: text(words) }),
    },
  ]
  assert.deepEqual(play(opened, word('behoben')).state?.wordings, { 'fixed de': text('behoben') })
  assert.deepEqual(play(opened, word('behoben'), word()).state?.wordings, {})
  assert.equal(then([opened], word()), '')
  const { state: whole } = play([0, by('marta'), { ...open, alike: text('noon'), from: 'cas_a' }])
  assert.deepEqual([whole?.from, whole?.alike], ['cas_a', text('noon')])
})

test('who works here opens and takes one; its owner, his team or a lead say what it is', () => {
  const { state } = play(opened)
  const may = (who: Actor, type: ProblemCommandType, of: ProblemState = state) => {
    const answer = mayProblem(who, type, of, desk)
    return answer === true ? 'yes' : answer.refused
  }
  assert.equal(may(by('bo'), 'problem.open', null), 'yes')
  assert.equal(may(by('bo'), 'problem.take'), 'yes')
  assert.equal(may(by('bo'), 'problem.fix'), 'problem.not_keeper')
  for (const who of ['marta', 'ivan', 'karin']) assert.equal(may(by(who), 'problem.fix'), 'yes')
  const alone = play([0, by('marta'), { ...open, team: null }]).state
  assert.equal(may(by('ivan'), 'problem.fix', alone), 'problem.not_keeper')
  assert.equal(
    may(by('bo'), 'problem.fix', play([0, by('marta'), { ...open, team: null, owner: null }]).state),
    'yes',
  )
  assert.equal(may(by('bo'), 'problem.fix', null), 'problem.not_keeper')
  assert.equal(may(by('audit'), 'problem.open', null), 'access.denied')
  assert.equal(may(by('nobody'), 'problem.open', null), 'access.denied')
  assert.equal(may({ kind: 'customer', id: 'cus_anna' }, 'problem.open', null), 'access.denied')
  assert.equal(may(by('marta'), 'clock.ring'), 'problem.not_keeper')
  assert.equal(may(clock, 'clock.ring'), 'yes')
})

test('who reads them: our own house, and auditors', async () => {
  const { readsProblems } = await import('#core/problem/decide.ts')
  const reads = (facts: AgentFacts) => readsProblems(facts, desk)
  const { bo, audit, gone } = {
    bo: desk.agents.agt_bo!,
    audit: desk.agents.agt_audit!,
    gone: desk.agents.agt_gone!,
  }
  assert.deepEqual(
    [bo, audit, gone, { ...bo, roles: ['partner'] as const }].map(one => reads(one)),
    [...[true, true, false, false]],
  )
})

test('its cases hear what concerns them, in the words of who wrote it', () => {
  const told = (...wished: Wished[]) => {
    const { facts, state } = play(...wished)
    return problemRules.tells(state, facts.at(-1)!)
  }
  assert.equal(told(opened), null)
  assert.deepEqual(told(opened, published), {
    ...{ news: 'known_error', words: publish.symptoms, from: 'agt_marta' },
  })
  assert.equal(told(opened, [1, by('marta'), { ...publish, quiet: true }]), null)
  const cause = { type: 'problem.find_cause', cause: text('a leak'), how: 'test' } as const
  assert.equal(told(opened, [1, by('marta'), cause])?.news, 'cause')
  assert.equal(told(opened, [1, by('marta'), around])?.news, 'workaround')
  const withdraw = { type: 'problem.withdraw_workaround', because } as const
  assert.equal(
    told(opened, [1, by('marta'), around], [2, by('marta'), withdraw])?.news,
    'workaround_withdrawn',
  )
  assert.equal(told(opened, fixed)?.news, 'fixed')
  assert.equal(told(opened, fixed, [4, by('marta'), { type: 'problem.not_fix', because }])?.news, 'not_fixed')
  assert.deepEqual(told(opened, [1, by('marta'), { type: 'problem.merge', into: 'prb_b' }]), {
    ...{ news: 'merged', words: null, from: 'agt_marta', into: 'prb_b' },
  })
})

test('a card says how it stands and what is owed of it', () => {
  const card = (...wished: Wished[]) => problemRules.card(play(...wished).state, textOf)
  assert.deepEqual(card(opened), {
    ...{ kind: 'problem', standing: 'open', isOpen: true, title: 'vpn', owner: 'agt_marta', team: 'tea_2' },
    ...{ product: 'pro_net', subject: null, dueAt: null, openedAt: at(0) },
    more: {
      ...{ kind: 'software', edition: 0, hasCause: false, workaround: 'none', version: null, into: null },
    },
  })
  const worked: Wished = [1, by('marta'), around]
  assert.equal(card(opened, worked).dueAt, at(60))
  const cause = { type: 'problem.find_cause', cause: text('a leak'), how: 'log' } as const
  const { more } = card(opened, published, worked, [2, by('marta'), cause], fixed)
  assert.deepEqual(more, {
    ...{ kind: 'software', edition: 1, hasCause: true, workaround: 'holds', version: '4.2', into: null },
    terms: ['vpn', 'drops', 'noon'],
  })
  const erased = problemRules.card(play(opened, published).state, () => null)
  assert.deepEqual(erased.more?.terms, [])
  assert.equal(card(opened, worked, [60, clock, { type: 'clock.ring' }]).more?.workaround, 'over')
  assert.equal(card(opened, worked, [2, by('marta'), { type: 'problem.close' }]).dueAt, null)
  assert.equal(problemRules.card(play(opened).state, () => null).title, '')
  assert.throws(() => problemRules.card(null, textOf), /beginning/)
})
