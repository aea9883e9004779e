// A supplier case in the share of another house: who reads it and until when, what they may do to it, and
// what we hear of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FileId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { maySupplier, readsSupplierCases, type SupplierCommand } from '#core/supplier/decide.ts'
import { supplierRules } from '#core/supplier/rules.ts'
import { isSharedWith, sharedOf, sharingTeams } from '#core/supplier/share.ts'
import { evolveSupplier, type SupplierState } from '#core/supplier/state.ts'
import type { SupplierFact } from '#core/supplier/supplier-fact.ts'
import { partnerDesk } from '#core/testing/partner-desk.ts'
import { agentId, at, by, settingAt, teamId, text } from '#core/testing/world.ts'

type Wished = readonly [minutes: number, by: Actor, command: SupplierCommand]
const none = [null, null, null, null] as const
const words = text('words')
const because = text('because')
const away = teamId('away')
const opened: Wished = [
  ...([0, by('marta')] as const),
  {
    ...{ type: 'supplier.open', title: text('radio'), supplier: 'sup_acme', product: null, severity: 2 },
    agreed: {
      ...{ calendar: null, answer: none, update: none, solution: none },
      ...{ chaseMinutes: 100, chasesMax: 2, raiseMinutes: 30 },
    },
    ...{ owner: agentId('marta'), team: teamId(2) },
  },
]
const sent: Wished = [1, by('marta'), { type: 'supplier.send', how: 'form', words }]
const share = (minutes: number, partner = away): Wished => [
  ...([minutes, by('marta')] as const),
  { type: 'supplier.share', partner },
]
const unshare = (minutes: number): Wished => [minutes, by('marta'), { type: 'supplier.unshare', because }]
const say = (minutes: number, who: string): Wished => [
  ...([minutes, by(who)] as const),
  { type: 'supplier.say', how: 'form', answer: 'question', words },
]
const solve = (minutes: number): Wished => [
  ...([minutes, by('marta')] as const),
  { type: 'supplier.solve', through: 'elsewhere', words },
]

function outcomeOf(state: SupplierState, [minutes, who, command]: Wished, facts: DeskFacts = partnerDesk) {
  const setting = settingAt(at(minutes), facts)
  return supplierRules.decide(state, command, { by: who, at: at(minutes), setting })
}
function play(...wished: Wished[]): { state: NonNullable<SupplierState>; facts: SupplierFact[] } {
  const facts: SupplierFact[] = []
  let state: SupplierState = null
  for (const one of wished) {
    const outcome = outcomeOf(state, one)
    if (isRefusal(outcome)) assert.fail(outcome.refused)
    facts.push(...outcome)
    state = outcome.reduce(evolveSupplier, state)
  }
  return { state: state!, facts }
}
const reads = (name: string, wished: Wished[], facts: DeskFacts = partnerDesk): boolean =>
  isSharedWith(facts.agents[agentId(name)]!, sharedOf(play(...wished).state), facts)
const may = (name: string, type: SupplierCommand['type'], wished: Wished[]) => {
  const outcome = maySupplier(by(name), type, play(...wished).state, partnerDesk)
  return outcome === true || outcome.refused
}
const withAway = (change: object, at = partnerDesk.at): DeskFacts => ({
  ...partnerDesk,
  ...(at !== undefined && { at }),
  teams: { ...partnerDesk.teams, [away]: { ...partnerDesk.teams[away]!, ...change } },
})
const { partner } = partnerDesk.teams[away]!

test('theirs is what was given to their team and sent; nobody else of another house has it', () => {
  assert.equal(reads('pia', [opened, share(2)]), false, 'a draft is ours')
  assert.equal(reads('pia', [opened, sent]), false)
  assert.equal(reads('pia', [opened, sent, share(2)]), true)
  assert.equal(reads('theo', [opened, sent, share(2)]), false)
  assert.equal(reads('pia', [opened, sent, share(2), unshare(3)]), false)
  const rests = { ...partnerDesk.agents[agentId('pia')]!, active: false }
  assert.deepEqual(sharingTeams(rests, partnerDesk), [])
  const auditor = { ...partnerDesk.agents[agentId('pia')]!, roles: ['auditor'] as const }
  assert.equal(readsSupplierCases(auditor, partnerDesk), false, 'all of them are nobody’s share')
})

test('it ends with what was agreed, and some days after it is over', () => {
  const now = instant(at(0))
  const given = [opened, sent, share(2)]
  assert.equal(reads('pia', given, withAway({ partner: { ...partner!, endsAt: now } }, now)), false)
  assert.equal(reads('pia', given, withAway({ active: false })), false)
  const over = [...given, solve(10)]
  assert.equal(reads('pia', over, withAway({}, instant(at(10) + dayMs))), true)
  assert.equal(reads('pia', over, withAway({}, instant(at(10) + 8 * dayMs))), false)
  assert.equal(reads('pia', over), true, 'a desk without a clock keeps it')
  const gone = isSharedWith(
    partnerDesk.agents[agentId('pia')]!,
    { partner: away, sentAt: at(1), isOpen: false, solvedAt: instant(at(1) - 400 * 24 * hourMs) },
    {
      ...withAway({}, now),
      teams: { [away]: { ...partnerDesk.teams[away]!, partner: { ...partner!, readDays: 0 } } },
    },
  )
  assert.equal(gone, false)
  const unsolved = { partner: away, sentAt: at(1), isOpen: false, solvedAt: null }
  assert.equal(isSharedWith(partnerDesk.agents[agentId('pia')]!, unsolved, partnerDesk), false)
})

test('they answer and say their reference; all else stays with us', () => {
  const given = [opened, sent, share(2)]
  assert.equal(may('pia', 'supplier.say', given), true)
  assert.equal(may('pia', 'supplier.lodge', given), true)
  for (const type of ['supplier.send', 'supplier.solve', 'supplier.unshare', 'supplier.spend'] as const)
    assert.equal(may('pia', type, given), 'access.denied', type)
  assert.equal(may('pia', 'supplier.say', [opened, sent]), 'access.denied')
  assert.equal(may('per', 'supplier.share', given), 'access.denied')
  assert.equal(may('bo', 'supplier.share', [opened, sent]), 'supplier.not_keeper')
})

test('a word of theirs says whose it is, wants its owner, and is no word of one of ours', () => {
  const given = [opened, sent, share(2)]
  const { facts } = play(...given, say(5, 'pia'))
  const theirs = facts.find(one => one.type === 'supplier.said')!
  assert.equal(theirs.type === 'supplier.said' && theirs.partner, away)
  assert.deepEqual(supplierRules.wants?.(theirs, null), { cause: 'matter.heard', hears: 'owner' })
  assert.equal(supplierRules.tells(null, theirs)?.from, null)
  const ours = play(...given, say(5, 'marta')).facts.find(one => one.type === 'supplier.said')!
  assert.equal('partner' in ours, false)
  assert.equal(supplierRules.wants?.(ours, null), null)
  assert.equal(supplierRules.tells(null, ours)?.from, agentId('marta'))
  const itself = { kind: 'system', part: 'desk' } as const
  const mail: SupplierCommand = { type: 'supplier.say', how: 'mail', answer: 'unread', words, mail: 'raw' }
  const came = play(...given, [5, itself, mail]).facts.find(one => one.type === 'supplier.said')!
  assert.equal('partner' in came, false, 'a mail is nobody’s in the share')
  const lodged = play(...given, [5, by('pia'), { type: 'supplier.lodge', reference: 'F-1' }]).facts.at(-1)
  assert.deepEqual(lodged?.type === 'supplier.lodged' && [lodged.reference, lodged.partner], ['F-1', away])
})

test('it goes to a team of another house that shares, once; and is taken back once, also when it is over', () => {
  const given = play(opened, sent, share(2)).state
  assert.deepEqual(outcomeOf(given, share(3)), [])
  for (const [wish, facts] of [
    [share(3, teamId(2)), partnerDesk],
    [share(3), withAway({ active: false })],
  ] as const)
    assert.deepEqual(outcomeOf(play(opened).state, wish, facts), { refused: 'supplier.not_a_partner' })
  const over = play(opened, sent, share(2), solve(4)).state
  assert.deepEqual(outcomeOf(over, share(5)), { refused: 'supplier.ended' })
  const [back] = outcomeOf(over, unshare(5)) as readonly SupplierFact[]
  assert.deepEqual(
    [back?.type, back?.type === 'supplier.unshared' && back.partner],
    ['supplier.unshared', away],
  )
  assert.deepEqual(outcomeOf(play(opened).state, unshare(5)), [])
})

test('they hear what is new in their share: given, a word of ours, a test, silence; not what stays ours', () => {
  const asked = (...wished: Wished[]) => {
    let state: SupplierState = null
    return play(...wished).facts.flatMap(fact => {
      state = evolveSupplier(state, fact)
      const want = supplierRules.wantsOutside?.(state, fact)
      return want ? [`${fact.type} ${want.cause} ${want.team} ${want.agent}`] : []
    })
  }
  const send: Wished = [4, by('marta'), { type: 'supplier.send', how: 'form', words }]
  assert.deepEqual(asked(opened, share(1)), [], 'a draft is nothing to them')
  assert.deepEqual(asked(opened, share(0), sent), ['supplier.sent share.given tea_away null'])
  assert.deepEqual(asked(opened, sent, send), [], 'nobody has it in his share')
  const given = [opened, sent, share(2)]
  assert.deepEqual(asked(...given, say(3, 'pia'), send), [
    'supplier.shared share.given tea_away null',
    'supplier.sent share.heard tea_away agt_pia',
  ])
  const released: Wished = [
    ...([3, by('pia')] as const),
    { type: 'supplier.say', how: 'form', answer: 'release', words },
  ]
  const retested: Wished = [4, by('marta'), { type: 'supplier.retest', holds: true, words }]
  const reopened: Wished = [6, by('marta'), { type: 'supplier.reopen', because }]
  assert.deepEqual(asked(...given, released, retested, solve(5), reopened).slice(1), [
    'supplier.retested share.heard tea_away agt_pia',
    'supplier.solved share.heard tea_away agt_pia',
    'supplier.reopened share.heard tea_away agt_pia',
  ])
  assert.deepEqual(asked(...given, say(3, 'pia'), unshare(4), share(5)).slice(1), [
    'supplier.shared share.given tea_away null',
  ])
  const silent = {
    type: 'supplier.silent',
    target: 'answer',
    dueAt: at(3),
    at: at(4),
    by: by('marta'),
  } as const
  const late = evolveSupplier(play(...given).state, silent)
  assert.equal(supplierRules.wantsOutside?.(late, silent)?.cause, 'share.late')
  assert.equal(supplierRules.wantsOutside?.(null, silent), null)
  const lodged = play(...given, [3, by('pia'), { type: 'supplier.lodge', reference: 'F-1' }]).state
  assert.equal(lodged.answeredBy, agentId('pia'))
  assert.equal(play(...given, say(3, 'marta')).state.answeredBy, null)
})

test('files of the case go to whoever has it in his share, and are taken back once', () => {
  const given = [opened, sent, share(2)]
  const files = [
    { file: 'fil_log', how: 'masked' },
    { file: 'fil_shot', how: 'picture' },
  ] as const
  const send: Wished = [3, by('marta'), { type: 'supplier.send', how: 'form', words, files }]
  const back = (file: FileId): Wished => [4, by('bo'), { type: 'supplier.withdraw_file', file, because }]
  assert.deepEqual(outcomeOf(play(opened, sent).state, send), { refused: 'supplier.files_in_share_only' })
  const { state } = play(...given, send)
  assert.deepEqual(
    { ...state.files },
    {
      fil_log: { how: 'masked', isWithdrawn: false },
      fil_shot: { how: 'picture', isWithdrawn: false },
    },
  )
  assert.deepEqual(outcomeOf(state, back('fil_none')), { refused: 'supplier.file_not_given' })
  assert.equal(may('bo', 'supplier.withdraw_file', [...given, send]), true, 'whoever sees it')
  assert.equal(may('pia', 'supplier.withdraw_file', [...given, send]), 'access.denied')
  const after = play(...given, send, back('fil_log')).state
  assert.equal(after.files.fil_log?.isWithdrawn, true)
  assert.deepEqual(outcomeOf(after, back('fil_log')), [])
  assert.equal(play(...given, send, back('fil_log'), send).state.files.fil_log?.isWithdrawn, false)
  const [file, type] = ['fil_none', 'supplier.file_withdrawn'] as const
  const unknown = { type, file, because, at: at(9), by: by('bo') }
  assert.deepEqual(evolveSupplier(state, unknown), state, 'what is not known says nothing')
})
