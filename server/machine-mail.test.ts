// Mail of machines about mails of ours: each kind finds its message in each state of a case, and starts
// nothing.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import { eventsOf, mailOf, reportOf, type Sent, stateOf, writtenTo } from '#server/testing/sent-mail.ts'
import { returnDays } from '#store/desk/sent-mail.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

let count = 0
const id = () => {
  count += 1
  return `<m${count}@mx.example>`
}
const caseCount = async () => (await desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length
const take = (raw: Buffer, to: string, from = '') => takeIn(desk.shell, { from, to: [to] }, raw)

type Kind = {
  readonly says: string
  readonly expects: string
  readonly mail: (sent: Sent) => { raw: Buffer; to: string; from?: string }
}
const note = (sent: Sent, to: string, ...more: string[]) =>
  mailOf(
    `From: ${sent.address}`,
    `To: ${to}`,
    `Message-ID: ${id()}`,
    'Subject: Out of office',
    ...more,
    '',
    'I am away until Monday.',
  )
const automatic = 'Auto-Submitted: auto-replied'
const kinds: readonly Kind[] = [
  {
    says: 'an absence note to the return address',
    expects: 'message.echoed auto-reply',
    mail: sent => ({ raw: note(sent, sent.returnTo, automatic), to: sent.returnTo }),
  },
  {
    says: 'a note of a robot that does not say what it is, to the return address',
    expects: 'message.echoed auto-reply',
    mail: sent => ({
      raw: mailOf(`From: ${sent.address}`, `Message-ID: ${id()}`, 'Subject: We have your mail', '', 'Soon.'),
      to: sent.returnTo,
      from: sent.address,
    }),
  },
  {
    says: 'an absence note to the reply address',
    expects: 'message.echoed auto-reply',
    mail: sent => ({ raw: note(sent, sent.replyTo, automatic), to: sent.replyTo, from: sent.address }),
  },
  {
    says: 'an absence note to the plain address that names our mail',
    expects: 'message.echoed auto-reply',
    mail: sent => ({
      raw: note(sent, 'support@desk.example', automatic, `In-Reply-To: ${sent.messageId}`),
      to: 'support@desk.example',
      from: sent.address,
    }),
  },
  {
    says: 'an absence note that nothing but its words tells',
    expects: 'message.echoed auto-reply',
    mail: sent => ({
      raw: mailOf(
        ...[`From: ${sent.address}`, `To: ${sent.replyTo}`, `Message-ID: ${id()}`, 'Subject: Re: Router'],
        ...['', 'Thank you for your message. I am on holiday until 30 November.'],
      ),
      to: sent.replyTo,
      from: sent.address,
    }),
  },
  {
    says: 'a reaction of a mail program',
    expects: 'message.echoed reaction',
    mail: sent => ({
      raw: mailOf(
        ...[`From: ${sent.address}`, `Message-ID: ${id()}`, 'Subject: Re: Router'],
        ...[`In-Reply-To: ${sent.messageId}`, 'MIME-Version: 1.0'],
        ...['Content-Type: text/plain; charset=utf-8', '', '👍 Anna Berg reacted to your message:', ''],
        ...['On 24 Nov 2026 at 09:12, Bo <support@desk.example> wrote:', '> Restart it, please.'],
      ),
      to: sent.replyTo,
      from: sent.address,
    }),
  },
  {
    says: 'a read receipt',
    expects: 'message.echoed receipt',
    mail: sent => ({
      raw: mailOf(
        `From: ${sent.address}`,
        `Message-ID: ${id()}`,
        'Subject: Read: Router',
        `In-Reply-To: ${sent.messageId}`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'It was read.',
        '--b',
        'Content-Type: message/disposition-notification',
        '',
        `Final-Recipient: rfc822;${sent.address}`,
        'Disposition: manual-action/MDN-sent-manually; displayed',
        '--b--',
      ),
      to: sent.replyTo,
      from: sent.address,
    }),
  },
  {
    says: 'a report that it is delayed',
    expects: 'message.echoed delayed',
    mail: sent => ({
      raw: reportOf(sent, { to: sent.returnTo, action: 'delayed', status: '4.4.1' }),
      to: sent.returnTo,
    }),
  },
  {
    says: 'a report that it has arrived',
    expects: 'message.echoed delivered',
    mail: sent => ({
      raw: reportOf(sent, { to: sent.returnTo, action: 'delivered', status: '2.0.0' }),
      to: sent.returnTo,
    }),
  },
  {
    says: 'a report that it came back, to the return address',
    expects: 'message.bounced 5.1.1',
    mail: sent => ({ raw: reportOf(sent, { to: sent.returnTo }), to: sent.returnTo }),
  },
  {
    says: 'a report that it came back, by our Message-ID alone',
    expects: 'message.bounced 5.1.1',
    mail: sent => ({
      raw: reportOf(sent, { to: 'support@desk.example', messageId: sent.messageId }),
      to: 'support@desk.example',
    }),
  },
  {
    says: 'a complaint',
    expects: 'message.echoed feedback-report',
    mail: sent => ({
      raw: mailOf(
        'From: fbl@big.example',
        `Message-ID: ${id()}`,
        'Subject: Complaint',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'A complaint.',
        '--b',
        'Content-Type: message/feedback-report',
        '',
        'Feedback-Type: abuse',
        '--b',
        'Content-Type: message/rfc822',
        '',
        `Message-ID: ${sent.messageId}`,
        'Subject: x',
        '',
        'x',
        '--b--',
      ),
      to: 'support@desk.example',
    }),
  },
  {
    says: 'our own mail, sent back to us',
    expects: 'message.echoed own',
    mail: sent => ({
      raw: mailOf(
        'From: support@desk.example',
        `Message-ID: ${sent.messageId}`,
        'Subject: Re: Router',
        'X-Tierline-Loop: desk.example',
        '',
        'Restart it, please.',
      ),
      to: 'support@desk.example',
      from: 'support@desk.example',
    }),
  },
]

/** Brings a case into a phase after a mail of it has left. */
const phases: Readonly<Record<string, (caseId: CaseId) => Promise<void>>> = {
  open: async () => {},
  waiting: async () => {},
  solved: async caseId => {
    await deed(caseId, 'case/solve', { fix: 'It runs' })
  },
  closed: async caseId => {
    await deed(caseId, 'case/solve', { fix: 'It runs' })
    await deed(caseId, 'case/close', { reason: 'confirmed' })
  },
  merged: async caseId => {
    const into = await desk.opened(bo)
    await deed(caseId, 'case/merge', { into: into.id })
  },
}
async function deed(caseId: CaseId, path: string, body: object): Promise<void> {
  const answer = await desk.ask(bo, 'POST', `cases/${caseId}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
}

for (const [phase, bring] of Object.entries(phases))
  describe(`of a ${phase} case`, () => {
    for (const kind of kinds)
      test(`${kind.says} stands at its message and does nothing else`, async () => {
        const { id: caseId } = await desk.opened(bo)
        const asks = phase === 'waiting' ? { wait: { reason: 'answer' } } : {}
        const sent = await writtenTo(desk, bo, caseId, asks)
        await bring(caseId)
        const [events, state, cases] = [
          await eventsOf(desk, caseId),
          await stateOf(desk, caseId),
          await caseCount(),
        ]
        const isUnasked = phase === 'waiting' && kind.expects.startsWith('message.bounced')
        const { raw, to, from } = kind.mail(sent)
        const taken = await take(raw, to, from)
        assert.ok('ok' in taken, JSON.stringify(taken))
        const more = (await eventsOf(desk, caseId)).slice(events.length)
        assert.deepEqual(
          more.map(one => [
            one.type,
            'message' in one && one.message,
            'what' in one ? one.what : 'status' in one && one.status,
          ]),
          [
            [kind.expects.split(' ')[0], sent.message, kind.expects.split(' ')[1]],
            // Whoever a question did not reach was not asked: it is our turn again.
            ...(isUnasked
              ? [
                  ['wait.ended', sent.message, false],
                  ['promise.made', false, false],
                ]
              : []),
          ],
        )
        const now = await stateOf(desk, caseId)
        const turn = isUnasked ? { wait: null, promises: {}, setAside: null, stood: [], stuck: null } : {}
        const same = { messages: {}, seq: 0, lastAt: 0, ...turn }
        assert.deepEqual({ ...now, ...same }, { ...state, ...same })
        assert.equal(await caseCount(), cases, 'no case was opened')
        // The sender did not hear our yes and sends it again.
        await take(raw, to, from)
        assert.equal((await eventsOf(desk, caseId)).length, events.length + more.length)
      })
  })

test('a stranger’s robot that names our mail brings no words into its case', async () => {
  const { id: caseId } = await desk.opened(bo)
  const sent = await writtenTo(desk, bo, caseId)
  const before = (await eventsOf(desk, caseId)).length
  const stranger = { ...sent, address: 'mallory@evil.example' }
  const raw = note(stranger, 'support@desk.example', automatic, `In-Reply-To: ${sent.messageId}`)
  await take(raw, 'support@desk.example', stranger.address)
  assert.equal((await eventsOf(desk, caseId)).length, before)
})

test('a person’s answer is none of a machine’s: it goes on as ever', async () => {
  const { id: caseId } = await desk.opened(bo)
  const sent = await writtenTo(desk, bo, caseId)
  await deed(caseId, 'case/solve', { fix: 'It runs' })
  const raw = mailOf(
    `From: ${sent.address}`,
    `Message-ID: ${id()}`,
    'Subject: Re: Router',
    '',
    'It still does not work.',
  )
  await take(raw, sent.replyTo, sent.address)
  const types = (await eventsOf(desk, caseId)).map(one => one.type)
  assert.ok(types.includes('message.received') && types.includes('case.reopened'))
})

test('a return address that nobody signed, or that is too old, does nothing at all', async () => {
  const { id: caseId } = await desk.opened(bo)
  const sent = await writtenTo(desk, bo, caseId)
  const before = (await eventsOf(desk, caseId)).length
  const [path] = /r-([0-9a-z]{26})/.exec(sent.returnTo)!.slice(1)
  const forged = sent.returnTo.replace(path!, `${path!.slice(0, 25)}${path!.endsWith('0') ? '1' : '0'}`)
  assert.notEqual(forged, sent.returnTo)
  await take(reportOf(sent, { to: forged }), forged)
  assert.equal((await eventsOf(desk, caseId)).length, before)
  assert.equal(await desk.desk.sentMails.find(path!, desk.shell.now()).then(Boolean), true)
  desk.pass(returnDays * dayMs + 1)
  await take(reportOf(sent, { to: sent.returnTo }), sent.returnTo)
  assert.equal((await eventsOf(desk, caseId)).length, before)
})
