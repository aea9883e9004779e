import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import type { OpenedCase } from '#core/case/state.ts'
import {
  type Bare,
  accepted,
  anna,
  byDesk,
  everything,
  hour,
  kinds,
  ledgerOf,
  made,
  marta,
  noon,
  offered,
  queued,
  read,
  reading,
  received,
  ref,
  taken,
  view,
} from '#test/support/customer-ledger.ts'

test('no canary word of an internal field is ever in what a customer sees', () => {
  const ledger = ledgerOf(...everything)
  for (let seq = 1; seq <= ledger.length; seq++) {
    const now = seq === ledger.length ? noon + 90 * hour : ledger[seq - 1]!.at
    const bytes = JSON.stringify(view(ledger.slice(0, seq), now))
    assert.doesNotMatch(bytes, /canary/i, `after ${ledger[seq - 1]?.type}`)
  }
})

test('the canaries would be found: they are in the ledger', () => {
  const found = JSON.stringify(ledgerOf(...everything)).match(/canary[\w.-]*/g) ?? []
  assert.ok(new Set(found).size > 30, String(new Set(found).size))
})

test('what a customer may see is there, in order, with what he did himself marked', () => {
  const entries = read(ledgerOf(...everything))
  assert.deepEqual(
    entries.map(entry => entry.kind),
    [
      'opened',
      'said',
      'severity',
      'contact_is',
      'said',
      'step',
      ...['proposed', 'proposal_answered', 'proposed', 'proposal_withdrawn'],
      'goodwill_granted',
      'goodwill_redeemed',
      'goodwill_asked',
      'goodwill_granted',
      'goodwill_revoked',
      'contact',
      'wrote',
      'wrote',
      'wrote',
      'promised',
      'moved',
      'promised',
      'late',
      'missed',
      'promised',
      'withdrawn',
      'kept',
      'joined',
      'waiting',
      ...['asked', 'answered', 'asked', 'question_ended', 'asked', 'question_ended'],
      'help',
      'lead_alerted',
      'solved',
      'reopened',
      'closed',
      'merged',
      'parted',
    ],
  )
  assert.deepEqual(
    entries.filter(entry => entry.own).map(entry => entry.kind),
    ['opened', 'said', 'help'],
  )
  assert.equal(entries.find(entry => entry.kind === 'joined')?.role, 'specialist')
})

test('with the specialists he reads by when he hears, unless that time had passed', () => {
  const promise = (dueAt: number): Bare => ({
    type: 'promise.made',
    promise: 'prm_h',
    topic: ref('result'),
    means: 'phone',
    to: 'cus_1',
    dueAt,
    keeper: null,
  })
  const along = {
    ...offered,
    summary: { ...(offered.summary as object), promise: 'prm_h' },
  } as Bare
  const hears = (...bare: Bare[]) => {
    const joined = read(ledgerOf(received, ...bare)).find(entry => entry.kind === 'joined')
    return joined?.kind === 'joined' ? joined.hears : 'nobody joined'
  }
  const later = noon + 99 * 3_600_000
  assert.deepEqual(hears(promise(later), along, accepted[0]!), { from: null, dueAt: later })
  assert.equal(hears(promise(noon - 3_600_000), along, accepted[0]!), null)
  assert.equal(hears(offered, accepted[0]!), null)
})

test('what the giver of a hand-off wrote to him stands there as words of a person', () => {
  const ledger = ledgerOf(received, queued({ automatic: 'hand_off' }))
  assert.deepEqual(kinds(ledger, noon + 60_000), ['opened', 'said', 'wrote'])
  const late = ledgerOf(received, queued({ automatic: 'late' }))
  assert.deepEqual(kinds(late, noon + 60_000), ['opened', 'said'])
})

test('what became of his request for more help is told him line by line', () => {
  const help = 'hlp_1' as const
  const asked: Bare = { type: 'help.asked', by: anna, help, reason: 'getting_worse', answerBy: noon }
  const ledger = ledgerOf(
    asked,
    { type: 'help.taken_up', help },
    { type: 'help.late', help, by: byDesk },
    { type: 'help.explained', help, evidence: 'con_1' },
    { type: 'help.replied', by: anna, help, reply: 'not_content' },
    { type: 'help.raised', help, answerBy: noon + hour, by: byDesk },
    queued(),
    { type: 'help.answering', help, with: 'msg_2' },
    { type: 'help.explained', help, evidence: 'msg_2' },
    { type: 'help.passed_on', help, handOff: 'hnd_1' },
    { type: 'help.withdrawn', by: anna, help },
  )
  const lines = read(ledger, noon + 60_000).filter(entry => entry.kind.startsWith('help'))
  assert.deepEqual(
    lines.map(entry => [
      entry.kind,
      ...('how' in entry ? [entry.how] : []),
      ...('who' in entry ? [entry.who] : []),
    ]),
    [
      ['help'],
      ['help_read', 'Bo'],
      ['help_late'],
      ['help_explained', 'said'],
      ['help_reply'],
      ['help_raised'],
      ['help_explained', 'written'],
      ['help_passed_on'],
      ['help_withdrawn'],
    ],
  )
})

test('words that came by mail are told from those written here', () => {
  const via = (channel: 'email' | 'form') => {
    const [, said] = read(ledgerOf({ ...received, channel }))
    return said?.kind === 'said' && said.via
  }
  assert.deepEqual([via('email'), via('form')], ['mail', 'here'])
})

test('a message that may still be taken back is not shown, one past its time is', () => {
  const ledger = ledgerOf(received, queued())
  assert.deepEqual(kinds(ledger, noon + 2000), ['opened', 'said'])
  assert.deepEqual(kinds(ledger, noon + 60_000), ['opened', 'said', 'wrote'])
})

test('erased words read as nothing, and people who are gone have no name', () => {
  const file = { file: 'fil_1', name: ref('erased'), type: 'text/plain', size: 3, sha256: '00' }
  const gone = { kind: 'agent', id: 'agt_gone' } as const
  const ledger = ledgerOf(
    { ...received, text: ref('erased'), attached: [file] },
    queued({ by: gone, attached: [{ ...file, name: ref('log.txt') }] }),
    { type: 'contact.assigned', agent: 'agt_gone' },
    {
      type: 'step.tried',
      step: 'stp_1',
      what: ref('erased'),
      why: ref('w'),
      outcome: 'worked',
      doneBy: 'customer',
    },
    { type: 'help.asked', by: anna, reason: 'getting_worse', answerBy: noon },
    { ...accepted[0]!, by: byDesk },
    { type: 'question.answered', question: 'que_9', text: ref('yes') },
    { type: 'question.split', question: 'que_9', into: 'cas_2' },
  )
  const [, said, wrote, contact, step, help, answered, ended] = read(ledger)
  assert.deepEqual(said?.kind === 'said' && [said.words, said.files[0]?.name], [null, ''])
  assert.deepEqual(wrote?.kind === 'wrote' && [wrote.who, wrote.files[0]?.name], [null, 'log.txt'])
  assert.equal(contact?.kind === 'contact_is' && contact.who, '')
  assert.deepEqual(step?.kind === 'step' && [step.what, step.result], [null, null])
  assert.equal(help?.kind === 'help' && help.words, null)
  assert.equal(answered?.kind === 'answered' && answered.question, null)
  assert.equal(ended?.kind === 'question_ended' && ended.question, null)
  assert.equal(view(ledger).files, 2)
})

test('facts about promises nobody knows leave no line', () => {
  const strays: Bare[] = (['kept', 'late', 'missed'] as const).map(how => ({
    type: `promise.${how}`,
    promise: 'prm_x',
    late: true,
    how: 'message',
  }))
  const ledger = ledgerOf(
    ...strays,
    { type: 'promise.moved', promise: 'prm_x', to: 'prm_y', because: ref('x') },
    { type: 'promise.withdrawn', promise: 'prm_x' },
  )
  assert.deepEqual(kinds(ledger), ['opened'])
  const ended = ledgerOf(made('prm_1', 'Call', noon + hour), {
    type: 'promise.withdrawn',
    promise: 'prm_1',
    end: 'solved',
  })
  assert.deepEqual(kinds(ended), ['opened', 'promised'])
})

test('a word of the house that was moved to another time is said, and not one that a person took over', () => {
  const word = (promise: string, dueAt: number): Bare => ({
    ...{ type: 'promise.made', promise, topic: null, means: 'email', to: anna, keeper: null, dueAt },
  })
  const moved = (to: string): Bare => ({ type: 'promise.moved', promise: 'prm_h', to, because: ref('x') })
  const house = word('prm_h', noon + hour)
  const later = ledgerOf(house, moved('prm_i'), word('prm_i', noon + 2 * hour))
  const line = view(later).entries.find(one => one.kind === 'moved')
  assert.deepEqual(line?.kind === 'moved' && [line.dueAt, line.to.dueAt], [noon + hour, noon + 2 * hour])
  const spoken = ledgerOf(house, made('prm_j', 'Call', noon + 2 * hour), moved('prm_j'))
  assert.deepEqual(kinds(spoken), ['opened', 'promised'])
})

test('who works on it is said once when a hand-off or the contact said it already', () => {
  assert.deepEqual(kinds(ledgerOf(...taken)), ['opened', 'contact_is'])
  const given: Bare = { type: 'worker.assigned', agent: marta, level: 2, team: 'tea_2' }
  assert.deepEqual(kinds(ledgerOf(given)), ['opened', 'worker_is'])
  assert.deepEqual(kinds(ledgerOf(...taken, offered, ...accepted)), ['opened', 'contact_is', 'joined'])
  const ledger = ledgerOf(given)
  const alone = customerTimeline(ledger.slice(1), fold(ledger) as OpenedCase, reading(noon))
  assert.deepEqual(
    alone.map(entry => entry.kind),
    ['worker_is'],
  )
})

test('a visit and a supplier are waits a customer is told of, our own are not', () => {
  const wait = (turn: string, reason: string, until?: number): Bare => ({
    type: 'wait.started',
    turn,
    reason,
    ...(until && { until }),
  })
  assert.deepEqual(read(ledgerOf(wait('us', 'visit', noon + hour)))[1], {
    kind: 'waiting',
    whom: 'visit',
    until: noon + hour,
    seq: 2,
    at: noon + 1000,
    own: false,
  })
  assert.equal(read(ledgerOf(wait('us', 'visit')))[1]?.kind, 'waiting')
  assert.equal(read(ledgerOf(wait('supplier', 'part')))[1]?.kind, 'waiting')
  assert.deepEqual(kinds(ledgerOf(wait('us', 'agreed_date'))), ['opened'])
})

test('of an honest referral he reads what serves him instead, never why ours does not', () => {
  const referred: Bare = {
    ...{ type: 'case.closed', reason: 'referred', because: ref('no fibre there') },
    instead: ref('ask the town network'),
  }
  const ledger = ledgerOf(received, ...taken, referred)
  const closed = read(ledger).find(entry => entry.kind === 'closed')
  assert.deepEqual([closed?.reason, closed?.instead], ['referred', 'ask the town network'])
  assert.doesNotMatch(JSON.stringify(view(ledger)), /no fibre/)
})
