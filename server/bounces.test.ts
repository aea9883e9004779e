// Reports as mail servers really write them: by the standard, and in the free text of many kinds. Each is
// tied to the mail it speaks of, opens nothing, and opens nothing again. Desks where this is not so are found
// out.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import type { Deed } from '#server/deed.ts'
import { takeIn } from '#server/intake.ts'
import type { Shell } from '#server/shell.ts'
import { eventsOf, mailOf, reportOf, type Sent, stateOf, writtenTo } from '#server/testing/sent-mail.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

type Style = (sent: Sent) => { from: string; subject: string; lines: string[] }
const plain =
  (from: string, subject: string, said: (sent: Sent) => string[]): Style =>
  sent => ({ from, subject, lines: said(sent) })
const returned = ({ messageId, address }: Sent): string[] => [
  '',
  '--- Below this line is a copy of the message.',
  '',
  'Return-Path: <support@desk.example>',
  'Received: from desk.example by relay.example; Mon, 12 Jan 2026 09:00:00 +0000',
  'From: Support <support@desk.example>',
  `To: ${address}`,
  `Message-ID: ${messageId}`,
  'Subject: Re: Router drops the connection',
  '',
  'Restart it, please.',
]

/** How servers say it in their own words. */
const styles: Readonly<Record<string, Style>> = {
  qmail: plain('MAILER-DAEMON@mx.example', 'failure notice', sent => [
    'Hi. This is the mail program at mx.example.',
    "I'm afraid I wasn't able to deliver your message to the following addresses.",
    "This is a permanent error; I've given up. Sorry it didn't work out.",
    '',
    `<${sent.address}>:`,
    'Sorry, no mailbox here by that name. (#5.1.1)',
    ...returned(sent),
  ]),
  exim: plain(
    'Mail Delivery System <Mailer-Daemon@mx.example>',
    'Mail delivery failed: returning message to sender',
    sent => [
      'This message was created automatically by mail delivery software.',
      '',
      'A message that you sent could not be delivered to one or more of its',
      'recipients. This is a permanent error. The following address(es) failed:',
      '',
      `  ${sent.address}`,
      '    host mx.example [192.0.2.1]: 550 Unknown user',
      ...returned(sent),
    ],
  ),
  sendmail: plain(
    'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    'Returned mail: see transcript for details',
    sent => [
      '   ----- The following addresses had permanent fatal errors -----',
      `<${sent.address}>`,
      '    (reason: 550 5.1.1 User unknown)',
      '',
      '   ----- Transcript of session follows -----',
      `550 5.1.1 <${sent.address}>... User unknown`,
      ...returned(sent),
    ],
  ),
  exchange: plain('System Administrator <postmaster@firm.example>', 'Undeliverable: Re: Router', sent => [
    'Your message did not reach some or all of the intended recipients.',
    '',
    'The following recipient(s) cannot be reached:',
    '',
    `      ${sent.address} on 12.01.2026 10:01`,
    '            The e-mail account does not exist at the organization this message was sent to.',
    '            <mx.firm.example #5.1.1>',
    ...returned(sent),
  ]),
  'exchange in German': plain('postmaster@firma.example', 'Unzustellbar: Re: Router', sent => [
    'Ihre Nachricht wurde an einige oder alle Empfänger nicht zugestellt.',
    '',
    'Folgende(r) Empfänger kann/können nicht erreicht werden:',
    '',
    `      ${sent.address}`,
    '            Das E-Mail-Konto ist nicht vorhanden. #5.1.1',
    ...returned(sent),
  ]),
  'in Swedish': plain('postmaster@firma.example', 'Kunde inte levereras: Re: Router', sent => [
    'Meddelandet kunde inte levereras till följande mottagare:',
    '',
    `<${sent.address}>: 550 5.1.1 mottagaren finns inte`,
    ...returned(sent),
  ]),
  'in Italian': plain('postmaster@ditta.example', 'Mancata consegna: Re: Router', sent => [
    'Impossibile recapitare il messaggio ai seguenti destinatari:',
    '',
    `${sent.address}`,
    '550 5.1.1 utente sconosciuto (user unknown)',
    ...returned(sent),
  ]),
  'in Russian': plain('postmaster@firma.example', 'Сообщение не доставлено', sent => [
    'Ваше письмо не может быть доставлено получателю:',
    '',
    `${sent.address}`,
    '550 5.1.1 User unknown',
    ...returned(sent),
  ]),
  'in Catalan': plain('postmaster@empresa.example', 'No s’ha pogut lliurar el missatge', sent => [
    'No s’ha pogut lliurar el missatge a:',
    '',
    `<${sent.address}>`,
    '550 5.1.1 Unknown recipient',
    ...returned(sent),
  ]),
  'a gateway': plain('postmaster@gate.example', 'Message status - undeliverable', sent => [
    'The message that you sent was undeliverable to the following:',
    `\t${sent.address} (no such user)`,
    ...returned(sent),
  ]),
  'a web mailer': plain('MAILER-DAEMON@big.example', 'Failure Notice', sent => [
    'Sorry, we were unable to deliver your message to the following address.',
    '',
    `<${sent.address}>:`,
    "554: delivery error: dd This user doesn't have a big.example account [0] - mta.big.example",
    ...returned(sent),
  ]),
  'a mailbox that is full': plain('MAILER-DAEMON@mx.example', 'Mail System Error - Returned Mail', sent => [
    'This Message was undeliverable due to the following reason:',
    '',
    'The user(s) account is temporarily over quota.',
    '',
    `<${sent.address}>`,
    ...returned(sent),
  ]),
  'a groupware': plain(
    'Mail Router <postmaster@notes.example>',
    'DELIVERY FAILURE: User not listed',
    sent => [
      'Your message',
      '',
      '  Subject: Re: Router drops the connection',
      '',
      'was not delivered to:',
      '',
      `  ${sent.address}`,
      '',
      'because:',
      '',
      '  User not listed in public Name & Address Book',
      ...returned(sent),
    ],
  ),
  'a short one': plain('postmaster@tiny.example', 'User unknown', sent => [
    `user unknown: ${sent.address}`,
    ...returned(sent),
  ]),
  'a postfix of old': plain('MAILER-DAEMON@mx.example', 'Undelivered Mail Returned to Sender', sent => [
    'This is the Postfix program at host mx.example.',
    '',
    "I'm sorry to have to inform you that the message returned",
    'below could not be delivered to one or more destinations.',
    '',
    `<${sent.address}>: unknown user: "anna"`,
    ...returned(sent),
  ]),
  'one that says nothing of the mail': plain('antispam@gate.example', 'Message not accepted', () => [
    'Your mail was refused by policy. Contact the administrator of the recipient.',
  ]),
}

/** To which address reports come: most servers keep to the standard, some write to whom the mail names. */
const ways: Readonly<Record<string, (sent: Sent) => string>> = {
  'to the return address': sent => sent.returnTo,
  'to the return address in capitals': sent => sent.returnTo.toUpperCase(),
  'to the address of replies': sent => sent.replyTo,
  'to the plain address': () => 'support@desk.example',
  'to the return address, without its copy': sent => sent.returnTo,
}

type Sample = { readonly name: string; readonly take: (sent: Sent) => { raw: Buffer; to: string } }
let count = 0
const freeText = (): Sample[] =>
  Object.entries(styles).flatMap(([style, said]) =>
    Object.entries(ways).map(([way, address]) => ({
      name: `${style} ${way}`,
      take: sent => {
        const { from, subject, lines } = said(sent)
        const cut = way.endsWith('copy') ? lines.slice(0, lines.length - returned(sent).length) : lines
        count += 1
        const to = address(sent)
        const head = [
          'Return-Path: <>',
          `From: ${from}`,
          `To: ${to}`,
          `Subject: ${subject}`,
          `Message-ID: <d${count}@mx.example>`,
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Transfer-Encoding: 8bit',
        ]
        return { to, raw: mailOf(...head, '', ...(cut.length > 0 ? cut : ['Not delivered.'])) }
      },
    })),
  )
const byStandard = (): Sample[] =>
  Object.entries(ways).flatMap(([way, address]) =>
    ['5.1.1', '5.1.2', '5.4.4', '5.2.1', '5.7.1', '4.2.2', '5.0.0', '5.1.10'].map(status => ({
      name: `${status} ${way}`,
      take: sent => {
        const to = address(sent)
        const { messageId } = sent
        return { to, raw: reportOf(sent, { to, status, ...(!way.endsWith('copy') && { messageId }) }) }
      },
    })),
  )

type Found = {
  /** those not tied to any mail */
  readonly missed: string[]
  /** what else is not as it must be */
  readonly wrong: ReadonlySet<string>
}
/** The last mail that left; every case bears one subject, and so does every mail. */
let newest: Sent | null = null

const casesNow = async () => (await desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length

/** Gives a desk these reports, each of a solved case. */
async function reported(samples: readonly Sample[], shell: Shell = desk.shell): Promise<Found> {
  const missed: string[] = []
  const wrong = new Set<string>()
  for (const { name, take } of samples) {
    // A domain takes so many a minute.
    desk.pass(minuteMs)
    const { id } = await desk.opened(bo)
    await writtenTo(desk, bo, id)
    const sent = await writtenTo(desk, bo, id)
    const other = await desk.opened(bo)
    newest = await writtenTo(desk, bo, other.id)
    await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'It runs' })
    const cases = await casesNow()
    const { raw, to } = take(sent)
    await takeIn(shell, { from: '', to: [to] }, raw)
    const about = [...(await eventsOf(desk, id)), ...(await eventsOf(desk, other.id))].flatMap(one =>
      one.type === 'message.bounced' || one.type === 'message.echoed' ? [one.message] : [],
    )
    if (about.length === 0) missed.push(name)
    if (about.some(one => one !== sent.message)) wrong.add('tied to another mail')
    if ((await casesNow()) > cases) wrong.add('a case was opened')
    if ((await stateOf(desk, id)).phase !== 'solved') wrong.add('the case goes on')
  }
  return { missed, wrong }
}

test('every report by the standard is tied to its mail', async t => {
  const samples = byStandard()
  const { missed, wrong } = await reported(samples)
  t.diagnostic(`${samples.length - missed.length} of ${samples.length}`)
  assert.deepEqual([missed, [...wrong]], [[], []])
})

test('of those in free text nine in ten are tied to their mail, and none to another', async t => {
  const samples = freeText()
  assert.ok(samples.length + byStandard().length >= 120)
  const { missed, wrong } = await reported(samples)
  t.diagnostic(`${samples.length - missed.length} of ${samples.length}; not: ${missed.join(', ')}`)
  assert.ok(missed.length <= samples.length / 10, missed.join('\n'))
  assert.deepEqual([...wrong], [])
})

/** A desk that looks a report's mail up in another way. */
const finding =
  (find: (shell: Shell) => ReturnType<Shell['desk']['sentMails']['ofMessage']>) =>
  (shell: Shell): Shell => {
    const found = () => find(shell)
    const sentMails = { ...shell.desk.sentMails, find: found, ofMessage: found, lastTo: found }
    return { ...shell, desk: { ...shell.desk, sentMails } }
  }
const isReport = ({ commands }: Deed): boolean =>
  commands.some(one => one.type === 'message.note_bounced' || one.type === 'message.note_echoed')
/** A desk that does something more after it noted a report. */
const doing =
  (more: (shell: Shell, deed: Deed) => Promise<unknown>) =>
  (shell: Shell): Shell => ({
    ...shell,
    async handle(deed) {
      const handled = await shell.handle(deed)
      if (isReport(deed)) await more(shell, deed)
      return handled
    },
  })

const few = (): Sample[] => [
  ...byStandard().filter(one => one.name.startsWith('5.1.1 ')),
  ...freeText().filter(one => one.name.startsWith('exim ')),
]
type Teeth = readonly [weak: (shell: Shell) => Shell, fits: (found: Found) => boolean]
const weaknesses: Readonly<Record<string, Teeth>> = {
  'ties a report by its subject alone': [
    finding(({ desk }) => desk.sentMails.ofMessage(newest!.message)),
    ({ wrong }) => wrong.has('tied to another mail'),
  ],
  'ties no report at all': [finding(async () => null), ({ missed }) => missed.length === few().length],
  'opens a case by a report': [
    doing(() => desk.opened(bo)),
    ({ missed, wrong }) => missed.length === 0 && wrong.has('a case was opened'),
  ],
  'opens a case again by a report': [
    doing(async (shell, { caseId }) => {
      const { customer } = (await shell.store.card(caseId))!
      const by = { kind: 'customer', id: customer } as const
      const commands = [{ type: 'case.reopen', reason: 'customer_wrote' }] as const
      assert.equal((await shell.handle({ caseId, by, commands, texts: [] })).outcome, 'done')
    }),
    ({ missed, wrong }) => missed.length === 0 && wrong.has('the case goes on'),
  ],
}
for (const [what, [weak, fits]] of Object.entries(weaknesses))
  test(`a desk that ${what} is found out`, async () => {
    const found = await reported(few(), weak(desk.shell))
    assert.ok(fits(found), `${found.missed.join(', ')}; ${[...found.wrong].join(', ')}`)
  })
