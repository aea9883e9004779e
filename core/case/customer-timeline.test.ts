import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, fold } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { customerStatus, customerView } from '#core/case/customer-view.ts'
import type { Event, EventOf, EventType, Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { type DeskFacts, defaultDesk } from '#core/people/desk-facts.ts'

const bo = 'agt_bo' as AgentId
const marta = 'agt_marta' as AgentId
const anna = { kind: 'customer', id: 'cus_anna' } as const
const byBo = { kind: 'agent', id: bo } as const
const byDesk = { kind: 'system', part: 'desk' } as const
const person = (id: AgentId, name: string, level: 1 | 2) =>
  ({ id, name, roles: ['agent'], levels: [level], teams: [], active: true, absent: false }) as const
const desk = {
  ...defaultDesk,
  teams: {
    tea_1: { id: 'tea_1', name: 'First line', level: 1, setting: {}, active: true },
    tea_2: { id: 'tea_2', name: 'Canary team', level: 2, setting: {}, active: true },
  },
  agents: { [bo]: person(bo, 'Bo', 1), [marta]: person(marta, 'Marta', 2) },
} as unknown as DeskFacts

/** The words of a text are its own name: what is shown is seen at once. */
const ref = (words: string): TextRef => ({ text: words as TextId, mac: '' })
const text = ({ text }: TextRef): string | null => ((text as string) === 'erased' ? null : text)
const noon = 1_000_000_000
type Bare = { type: EventType; by?: Event['by']; at?: number } & Record<string, unknown>

const ledgerOf = (...events: Bare[]): Recorded[] =>
  [opened, ...events].map(
    (event, i) => ({ by: byBo, at: noon + i * 1000, ...event, seq: i + 1 }) as unknown as Recorded,
  )
const opened: Bare = {
  type: 'case.opened',
  by: anna,
  channel: 'form',
  subject: ref('Router'),
  customer: 'cus_anna',
  language: 'en',
  team: 'tea_1',
  level: 1,
  verified: true,
}
const reading = (now: number) => ({
  text,
  agentName: (id: AgentId) => desk.agents[id]?.name ?? null,
  now: instant(now),
})
const read = (ledger: readonly Recorded[], now = noon + 3_600_000) =>
  customerTimeline(ledger, fold(ledger) as OpenedCase, reading(now))
const view = (ledger: readonly Recorded[], now = noon + 3_600_000) => {
  const seen = customerView(ledger, { text, desk, now: instant(now) })
  assert.ok(seen)
  return seen
}
const kinds = (ledger: readonly Recorded[], now?: number) => read(ledger, now).map(entry => entry.kind)

const hour = 3_600_000
const received: Bare = {
  type: 'message.received',
  by: anna,
  message: 'msg_1',
  channel: 'form',
  from: 'cus_anna',
  text: ref('It blinks'),
  attached: [],
  automatic: null,
}
const made = (promise: string, topic: string | null, dueAt: number): Bare => ({
  type: 'promise.made',
  by: topic ? byBo : byDesk,
  promise,
  topic: topic && ref(topic),
  means: 'email',
  to: 'cus_anna',
  dueAt,
  keeper: topic ? bo : null,
})
const queued = (more: Record<string, unknown> = {}): Bare => ({
  type: 'message.queued',
  message: 'msg_2',
  channel: 'email',
  to: 'cus_anna',
  text: ref('Which lights?'),
  attached: [],
  sendAt: noon + 60_000,
  keeps: [],
  ...more,
})
const taken: Bare[] = [
  { type: 'contact.assigned', agent: bo },
  { type: 'worker.assigned', agent: bo, level: 1, team: 'tea_1' },
]
const offered: Bare = {
  type: 'hand_off.offered',
  handOff: 'hnd_1',
  from: { level: 1, team: 'tea_1', agent: bo },
  to: { level: 2, team: 'tea_2' },
  question: ref('canary-question'),
  summary: {
    problem: ref('canary-problem'),
    claims: [],
    steps: [],
    promise: null,
    noStepsBecause: ref('canary-no-steps'),
  },
  acceptBy: noon + hour,
}
const accepted: Bare[] = [
  {
    type: 'hand_off.accepted',
    by: { kind: 'agent', id: marta },
    handOff: 'hnd_1',
    readBack: ref('canary-read-back'),
  },
  { type: 'worker.assigned', by: { kind: 'agent', id: marta }, agent: marta, level: 2, team: 'tea_2' },
]

/** Every fact there is, each internal text a canary word. */
const everything: Bare[] = [
  {
    ...received,
    subject: ref('canary-mail-subject'),
    full: ref('canary-full'),
    mail: 'canary-raw-hash',
    html: true,
    language: 'sv',
  },
  { ...received, message: 'msg_3', text: ref('canary-auto-reply'), automatic: 'auto-reply' },
  {
    type: 'case.classified',
    kind: 'malfunction',
    severity: 2,
    product: 'pro_canary',
    because: ref('canary-because'),
  },
  { type: 'case.linked', to: 'cas_canary', how: 'related' },
  ...taken.map(one => ({ ...one, because: ref('canary-assigned') })),
  { type: 'note.added', note: 'not_1', text: ref('canary-note'), mentions: [marta] },
  { type: 'note.struck', note: 'not_1', because: ref('canary-struck') },
  { type: 'claim.made', claim: 'cla_1', from: 'cus_anna', text: ref('Since Monday') },
  { type: 'claim.judged', claim: 'cla_1', verdict: 'does_not_match', because: ref('canary-judged') },
  {
    type: 'step.tried',
    step: 'stp_1',
    what: ref('Changed the splitter'),
    why: ref('A bad filter'),
    outcome: 'no_change',
    result: ref('Nothing changed'),
    doneBy: 'agent',
    repeats: 'stp_canary',
    repeatBecause: ref('canary-repeat'),
  },
  {
    type: 'contact.held',
    contact: 'con_1',
    means: 'phone',
    direction: 'out',
    with: 'cus_anna',
    reach: 'reached',
    startedAt: noon,
    minutes: 4,
    text: ref('canary-call'),
  },
  queued({ noPromise: ref('canary-no-promise') }),
  { type: 'message.sent', message: 'msg_2', relay: 'canary-relay' },
  queued({ message: 'msg_4', text: ref('canary-taken-back') }),
  { type: 'message.withdrawn', message: 'msg_4' },
  queued({ message: 'msg_5', text: ref('canary-automatic'), automatic: 'confirmation' }),
  queued({ message: 'msg_6', text: ref('Failed words') }),
  { type: 'message.failed', message: 'msg_6', reason: 'canary-reason', final: true },
  queued({ message: 'msg_7', text: ref('Bounced words') }),
  { type: 'message.bounced', message: 'msg_7', hard: true, status: 'canary-5.1.1' },
  made('prm_1', 'Call back', noon + 2 * hour),
  { type: 'promise.moved', promise: 'prm_1', to: 'prm_2', because: ref('canary-moved') },
  made('prm_2', 'Call back', noon + 3 * hour),
  { type: 'promise.late', promise: 'prm_2' },
  { type: 'promise.missed', promise: 'prm_2', because: ref('canary-missed') },
  made('prm_3', 'Send a part', noon + 3 * hour),
  { type: 'promise.withdrawn', promise: 'prm_3', because: ref('canary-withdrawn') },
  made('prm_4', null, noon + 4 * hour),
  { type: 'promise.kept', promise: 'prm_4', how: 'message', late: false, evidence: 'canary-evidence' },
  offered,
  { type: 'hand_off.expired', handOff: 'hnd_1' },
  { type: 'hand_off.returned', handOff: 'hnd_1', reason: 'level_1_can', nextAct: ref('canary-next-act') },
  { ...offered, handOff: 'hnd_2' },
  { type: 'hand_off.withdrawn', handOff: 'hnd_2' },
  { ...offered, handOff: 'hnd_3' },
  { ...accepted[0]!, handOff: 'hnd_3' },
  accepted[1]!,
  {
    type: 'hand_off.answered',
    handOff: 'hnd_3',
    result: ref('canary-result'),
    cause: ref('canary-cause'),
    verified: ref('canary-verified'),
    tell: ref('canary-tell'),
  },
  { type: 'worker.queued', team: 'tea_2', level: 2 },
  {
    type: 'wait.started',
    turn: 'supplier',
    reason: 'supplier_answer',
    text: ref('canary-wait'),
    until: noon + hour,
  },
  { type: 'wait.ended', how: 'agent' },
  { type: 'question.added', question: 'que_1', text: ref('And the TV?') },
  { type: 'question.answered', question: 'que_1', text: ref('It uses the same line') },
  { type: 'question.added', question: 'que_2', text: ref('And the radio?') },
  { type: 'question.declined', question: 'que_2', because: ref('canary-declined') },
  { type: 'question.added', question: 'que_3', text: ref('And the phone?') },
  { type: 'question.split', question: 'que_3', into: 'cas_canary' },
  { type: 'help.asked', by: anna, reason: 'getting_worse', text: ref('Worse today'), answerBy: noon + hour },
  {
    type: 'case.solved',
    fix: ref('Moved the line'),
    step: 'stp_1',
    level: 2,
    article: ref('canary-article'),
  },
  { type: 'case.reopened', reason: 'by_agent', text: ref('canary-reopened') },
  { type: 'case.closed', reason: 'withdrawn' },
  { type: 'case.merged', into: 'cas_other' },
]

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
      'contact_is',
      'said',
      'step',
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
      'asked',
      'answered',
      'asked',
      'asked',
      'help',
      'solved',
      'reopened',
      'closed',
      'merged',
    ],
  )
  assert.deepEqual(
    entries.filter(entry => entry.own).map(entry => entry.kind),
    ['opened', 'said', 'help'],
  )
  assert.equal(entries.find(entry => entry.kind === 'joined')?.role, 'specialist')
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
  )
  const [, said, wrote, contact, step, help, answered] = read(ledger)
  assert.deepEqual(said?.kind === 'said' && [said.words, said.files[0]?.name], [null, ''])
  assert.deepEqual(wrote?.kind === 'wrote' && [wrote.who, wrote.files[0]?.name], [null, 'log.txt'])
  assert.equal(contact?.kind === 'contact_is' && contact.who, '')
  assert.deepEqual(step?.kind === 'step' && [step.what, step.result], [null, null])
  assert.equal(help?.kind === 'help' && help.words, null)
  assert.equal(answered?.kind === 'answered' && answered.question, null)
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

test('six words say where a case stands, and since when', () => {
  const status = (...events: Bare[]) => {
    const seen = view(ledgerOf(...events))
    return [seen.status, seen.since - noon] as const
  }
  const wait = (turn: string, reason = 'answer'): Bare => ({ type: 'wait.started', turn, reason })
  assert.deepEqual(status(received), ['received', 0])
  assert.deepEqual(status(received, ...taken), ['working', 2000])
  assert.deepEqual(status(...taken, wait('customer')), ['waiting_you', 3000])
  assert.deepEqual(status(...taken, wait('supplier')), ['waiting_supplier', 3000])
  assert.deepEqual(status(...taken, wait('us', 'visit')), ['visit_booked', 3000])
  assert.deepEqual(status(...taken, wait('us', 'other')), ['working', 1000])
  assert.deepEqual(status({ type: 'case.solved', fix: ref('f'), level: 1 }), ['solved', 1000])
  assert.equal(customerStatus({ phase: 'merged', worker: null, contact: null }), 'working')
})

test('who has it is said by name and role, never by a level', () => {
  const seen = view(ledgerOf(...taken, offered, ...accepted))
  assert.deepEqual(seen.contact, { name: 'Bo', role: 'support' })
  assert.deepEqual(seen.worker, { name: 'Marta', role: 'specialist' })
  assert.equal(seen.specialists, true)
  assert.equal(view(ledgerOf(...taken)).specialists, false)
  assert.doesNotMatch(JSON.stringify(seen), /"level"|team|tea_/)
  const gone = view(
    ledgerOf(
      { type: 'contact.assigned', agent: 'agt_gone' },
      { type: 'worker.assigned', agent: 'agt_gone', level: 1, team: 'tea_1' },
    ),
  )
  assert.deepEqual([gone.contact, gone.worker], [null, { name: '', role: 'support' }])
})

test('the nearest promise stands first; one past its time is late, whether the clock has rung or not', () => {
  const ledger = ledgerOf(made('prm_2', 'Later', noon + 5 * hour), made('prm_1', 'Call', noon + 2 * hour))
  assert.deepEqual(view(ledger).next, { dueAt: noon + 2 * hour, means: 'email', topic: 'Call', who: 'Bo' })
  const late = view(ledger, noon + 3 * hour)
  assert.equal(late.late?.topic, 'Call')
  assert.equal(late.next?.topic, 'Later')
  assert.deepEqual(view(ledgerOf(made('prm_h', null, noon + hour)), noon).next, {
    dueAt: noon + hour,
    means: 'email',
    topic: null,
    who: null,
  })
})

test('a promise given up stays owed until something after it was promised or kept', () => {
  const missed: Bare[] = [
    made('prm_1', 'Call', noon + hour),
    { type: 'promise.late', promise: 'prm_1' },
    { type: 'promise.missed', promise: 'prm_1' },
  ]
  assert.equal(view(ledgerOf(...missed)).late?.topic, 'Call')
  assert.equal(view(ledgerOf(...missed, made('prm_2', 'Again', noon + 9 * hour))).late, null)
  assert.equal(view(ledgerOf(...missed, { type: 'case.solved', fix: ref('f'), level: 1 })).late, null)
})

test('kept so far counts what came due, and only what was kept in time as kept', () => {
  const kept = (promise: string, late: boolean): Bare => ({
    type: 'promise.kept',
    promise,
    how: 'message',
    late,
  })
  const seen = view(
    ledgerOf(
      made('prm_1', 'a', noon + hour),
      kept('prm_1', false),
      made('prm_2', 'b', noon + hour),
      kept('prm_2', true),
      made('prm_3', 'c', noon + hour),
      { type: 'promise.late', promise: 'prm_3' },
      made('prm_4', 'd', noon + hour),
    ),
  )
  assert.deepEqual(seen.kept, { kept: 1, due: 3 })
})

test('on his turn the customer sees what he was asked, once it has left', () => {
  const wait: Bare = {
    type: 'wait.started',
    turn: 'customer',
    reason: 'answer',
    until: noon + 9 * hour,
    at: noon + 1000,
  }
  const ledger = ledgerOf({ ...queued({ sendAt: noon + 2000 }), at: noon + 1000 }, wait)
  assert.deepEqual(view(ledger).question, { who: 'Bo', words: 'Which lights?', until: noon + 9 * hour })
  assert.deepEqual(view(ledger, noon + 1000).question, { who: null, words: null, until: noon + 9 * hour })
  assert.equal(view(ledgerOf(received)).question, null)
})

test('what he may do follows the phase and the days to open it again', () => {
  const solved: Bare = { type: 'case.solved', fix: ref('Moved'), level: 1 }
  const closed: Bare = { type: 'case.closed', reason: 'confirmed' }
  assert.deepEqual(view(ledgerOf(received)).may, { add: true, help: true, confirm: false, reopen: false })
  const seen = view(ledgerOf(solved))
  assert.deepEqual(seen.may, { add: true, help: true, confirm: true, reopen: true })
  assert.deepEqual(
    [seen.fix, seen.solvedAt, seen.reopenUntil],
    ['Moved', noon + 1000, noon + 1000 + 14 * 24 * hour],
  )
  assert.deepEqual(view(ledgerOf(solved, closed)).may, {
    add: false,
    help: false,
    confirm: false,
    reopen: true,
  })
  assert.equal(view(ledgerOf(solved, closed), noon + 15 * 24 * hour).may.reopen, false)
  assert.equal(view(ledgerOf(closed)).fix, null)
  assert.equal(view(ledgerOf({ type: 'case.merged', into: 'cas_2' })).into, 'cas_2')
})

test('more help that was asked for is owed by its time until it is settled', () => {
  const asked: Bare = { type: 'help.asked', by: anna, reason: 'getting_worse', answerBy: noon + hour }
  assert.equal(view(ledgerOf(asked)).helpBy, noon + hour)
  const held: Bare = {
    type: 'contact.held',
    contact: 'con_1',
    means: 'phone',
    direction: 'out',
    with: 'cus_anna',
    reach: 'reached',
    startedAt: noon,
    minutes: 4,
  }
  assert.equal(view(ledgerOf(asked, held)).helpBy, null)
})

test('a ledger that opens nothing shows nothing', () => {
  assert.equal(customerView([], { text, desk, now: instant(noon) }), null)
  assert.equal(
    customerView([{ ...received, at: instant(noon), seq: 1 } as unknown as Recorded], {
      text,
      desk,
      now: instant(noon),
    }),
    null,
  )
})

test('what the customer may wish is decided by the same core', () => {
  const state = fold(ledgerOf(received))
  const setting = { now: instant(noon + hour) as Instant, newId: (() => 'prm_9') as never, desk }
  const outcome = decide(state, { type: 'help.ask', reason: 'getting_worse' }, anna, setting)
  assert.ok(Array.isArray(outcome) && (outcome[0] as EventOf<'help.asked'>).type === 'help.asked')
})
