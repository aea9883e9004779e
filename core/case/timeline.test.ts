import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import { type Entry, timeline } from '#core/case/timeline.ts'
import { unseenBy } from '#core/case/unseen.ts'
import { caseIn, samples, worldNames } from '#core/testing/sample.ts'
import {
  at,
  by,
  clock,
  customer,
  given,
  opened,
  relay,
  taken,
  text,
  type Wished,
} from '#core/testing/world.ts'

const recorded = (...wished: Wished[]): Recorded[] =>
  given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))
const entries = (...wished: Wished[]): Entry[] => timeline(recorded(...wished))
const find = <K extends Entry['kind']>(kind: K, list: Entry[]) =>
  list.find(entry => entry.kind === kind) as Extract<Entry, { kind: K }>
const offer: Wished = [4, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]

test('each thing said or done is one entry, in order', () => {
  for (const name of worldNames) {
    const list = timeline(caseIn(name).events.map((event, i) => ({ ...event, seq: i + 1 })))
    assert.deepEqual(
      list.map(entry => entry.seq),
      list.map(entry => entry.seq).toSorted((a, b) => a - b),
    )
  }
})
test('a note for the partner says so, and a request of the time before requests had ids is one', () => {
  const note: Wished = [2, by('bo'), { ...samples['note.add'], shared: true }]
  assert.equal(find('note', entries(...taken, note)).shared, true)
  const [asked] = recorded(...taken, [2, customer, samples['help.ask']]).filter(e => e.type === 'help.asked')
  const { help: _, ...old } = asked as Extract<Recorded, { type: 'help.asked' }>
  assert.equal(find('help', timeline([old as Recorded])).help, null)
})
test('being taken is said once', () => {
  assert.deepEqual(
    entries(...taken).map(e => (e.kind === 'change' ? e.event.type : e.kind)),
    ['case.opened', 'promise', 'contact.assigned'],
  )
})
test('a message tells what became of it', () => {
  const write: Wished = [2, by('bo'), samples['message.queue']]
  const state = (...more: Wished[]) => find('message', entries(...taken, write, ...more))
  assert.equal(state().standing, 'queued')
  assert.equal(state([3, relay, { ...samples['message.note_sent'], message: 'msg_b' }]).standing, 'sent')
  const failed = { ...samples['message.note_failed'], message: 'msg_b' } as const
  assert.deepEqual([state([3, relay, failed]).standing, state([3, relay, failed]).failure], ['failed', 'r'])
  assert.deepEqual(
    [
      state([3, relay, { ...failed, final: false }]).standing,
      state([3, relay, { ...failed, final: false }]).failure,
    ],
    ['queued', 'r'],
  )
  assert.equal(
    state([3, relay, { ...samples['message.note_bounced'], message: 'msg_b' }]).standing,
    'bounced',
  )
  const undoable: Wished = [2, by('bo'), { ...samples['message.queue'], undoSeconds: 30, automatic: 'late' }]
  const undone = find(
    'message',
    entries(...taken, undoable, [2, by('bo'), { type: 'message.withdraw', message: 'msg_b' }]),
  )
  assert.deepEqual([undone.standing, undone.automatic], ['withdrawn', 'late'])
})
test('a mail keeps where its whole text and its bytes lie', () => {
  const mail: Command = {
    ...samples['message.receive'],
    full: text('f'),
    subject: text('s'),
    html: true,
    mail: 'sha',
  }
  const entry = find('message', entries(opened, [1, customer, mail]))
  assert.deepEqual([entry.full, entry.subject, entry.html, entry.mail], [text('f'), text('s'), true, 'sha'])
})
test('notes, claims, steps, contacts and questions tell how they stand', () => {
  const because = text('because')
  const list = entries(
    ...taken,
    [2, by('bo'), { type: 'note.add', note: 'not_a', text: text('n'), mentions: [] }],
    [2, by('bo'), { type: 'note.strike', note: 'not_a', because }],
    [2, by('bo'), { type: 'claim.make', claim: 'cla_a', text: text('c') }],
    [3, by('bo'), { type: 'claim.judge', claim: 'cla_a', verdict: 'confirmed', because }],
    [3, by('bo'), { ...samples['step.try'], step: 'stp_a', result: text('r') }],
    [4, by('bo'), { ...samples['step.try'], step: 'stp_b', repeats: 'stp_a', repeatBecause: because }],
    [5, by('bo'), { ...samples['contact.hold'], text: text('spoke') }],
    [6, by('bo'), { type: 'question.add', question: 'que_a', text: text('?') }],
    [7, by('bo'), { type: 'question.decline', question: 'que_a', because }],
    [8, customer, { type: 'help.ask', reason: 'getting_worse', text: text('worse') }],
  )
  assert.deepEqual(find('note', list).struck?.because, because)
  assert.equal(find('claim', list).judged?.verdict, 'confirmed')
  assert.deepEqual(
    list.filter(e => e.kind === 'step').map(e => [e.result, e.repeats]),
    [
      [text('r'), null],
      [null, 'stp_a'],
    ],
  )
  assert.deepEqual(find('contact', list).text, text('spoke'))
  assert.deepEqual([find('question', list).standing, find('question', list).answer], ['declined', because])
  assert.deepEqual(find('help', list).text, text('worse'))
})
test('a request for more help is one line with its end; asked again is a line of its own', () => {
  const help = 'hlp_1' as const
  const asked: Wished = [2, customer, { type: 'help.ask', reason: 'leads_nowhere', from: 'con_b' }]
  const helps = (...more: Wished[]) =>
    entries(...taken, asked, ...more).filter(entry => entry.kind === 'help')
  const [first] = helps([3, by('bo'), { type: 'help.take_up', help }], [70, clock, { type: 'clock.ring' }])
  assert.deepEqual(
    [first?.help, first?.from, first?.takenUpBy, first?.late, first?.ended],
    [help, 'con_b', by('bo'), true, null],
  )
  const again: Wished = [4, customer, samples['help.ask']]
  const withdrawn: Wished = [5, customer, { type: 'help.withdraw', help }]
  const [one, joined] = helps(again, withdrawn)
  assert.deepEqual(
    [one?.ended?.how, one?.ended?.with, joined?.joins, joined?.ended],
    ['withdrawn', null, true, null],
  )
  const held: Wished = [3, by('bo'), samples['contact.hold']]
  const explained: Wished = [4, by('bo'), { type: 'help.explain', help, evidence: 'con_b' }]
  const said = (reply: 'content' | 'not_content'): Wished => [
    5,
    customer,
    { type: 'help.reply', help, reply },
  ]
  const [content] = helps(held, explained, said('content'))
  assert.deepEqual(
    [content?.ended?.how, content?.ended?.with, content?.reply],
    ['explained', 'con_b', 'content'],
  )
  const [raised] = helps(held, explained, said('not_content'))
  assert.deepEqual([raised?.ended, raised?.raisedAt, raised?.answerBy], [null, at(5), at(65)])
  const offer: Wished = [3, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_b' }]
  const pass: Wished = [3, by('bo'), { type: 'help.pass_on', help, handOff: 'hnd_b' }]
  const [heard] = helps(held, [4, by('bo'), { type: 'help.withdraw', help, evidence: 'con_b' }])
  assert.equal(heard?.ended?.with, 'con_b')
  const [passed] = helps(offer, pass, [4, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_b' }])
  assert.deepEqual([passed?.ended?.how, passed?.ended?.with], ['passed_on', 'hnd_b'])
})
test('a question that was answered or split says so', () => {
  const ask: Wished = [6, by('bo'), { type: 'question.add', question: 'que_a', text: text('?') }]
  assert.equal(
    find('question', entries(...taken, ask, [7, by('bo'), samples['question.answer']])).standing,
    'answered',
  )
  assert.equal(
    find('question', entries(...taken, ask, [7, by('bo'), samples['question.split']])).standing,
    'split',
  )
})
test('asking back whether it holds is one line, with its next time and its end', () => {
  const solve: Wished = [2, by('bo'), samples['case.solve']]
  const asked = (...more: Wished[]) => {
    const entry = entries(...taken, solve, ...more).find(one => one.kind === 'check_back')
    return entry?.kind === 'check_back' && [entry.standing, entry.dueAt, entry.endedBy]
  }
  const missed = { ...samples['contact.hold'], reach: 'no_answer' } as const
  const dueAt = 2 + 7 * 24 * 60
  assert.deepEqual(asked(), ['running', at(dueAt), null])
  assert.deepEqual(asked([3, by('bo'), missed]), ['running', at(3 + 24 * 60), null])
  const late: Wished = [dueAt, clock, { type: 'clock.ring' }]
  assert.deepEqual(asked(late), ['late', at(dueAt), null])
  assert.deepEqual(asked(late, [dueAt + 1, by('bo'), samples['check_back.end']]), [
    'holds',
    at(dueAt),
    by('bo'),
  ])
})
test('a word that says there is no news is marked so', () => {
  const none: Wished = [2, by('bo'), { ...samples['message.queue'], news: false }]
  const call: Wished = [3, by('bo'), { ...samples['contact.hold'], news: false }]
  const marks = entries(...taken, none, call).flatMap(one => ('news' in one ? [one.news] : []))
  assert.deepEqual(marks, [false, false])
})
test('a promise tells how it ended', () => {
  const make: Wished = [2, by('bo'), { ...samples['promise.make'], promise: 'prm_a' }]
  const ended = (...more: Wished[]) =>
    entries(...taken, make, ...more).find(e => e.kind === 'promise' && e.promise === 'prm_a') as Extract<
      Entry,
      { kind: 'promise' }
    >
  assert.deepEqual(
    [
      ended([3, by('karin'), samples['promise.keep']]).standing,
      ended([700, by('karin'), samples['promise.keep']]).keptLate,
    ],
    ['kept', true],
  )
  assert.equal(ended([700, clock, { type: 'clock.ring' }]).standing, 'late')
  assert.equal(ended([3000, clock, { type: 'clock.ring' }]).standing, 'missed')
  assert.deepEqual(
    ended([700, clock, { type: 'clock.ring' }], [701, by('bo'), samples['promise.miss']]).because,
    text('because'),
  )
  assert.equal(ended([3, by('bo'), samples['promise.move']]).movedTo, 'prm_y')
  assert.equal(ended([3, by('bo'), samples['promise.withdraw']]).standing, 'withdrawn')
  assert.equal(ended([3, by('chiara'), samples['promise.take_over']]).keeper, 'agt_chiara')
  const missedCall = { ...samples['contact.hold'], reach: 'no_answer', keeps: ['prm_a'] } as const
  assert.equal(ended([3, by('bo'), missedCall]).attempt, true)
})
test('a hand-off is one entry from offer to answer', () => {
  const all = entries(
    ...taken,
    offer,
    [200, clock, { type: 'clock.ring' }],
    [201, by('marta'), { ...samples['hand_off.accept'], readBack: text('so') }],
    [202, by('marta'), samples['hand_off.answer']],
  )
  const one = find('hand_off', all)
  assert.deepEqual(
    [one.standing, one.expiredAt, one.accepted?.readBack, one.answered?.cause],
    ['answered', at(200), text('so'), text('c')],
  )
  assert.equal(all.filter(e => e.kind === 'change').length, 2)
  assert.equal(
    find('hand_off', entries(...taken, offer, [5, by('marta'), samples['hand_off.accept']])).accepted
      ?.readBack,
    null,
  )
  assert.equal(
    find('hand_off', entries(...taken, offer, [5, by('marta'), samples['hand_off.return']])).returned?.reason,
    'not_reproducible',
  )
  assert.equal(
    find('hand_off', entries(...taken, offer, [5, by('bo'), samples['hand_off.withdraw']])).standing,
    'withdrawn',
  )
})
test('solving says what fixed it', () => {
  const entry = find(
    'solved',
    entries(
      ...taken,
      [3, by('bo'), { ...samples['step.try'], step: 'stp_a' }],
      [5, by('bo'), { ...samples['case.solve'], step: 'stp_a' }],
    ),
  )
  assert.deepEqual([entry.fix, entry.step, entry.level], [text('fix'), 'stp_a', 1])
  assert.equal(find('solved', entries(...taken, [5, by('bo'), samples['case.solve']])).step, null)
})
test('solving says which article helped, in words or by the register', () => {
  const helped = { article: text('KB 7'), named: { article: 'art_a' as const, version: 2 } }
  const solve = (more: object) => entries(...taken, [5, by('bo'), { ...samples['case.solve'], ...more }])
  const { article, named } = find('solved', solve(helped))
  assert.deepEqual({ article, named }, helped)
  const without = find('solved', solve({}))
  assert.deepEqual([without.article, without.named], [null, null])
})
test('a verdict on what was never begun is left out', () => {
  const stray = { type: 'promise.late', promise: 'prm_no', at: at(1), by: clock, seq: 1 } as Recorded
  assert.deepEqual(timeline([stray]), [])
})
test('a writer is stopped by what others added since he looked, not by his own or by the machinery', () => {
  const ledger = recorded(
    ...taken,
    [2, customer, samples['message.receive']],
    [3, by('bo'), samples['note.add']],
    [4, by('chiara'), { ...samples['note.add'], note: 'not_c' }],
    [5, clock, samples['message.queue']],
  )
  const wrote = ledger
    .filter(e => e.type === 'message.received' || (e.type === 'note.added' && e.note === 'not_c'))
    .map(e => e.seq)
  assert.deepEqual(unseenBy(ledger, by('bo'), 4), wrote)
  assert.deepEqual(unseenBy(ledger, by('bo'), ledger.length), [])
  assert.deepEqual(unseenBy(ledger, customer, 4).length, 2)
})

test('a mail tells where it comes from, and who said that its sender is right', () => {
  const receive: Command = {
    ...samples['message.receive'],
    message: 'msg_eve',
    from: 'cus_eve',
    cc: text('boss'),
    doubt: 'other_address',
  }
  const doubted: Wished = [1, customer, receive]
  assert.deepEqual(find('message', entries(opened, doubted)).came, {
    cc: text('boss'),
    doubt: 'other_address',
  })
  const confirm: Wished = [3, by('bo'), { type: 'message.confirm_sender', message: 'msg_eve' }]
  assert.deepEqual(
    find('message', entries(...taken, [2, customer, receive], confirm)).came?.confirmedBy,
    by('bo'),
  )
  assert.equal(find('message', entries(opened, [1, customer, samples['message.receive']])).came, null)
})
