// Which mails an answer stands under: the customer's last before it, and what we sent before it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '#core/case/event.ts'
import type { MessageId } from '#core/kit/id.ts'
import { threadOf } from '#server/react/thread.ts'
import type { MailShell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

const mails: Readonly<Record<string, string>> = {
  a: 'Subject: x\r\nMessage-ID: <a@x.example>\r\n\r\nMessage-ID: <no@x.example>',
  b: 'Message-ID:\r\n <b@x.example>\r\n\r\n',
  none: 'Subject: x\r\n\r\n',
}
const shell = {
  config: { mailDomain: 'desk.example' },
  store: { blob: async (sha256: string) => ({ bytes: Buffer.from(mails[sha256] ?? '') }) },
} as unknown as MailShell

const received = (mail: string | undefined, automatic: string | null = null) =>
  ({ type: 'message.received', mail, automatic }) as unknown as Event
const queued = (message: MessageId) => ({ type: 'message.queued', message }) as Event
const sent = (message: MessageId) => ({ type: 'message.sent', message }) as Event
const ledger = (...events: Event[]) => ({ caseId: 'cas_1', events }) as unknown as Ledger

const thread = (message: MessageId, ...events: Event[]) => threadOf(shell, ledger(...events), message)

test('it answers the last mail of his before it, after what we sent before it', async () => {
  const events = [
    ...[received('a'), queued('msg_1'), sent('msg_1'), received('b'), received('a', 'auto-reply')],
    ...[received(undefined), queued('msg_2'), received('a'), sent('msg_2')],
  ]
  assert.deepEqual(await thread('msg_2', ...events), {
    inReplyTo: '<b@x.example>',
    references: ['<1.1.tierline@desk.example>', '<b@x.example>'],
  })
  assert.deepEqual(await thread('msg_1', ...events), {
    inReplyTo: '<a@x.example>',
    references: ['<a@x.example>'],
  })
})

test('where he wrote no mail that can be named, it answers our last', async () => {
  const events = [queued('msg_1'), sent('msg_1'), sent('msg_2'), received('none'), queued('msg_3')]
  const references = ['<1.1.tierline@desk.example>', '<2.1.tierline@desk.example>']
  assert.deepEqual(await thread('msg_3', ...events), { inReplyTo: references[1], references })
  assert.deepEqual(await thread('msg_1', ...events), { inReplyTo: '', references: [] })
})

test('of a long thread the latest twenty are named', async () => {
  const many = Array.from({ length: 30 }, (_, i) => sent(`msg_${i}`))
  const { references } = await thread('msg_x', received('a'), ...many, queued('msg_x'))
  assert.equal(references.length, 20)
  assert.deepEqual([references[0], references[19]], ['<11.1.tierline@desk.example>', '<a@x.example>'])
})
