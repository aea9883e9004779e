// Runs that once broke a rule, cut down to their acts; each stays mended. `tierline simulate` prints the
// next one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { instant, minuteMs } from '#core/kit/time.ts'
import type { Act, MailSpec } from '#sim/act.ts'
import { run } from '#sim/run.ts'
import { replay } from '#sim/shrink.ts'
import { type WorldOptions, worldOf } from '#sim/world.ts'

/** Plays the acts in a world (of seed 1), and goes on until an instant (a day). */
function found(
  name: string,
  acts: readonly Act[],
  { seed, days, until }: WorldOptions & { until: number } = { seed: 1, days: 1, until: at(24 * 60) },
): void {
  test(name, async () => assert.deepEqual(await replay({ seed, days }, acts, { until }), []))
}

const at = (minutes: number): number => worldOf({ seed: 1, days: 1 }).startAt + minutes * minuteMs
const question = (message: `msg_${string}`): Command => ({
  type: 'message.queue',
  message,
  channel: 'email',
  text: { text: 'txt_4', mac: 'mac' },
  attached: [],
  undoSeconds: 10,
  keeps: [],
  wait: { reason: 'answer' },
})
const promise: Command = {
  type: 'promise.make',
  promise: 'prm_3',
  topic: { text: 'txt_3', mac: 'mac' },
  means: 'phone',
  dueAt: instant(at(400)),
}

const acts = {
  mail: (no: number, at: number, mail: Omit<MailSpec, 'id' | 'to' | 'kind' | 'sentAt' | 'from'>): Act => ({
    kind: 'mail',
    no,
    at,
    node: 0,
    hop: 0,
    mail: {
      kind: 'person',
      to: 'desk',
      id: no,
      from: { email: `customer${no}@firm5.example`, name: `Customer ${no}` },
      sentAt: at,
      ...mail,
    },
  }),
  wish: (no: number, at: number, commands: readonly Command[], words: Record<string, string> = {}): Act => ({
    kind: 'wish',
    no,
    at,
    node: 0,
    key: `k${no}`,
    by: { kind: 'agent', id: 'agt_first0' },
    // The case that act 1 opened.
    caseId: 'cas_1z1',
    commands,
    texts: Object.entries(words).map(([id, text]) => ({ id: id as `txt_${string}`, words: text })),
  }),
}

found('a case waits for one at a time: the question to the customer ended no wait for the supplier', [
  acts.mail(1, at(0), { subject: 'Trouble', words: 'The box restarts at eight.' }),
  acts.wish(2, at(5), [{ type: 'worker.take' }]),
  acts.wish(3, at(10), [{ type: 'wait.start', turn: 'supplier', reason: 'part' }]),
  acts.wish(4, at(20), [question('msg_4')], { txt_4: 'Which light is on?' }),
])

found('a solved case waits for nobody, though its customer was asked something', [
  acts.mail(1, at(0), { subject: 'Trouble', words: 'The box restarts at eight.' }),
  acts.wish(2, at(5), [{ type: 'worker.take' }]),
  acts.wish(3, at(10), [{ type: 'case.solve', fix: { text: 'txt_3', mac: 'mac' } }], {
    txt_3: 'A new cable',
  }),
  acts.wish(4, at(20), [question('msg_4')], { txt_4: 'Does it hold?' }),
])

found('of two people whose mails came without any header the second was taken for the first again', [
  acts.mail(1, at(0), { subject: 'Trouble', words: 'The box restarts at eight.', garble: 'headless' }),
  acts.mail(2, at(5), { subject: 'Trouble', words: 'The printer is out of paper.', garble: 'headless' }),
])

/** One of two messages to the customer of the first case came back; of a cut report nobody knows which. */
const cameBack = (no: number, minutes: number, message: `msg_${string}`, garble?: 'cut'): Act =>
  acts.mail(no, at(minutes), {
    ...{ kind: 'bounce', to: { answers: message }, subject: 'Re: Trouble', words: '' },
    ...{ claims: { caseId: 'cas_1z1', message, number: 1 }, from: writer(1) },
    ...(garble && { garble }),
  } as Omit<MailSpec, 'id' | 'to' | 'kind' | 'sentAt' | 'from'>)
const writer = (no: number) => ({ email: `customer${no}@firm5.example`, name: `Customer ${no}` })

found('a cut report was booked for what left last, which had come back before, and said nothing new', [
  acts.mail(1, at(0), { subject: 'Trouble', words: 'The box restarts at eight.' }),
  acts.wish(2, at(5), [{ type: 'worker.take' }]),
  acts.wish(3, at(10), [question('msg_3')], { txt_4: 'Which light is on?' }),
  acts.wish(4, at(20), [{ ...question('msg_4'), text: { text: 'txt_5', mac: 'mac' } } as Command], {
    txt_5: 'And which at night?',
  }),
  cameBack(5, 30, 'msg_4'),
  cameBack(6, 40, 'msg_3', 'cut'),
])

found('the house’s promise was moved after its time, between its instant and the ring of the clock', [
  acts.mail(1, at(0), { subject: 'Trouble', words: 'The box restarts at eight.' }),
  acts.wish(2, at(5), [{ type: 'worker.take' }]),
  acts.wish(3, at(240) + 300, [promise], { txt_3: 'A call' }),
])

found('the card a deed was put upon was read before another’s deed, its ledger after it', [
  acts.mail(1, at(0), { subject: 'Trouble', words: 'The box restarts at eight.' }),
  acts.wish(2, at(5), [{ type: 'worker.take' }]),
  acts.wish(3, at(10), [{ type: 'question.add', question: 'que_3', text: { text: 'txt_4', mac: 'mac' } }], {
    txt_4: 'And the second printer?',
  }),
  {
    ...acts.wish(
      4,
      at(20),
      [{ type: 'question.answer', question: 'que_3', text: { text: 'txt_5', mac: 'mac' } }],
      { txt_5: 'It is too old.' },
    ),
    fault: { call: 1, does: 'stall' },
  } as Act,
  acts.wish(5, at(21), [promise], { txt_3: 'A call' }),
  { kind: 'go_on', no: 6, at: at(22), of: 4 },
])

found(
  'a clock that a deed moved was judged by another time than the deed, where its node is ahead',
  [
    {
      kind: 'mail',
      no: 451,
      at: 1793015148554,
      node: 0,
      hop: 0,
      mail: {
        kind: 'person',
        to: 'desk',
        cc: [],
        subject: 'Trouble',
        words: 'The box restarts at eight, again and again.',
        id: 27,
        from: { email: 'customer2@firm2.example', name: 'Customer 2' },
        sentAt: 1793015141285,
      },
    },
    {
      ...acts.wish(529, 1793015806702, [{ type: 'case.close', reason: 'spam' }]),
      ...{ by: { kind: 'agent', id: 'agt_first5' }, caseId: 'cas_cjz0' },
    } as Act,
    {
      ...acts.wish(
        628,
        1793017979200,
        [{ type: 'case.reopen', reason: 'not_fixed', text: { text: 'txt_hgp0', mac: 'mac' } }],
        { txt_hgp0: 'No.' },
      ),
      ...{ by: { kind: 'customer', id: 'cus_2' }, caseId: 'cas_cjz0' },
    } as Act,
    { kind: 'node', no: 779, at: 1793019128283, node: 0, does: 'set_clock', skewMs: 389871 },
    {
      ...acts.wish(
        788,
        1793019151330,
        [
          {
            ...{ type: 'severity.assess', people: 'some', workaround: 'none', harm: 'none' },
            because: { text: 'txt_hgp1', mac: 'mac' },
          },
          { type: 'case.classify', kind: 'update' },
        ],
        { txt_hgp1: 'So many cannot work' },
      ),
      ...{ by: { kind: 'agent', id: 'agt_first5' }, caseId: 'cas_cjz0' },
    } as Act,
  ],
  { seed: 237, days: 1, until: 1793019151330 },
)

test('of a queue longer than a node looks at, nobody is told of what stands behind', async () => {
  const { violations } = await run({ seed: 1003, days: 7, calm: true, stepsMax: 78_500 })
  // It is broken off in the middle, so that mails are still on their way.
  assert.deepEqual(
    violations.filter(one => one.rule === 'queue.attended'),
    [],
  )
})
