// A change request as a manager would tell it: who may do what, in which standing, and what follows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChangeFact } from '#core/change/change-fact.ts'
import { type ChangeCommand, decideChange, mayChange, readsChanges, verifyBy } from '#core/change/decide.ts'
import { changeRules } from '#core/change/rules.ts'
import { type Change, type ChangeState, changeStandings, evolveChange } from '#core/change/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { at, by, clock, customer, desk, settingAt, text } from '#core/testing/world.ts'
import type { Actor } from '#core/people/actor.ts'

const itself: Actor = { kind: 'system', part: 'desk' }
const drafted: ChangeCommand = {
  ...{ type: 'change.draft', kind: 'bug_fix', title: text('t'), wanted: text('w'), why: text('y') },
  ...{ product: null, owner: 'agt_bo' },
}
const say = (
  state: ChangeState,
  command: ChangeCommand,
  { who = by('bo'), minute = 1 }: { who?: Actor; minute?: number } = {},
) => decideChange(state, command, { by: who, at: at(minute), setting: settingAt(at(minute)) })

/** What it is after these wishes, each at a minute of its own. */
function after(...wishes: readonly (ChangeCommand | [ChangeCommand, Actor])[]): Change {
  let state: ChangeState = null
  wishes.forEach((wish, minute) => {
    const [command, who] = Array.isArray(wish) ? wish : [wish, by('bo')]
    const outcome = say(state, command, { who, minute })
    assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
    state = outcome.reduce<ChangeState>((all, fact) => evolveChange(all, fact as ChangeFact), state)
  })
  return state as unknown as Change
}
const refusedOf = (state: ChangeState, command: ChangeCommand, who?: Actor) => {
  const outcome = say(state, command, who ? { who } : {})
  return isRefusal(outcome) ? outcome.refused : outcome.map(one => one.type)
}
const send: ChangeCommand = { type: 'change.send', tracker: 'trk_a' }
const theirs = (minute: number) => ({ theirs: { saidAt: at(minute) } })
const made: ChangeCommand = { type: 'change.deliver', fact: 2, entry: '12', url: 'https://t.example/12' }

test('it is asked for, sent, planned, done and seen to hold', () => {
  const done = after(
    drafted,
    send,
    [made, itself],
    [{ type: 'change.accept', ...theirs(3) }, itself],
    [{ type: 'change.plan', version: '4.2', ...theirs(4) }, itself],
    [{ type: 'change.begin', ...theirs(5) }, itself],
    [{ type: 'change.finish', ...theirs(6) }, itself],
  )
  assert.deepEqual(
    [done.standing, done.version, done.outside?.entry, done.isTheirs],
    ['done', '4.2', '12', true],
  )
  assert.equal(verifyBy(done), at(6 + 3 * 24 * 60))
  const holds = evolveChange(done, {
    type: 'change.verified',
    words: text('v'),
    at: at(9),
    by: by('bo'),
  }) as Change
  assert.deepEqual([holds.standing, verifyBy(holds), holds.isTheirs], ['verified', null, false])
})

test('what is not possible as it stands is refused to people, and nothing to a tracker', () => {
  const draft = after(drafted)
  assert.equal(refusedOf(draft, { type: 'change.verify', words: text('v') }), 'change.standing')
  assert.deepEqual(refusedOf(draft, { type: 'change.finish' }, itself), [])
  assert.equal(refusedOf(null, send), 'matter.not_found')
  assert.deepEqual(refusedOf(draft, drafted), [])
  assert.deepEqual(refusedOf(draft, { type: 'clock.ring' }, clock), [])
})

test('it is tied to one entry at a time', () => {
  const tied = after(drafted, send)
  assert.equal(refusedOf(tied, send), 'change.tied')
  assert.equal(
    refusedOf(tied, { type: 'change.link', tracker: null, entry: null, url: 'https://x.example' }),
    'change.tied',
  )
  const link: ChangeCommand = {
    type: 'change.link',
    tracker: 'trk_a',
    entry: '7',
    url: 'https://x.example/7',
  }
  const linked = after(drafted, link)
  assert.deepEqual([linked.standing, refusedOf(linked, link)], ['sent', []])
  const byHand = after(drafted, { type: 'change.send', tracker: null, words: text('phone') })
  assert.equal(after(drafted, { type: 'change.send', tracker: null }, link).standing, 'sent')
  assert.equal(refusedOf(byHand, { type: 'change.unlink', because: text('b') }), 'change.not_tied')
  assert.equal(after(drafted, link, { type: 'change.unlink', because: text('b') }).outside, null)
})

test('a lost entry is said once, and it may be sent again', () => {
  const lost = after(drafted, send, [made, itself], [{ type: 'change.lose', how: 'deleted' }, itself])
  assert.deepEqual(lost.outside, {
    tracker: 'trk_a',
    entry: '12',
    url: 'https://t.example/12',
    lost: 'deleted',
  })
  assert.deepEqual(
    refusedOf(lost, { type: 'change.lose', how: 'moved', url: 'https://n.example' }, itself),
    [],
  )
  assert.deepEqual(refusedOf(lost, send), ['change.sent'])
  const draft = after(drafted)
  const gone = evolveChange(draft, { type: 'change.entry_lost', how: 'moved', at: at(1), by: itself })
  assert.equal(gone?.outside, null)
  const moved = after(drafted, send, [
    { type: 'change.lose', how: 'moved', url: 'https://n.example' },
    itself,
  ])
  assert.equal(moved.outside?.url, 'https://n.example')
})

test('what a tracker says is taken once, and nothing older than what it said last', () => {
  const answer: ChangeCommand = {
    type: 'change.answer',
    words: text('a'),
    author: text('j'),
    remote: 'c1',
    saidAt: at(1),
  }
  const answered = after(drafted, send, [made, itself], [answer, itself])
  assert.deepEqual(refusedOf(answered, answer, itself), [])
  const { remote: _, ...told } = answer as ChangeCommand & { remote?: string }
  assert.deepEqual(refusedOf(answered, told as ChangeCommand), ['change.answered'])
  const own = after(
    drafted,
    send,
    [made, itself],
    [{ type: 'change.deliver', fact: 1, remote: 'c9' }, itself],
  )
  assert.deepEqual(refusedOf(own, { ...answer, remote: 'c9' } as ChangeCommand, itself), [])
  assert.deepEqual(refusedOf(own, { type: 'change.deliver', fact: 1, remote: 'c9' }, itself), [])
  const full = { ...answered, length: 2_000 }
  assert.deepEqual(refusedOf(full, { ...answer, remote: 'c2' } as ChangeCommand, itself), [])
  const done = after(drafted, send, [{ type: 'change.finish', ...theirs(50) }, itself])
  assert.deepEqual(refusedOf(done, { type: 'change.reopen', ...theirs(49) }, itself), [])
  assert.deepEqual(refusedOf(done, { type: 'change.reopen', ...theirs(50) }, itself), ['change.reopened'])
  const planned = after(drafted, send, [{ type: 'change.plan', version: '2', ...theirs(3) }, itself])
  assert.deepEqual(refusedOf(planned, { type: 'change.plan', version: '2', ...theirs(9) }, itself), [])
})

test('an answer without a number of theirs is kept, and taken for no other', () => {
  const sent = after(drafted, send, [made, itself])
  const answer = { type: 'change.answered', words: text('w'), author: text('a'), saidAt: at(9) } as const
  const answered = evolveChange(sent, { ...answer, at: at(9), by: itself })
  assert.deepEqual((answered as Change).taken, sent.taken)
})

test('an entry that is made there without an address is known by what came of it', () => {
  const known = after(drafted, send, [{ type: 'change.deliver', fact: 2, entry: '5' }, itself])
  assert.deepEqual([known.outside?.url, known.delivered[2]], [null, '5'])
  const quiet = after(drafted, send, [{ type: 'change.deliver', fact: 9 }, itself])
  assert.equal(quiet.delivered[9], '')
})

test('it is written clearer, with evidence that can be taken out again, by whoever has it', () => {
  const evidence: ChangeCommand = { type: 'change.add_evidence', words: text('e'), from: 'cas_a' }
  const state = after(drafted, evidence, { type: 'change.mend', title: text('new'), product: 'pro_a' })
  assert.deepEqual([state.title, state.wanted, state.product], [text('new'), text('w'), 'pro_a'])
  assert.deepEqual(Object.keys(state.evidence), ['2'])
  assert.deepEqual(refusedOf(state, { type: 'change.strike_evidence', evidence: 9 }), [])
  const all = { kind: 'improvement', wanted: text('w2'), why: text('y2') } as const
  const struck = after(
    drafted,
    evidence,
    { type: 'change.strike_evidence', evidence: 2 },
    { type: 'change.mend', ...all },
  )
  assert.deepEqual([struck.evidence, struck.kind, struck.product], [{}, 'improvement', null])
  assert.equal(after(drafted, { type: 'change.add_evidence', words: text('e') }).evidence[2]?.from, null)
  assert.deepEqual(refusedOf(state, { type: 'change.name_owner', owner: 'agt_bo' }), [])
  assert.equal(refusedOf(state, { type: 'change.name_owner', owner: 'agt_gone' }), 'agent.not_found')
  assert.equal(refusedOf(state, { type: 'change.name_owner', owner: 'agt_nobody' }), 'agent.not_found')
  assert.equal(after(drafted, { type: 'change.name_owner', owner: 'agt_marta' }).owner, 'agt_marta')
  const leave = { type: 'change.leave', agent: 'agt_bo', to: 'agt_marta' } as const
  assert.equal(after(drafted, leave).owner, 'agt_marta')
  assert.equal(after(drafted, leave, { ...leave, to: 'agt_bo' }).owner, 'agt_marta', 'it is his no more')
  assert.equal(after(drafted, send, { type: 'change.write', words: text('x') }).length, 3)
})

test('whose wish it may be: anybody’s of the house, its owner’s or a lead’s, the desk’s', () => {
  const state = after(drafted, send)
  const may = (who: Actor, type: ChangeCommand['type']) => {
    const right = mayChange(who, type, state, desk)
    return right === true || right.refused
  }
  assert.equal(may(by('marta'), 'change.write'), true)
  assert.equal(may(by('marta'), 'change.withdraw'), 'change.not_owner')
  assert.equal(may(by('bo'), 'change.withdraw'), true)
  assert.equal(may(by('karin'), 'change.withdraw'), true)
  assert.equal(may(by('bo'), 'change.deliver'), 'access.denied')
  assert.equal(may(by('bo'), 'change.leave'), 'access.denied')
  assert.equal(may(itself, 'change.deliver'), true)
  assert.equal(may(by('audit'), 'change.write'), 'access.denied')
  assert.equal(may(by('nobody'), 'change.write'), 'access.denied')
  assert.equal(may(customer, 'change.write'), 'access.denied')
  const [audit, gone] = ['audit', 'gone'].map(id => desk.agents[`agt_${id}`]!)
  assert.deepEqual([readsChanges(audit!, desk), readsChanges(gone!, desk)], [true, false])
})

const read = () => 'words'
test('its card names its tracker and when its owner is awaited; a beginning it must have', () => {
  const card = changeRules.card(after(drafted, send, [{ type: 'change.finish' }, itself]), read)
  assert.deepEqual([card.subject, card.standing, card.isOpen, card.title], ['trk_a', 'done', true, 'words'])
  assert.notEqual(card.dueAt, null)
  assert.equal(after({ ...drafted, from: 'cas_a' } as ChangeCommand).from, 'cas_a')
  const plain = changeRules.card(after(drafted), () => null)
  assert.deepEqual([plain.subject, plain.title, plain.dueAt], [null, '', null])
  assert.throws(() => changeRules.card(null, read))
  assert.equal(changeRules.ring(null, desk), null)
  assert.equal(evolveChange(null, { type: 'change.begun', at: at(1), by: itself }), null)
})

test('its cases hear what was decided, and that it is done only once it was seen to hold', () => {
  const state = after(drafted, send, [made, itself])
  const rows: readonly [ChangeCommand, string | null][] = [
    [{ type: 'change.accept' }, 'change_decided'],
    [{ type: 'change.plan', version: '2', words: text('w') }, 'change_decided'],
    [{ type: 'change.reject', because: text('b') }, 'change_decided'],
    [{ type: 'change.answer', words: text('w'), author: text('a'), saidAt: at(1) }, 'change_answered'],
    [{ type: 'change.withdraw', because: text('b') }, 'change_withdrawn'],
    [{ type: 'change.finish' }, null],
    [{ type: 'change.write', words: text('w') }, null],
  ]
  for (const [command, news] of rows) {
    const [fact] = say(state, command) as ChangeFact[]
    assert.equal(changeRules.tells(state, fact!)?.news ?? null, news, command.type)
  }
  const [held] = say(after(drafted, send, [{ type: 'change.finish' }, itself]), {
    type: 'change.verify',
    words: text('v'),
  }) as ChangeFact[]
  assert.equal(changeRules.tells(state, held!)?.news, 'change_done')
})

test('its tracker learns what one of ours did, and nothing when there is none or its entry is lost', () => {
  const tied = after(drafted, send, [made, itself])
  const calls = (state: Change, command: ChangeCommand, who = by('bo')) => {
    const [fact] = say(state, command, { who }) as ChangeFact[]
    return changeRules.calls(evolveChange(state, fact!), fact!)
  }
  assert.equal(calls(tied, { type: 'change.write', words: text('w') }), 'trk_a')
  assert.equal(calls(tied, { type: 'change.accept' }), null)
  assert.equal(calls(tied, { type: 'change.accept', ...theirs(9) }, itself), null)
  assert.equal(
    calls(after(drafted, { type: 'change.send', tracker: null }), { type: 'change.write', words: text('w') }),
    null,
  )
  const lost = { ...tied, outside: { ...tied.outside!, lost: 'moved' as const } }
  assert.equal(calls(lost, { type: 'change.write', words: text('w') }), null)
})

test('every standing is open or has ended', () => {
  const open = changeStandings.filter(
    one => changeRules.card({ ...after(drafted), standing: one }, read).isOpen,
  )
  assert.deepEqual(
    changeStandings.filter(one => !open.includes(one)),
    ['verified', 'rejected', 'withdrawn'],
  )
})
