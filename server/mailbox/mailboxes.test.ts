// Mailboxes read from a real server: nothing is lost and nothing comes in twice, whatever happens between.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { limits } from '#channels/email/pre-scan.ts'
import { instant } from '#core/kit/time.ts'
import type { Mailboxes } from '#server/mailbox/mailboxes.ts'
import type { Shell } from '#server/shell.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import { noDovecot } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk, ownAddress, rawMail } from '#test/support/mailbox-desk.ts'

let desk: MailboxDesk
let node: Mailboxes | null = null
let count = 0
/** Each test has a mailbox of its own on the same server. */
let box = ''

const deliver = (raw: string, more: Parameters<MailboxDesk['dovecot']['deliver']>[1] = {}) =>
  desk.dovecot.deliver(raw, { owner: box, ...more })
const mailbox = (changes: Partial<Mailbox> = {}) => desk.mailbox({ name: box, signInName: box, ...changes })
const read = (shell?: Shell) => {
  node = desk.read(shell)
}
/** A mailbox that is read, and was empty before. */
async function opened(changes: Partial<Mailbox> = {}) {
  const id = await mailbox(changes)
  read()
  await desk.until(id, one => one.code === 'connected')
  await desk.round(id)
  return id
}
const texts = async () =>
  (await desk.received())
    .map(one => one.text.trim())
    .filter(text => text.includes(box))
    .sort()
const taken = (id: `mbx_${string}`, n: number) => desk.until(id, one => one.taken === n)

describe('a mailbox', { skip: noDovecot ?? false }, () => {
  before(async () => {
    desk = await mailboxDesk()
  })
  after(() => desk.stop())
  beforeEach(() => {
    box = `box${++count}x`
  })
  afterEach(async () => {
    await node?.stop()
    node = null
    for (const one of await desk.desk.mailboxes.all()) await desk.desk.mailboxes.remove(one.id, one.version)
  })

  test('what lies there when it is first opened stays and is counted, what comes then is taken in', async () => {
    for (let n = 0; n < 3; n++) await deliver(rawMail(`${box} old ${n}`), { at: 1_700_000_000 })
    const id = await mailbox()
    read()
    assert.equal((await desk.until(id, one => one.skipped === 3)).taken, 0)
    await deliver(rawMail(`${box} new`))
    await taken(id, 1)
    assert.deepEqual(await texts(), [`${box} new`])
    assert.ok(
      (await desk.dovecot.flags(box)).every(flags => !flags.includes('S')),
      'nothing is marked',
    )
  })

  test('with a date what came since then is taken in as well', async () => {
    await deliver(rawMail(`${box} old`), { at: 1_700_000_000 })
    await deliver(rawMail(`${box} since`), { at: 1_760_000_000 })
    const id = await mailbox({ readFrom: instant(1_750_000_000_000) })
    read()
    await taken(id, 1)
    await desk.round(id)
    assert.deepEqual(await texts(), [`${box} since`])
  })

  test('a mail is taken in when the server tells of it, long before the next look', async () => {
    const { mailboxReading } = desk.shell.desk
    let isComing = true
    const reading: typeof mailboxReading = {
      ...mailboxReading,
      // The second comes while the first is taken in: the server tells of it when nobody waits for mail.
      async knownBytes(...asked) {
        if (isComing) await deliver(rawMail(`${box} 2`))
        isComing = false
        return mailboxReading.knownBytes(...asked)
      },
    }
    await deliver(rawMail(`${box} 1`))
    const id = await mailbox({ pollSeconds: 3_600, readFrom: instant(1) })
    read({ ...desk.shell, desk: { ...desk.shell.desk, mailboxReading: reading } })
    await taken(id, 2)
    // Now it waits.
    await deliver(rawMail(`${box} 3`))
    await taken(id, 3)
    assert.deepEqual(
      await texts(),
      [1, 2, 3].map(n => `${box} ${n}`),
    )
  })

  test('mails that came while nobody read, and that another client has read, are taken in', async () => {
    const id = await opened()
    await node?.stop()
    for (let n = 0; n < 5; n++)
      await deliver(rawMail(`${box} ${n}`), { isRead: n % 2 === 0, at: 1_760_000_000 + n })
    desk.pass(72 * 3_600_000)
    read()
    await taken(id, 5)
    assert.deepEqual(
      await texts(),
      [0, 1, 2, 3, 4].map(n => `${box} ${n}`),
    )
  })

  test('when all numbers change, all is gone through again and nothing is doubled', async () => {
    await deliver(rawMail(`${box} before`), { at: 1_700_000_000 })
    const id = await opened()
    await deliver(rawMail(`${box} one`))
    await taken(id, 1)
    await node?.stop()
    await desk.dovecot.newNumbers(box)
    await deliver(rawMail(`${box} two`))
    read()
    await taken(id, 2)
    await desk.round(id)
    assert.deepEqual(await texts(), [`${box} one`, `${box} two`])
  })

  test('a mail whose taking in was not written down any more is taken in once', async () => {
    const id = await mailbox({ readFrom: instant(1) })
    await deliver(rawMail(`${box} one`))
    const { mailboxReading } = desk.shell.desk
    let deaths = 0
    const dying: Shell['desk']['mailboxReading'] = {
      ...mailboxReading,
      async keep(...args) {
        if (args[1].length > 0 && deaths++ < 2) throw new Error('the node died here')
        return mailboxReading.keep(...args)
      },
    }
    read({ ...desk.shell, desk: { ...desk.shell.desk, mailboxReading: dying } })
    await taken(id, 1)
    assert.equal(deaths, 3)
    assert.deepEqual(await texts(), [`${box} one`])
  })

  test('a mail that cannot be taken in holds nobody up, is tried again, and at last people see it', async () => {
    const id = await opened()
    const bad = `${box} two`
    let tries = 0
    const failing: Shell = {
      ...desk.shell,
      async handle(deed) {
        const isBad = deed.texts.some(text => text.words.trim() === bad)
        if (isBad) {
          tries++
          throw new Error('this one never works')
        }
        return desk.shell.handle(deed)
      },
    }
    await node?.stop()
    for (const n of ['one', 'two', 'three']) {
      const from = `${n}@customers.example`
      await deliver(rawMail(`${box} ${n}`, { From: from, 'Return-Path': `<${from}>` }))
    }
    read(failing)
    await taken(id, 2)
    assert.deepEqual(await texts(), [`${box} one`, `${box} three`])
    for (let n = 0; n < 3; n++) {
      desk.pass(10 * 60_000)
      await node?.stop()
      read(failing)
      if (n < 2) await desk.round(id)
    }
    await taken(id, 3)
    assert.equal(tries, 3)
    const seen = (await desk.received()).filter(one => one.text.includes('could not be kept as a message'))
    assert.equal(seen.length, 1)
  })

  test('a mail nobody can read becomes a case, and those behind it come as always', async () => {
    const id = await opened()
    const parts = Array.from({ length: 900 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n').join('')
    const bomb = rawMail(`${box} bomb`, { 'Content-Type': 'multipart/mixed; boundary=b' })
    await deliver(`${bomb}${parts}--b--\r\n`)
    await deliver(rawMail(`${box} good`))
    await taken(id, 2)
    const all = await desk.received()
    assert.ok(all.some(one => one.text.includes(`${box} good`)))
    assert.ok(
      all.some(one => one.text.includes('more than 500 parts')),
      all.map(one => one.text).join('\n'),
    )
  })

  test('a mail that is too large is taken in by its headers, and says so', async () => {
    const id = await opened()
    await deliver(
      `${rawMail(`${box} large`)}${'x'.repeat(70)}\r\n${`${'y'.repeat(998)}\r\n`.repeat(limits.rawBytes / 1_000 + 1)}`,
    )
    await deliver(rawMail(`${box} small`))
    await taken(id, 2)
    const large = (await desk.received()).find(one => one.text.includes('larger than we take'))
    const ledger = await desk.store.read(large!.caseId as `cas_${string}`)
    const event = ledger!.events.find(one => one.type === 'message.received')
    const blob = await desk.store.blob((event as { mail: string }).mail)
    assert.match(Buffer.from(blob!.bytes).toString(), new RegExp(`Subject: About ${box}`))
  })

  test('mails of one sender stand in the order in which they came', async () => {
    const id = await mailbox({ readFrom: instant(1) })
    for (let n = 10; n < 40; n++) await deliver(rawMail(`${box} ${n}`), { at: 1_760_000_000 + n })
    read()
    await taken(id, 30)
    const own = (await desk.received()).filter(one => one.text.includes(box))
    const byTime = own
      .toSorted((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1))
      .map(one => one.text.trim())
    assert.deepEqual(byTime, byTime.toSorted())
  })

  test('a mail for another address of the desk goes to the team of that address', async () => {
    await desk.desk.addresses.add({ id: `adr_${box}`, address: 'servers@desk.example', team: desk.teams[2] })
    await desk.shell.changed()
    const id = await opened()
    await deliver(
      rawMail(`${box} alias`, {
        From: `${box}@customers.example`,
        To: 'list@elsewhere.example',
        'X-Original-To': 'servers@desk.example',
      }),
    )
    await taken(id, 1)
    const [found] = (await desk.received()).filter(one => one.text.includes(box))
    assert.equal((await desk.store.card(found!.caseId as `cas_${string}`))?.team, desk.teams[2])
  })

  for (const way of ['seen', 'move'] as const)
    test(`only what was taken in is shown in the mailbox: ${way}`, async () => {
      const id = await opened({ afterReading: way, moveTo: way === 'move' ? 'Done' : null })
      await deliver(rawMail(`${box} one`))
      await taken(id, 1)
      await desk.round(id)
      const [lying, done] = await Promise.all([desk.dovecot.flags(box), desk.dovecot.flags(box, 'Done')])
      if (way === 'seen') assert.deepEqual([lying, done], [['S'], []])
      else assert.deepEqual([lying.length, done.length], [0, 1])
    })

  for (const way of ['seen', 'move'] as const)
    test(`nothing is shown in the mailbox before it is kept for good: ${way}`, async () => {
      const id = await opened({ afterReading: way, moveTo: way === 'move' ? 'Done' : null })
      await node?.stop()
      await deliver(rawMail(`${box} one`))
      const lies = async () => [await desk.dovecot.flags(box), await desk.dovecot.flags(box, 'Done')]
      const { mailboxReading } = desk.shell.desk
      // As it lies after a reader that died at this step.
      const diesAt = async (step: 'knownBytes' | 'keep', isTaken: boolean) => {
        const death = Promise.withResolvers<void>()
        const dies = async (): Promise<never> => {
          death.resolve()
          throw new Error('the node died here')
        }
        const dying = { ...mailboxReading, [step]: dies }
        read({ ...desk.shell, desk: { ...desk.shell.desk, mailboxReading: dying } })
        await death.promise
        await node?.stop()
        assert.deepEqual(await lies(), [[''], []])
        assert.equal((await texts()).length, isTaken ? 1 : 0)
      }
      await diesAt('knownBytes', false)
      await diesAt('keep', true)
      read()
      await desk.round(id)
      await desk.round(id)
      await node?.stop()
      assert.deepEqual(await lies(), way === 'seen' ? [['S'], []] : [[], ['']])
      assert.deepEqual(await texts(), [`${box} one`])
    })

  for (const way of ['seen', 'move'] as const)
    test(`a mail that cannot be taken in stays as it lies, until it is: ${way}`, async () => {
      const id = await opened({ afterReading: way, moveTo: way === 'move' ? 'Done' : null })
      await node?.stop()
      await deliver(rawMail(`${box} one`))
      let tries = 0
      const handle: Shell['handle'] = async () => {
        tries++
        throw new Error('it cannot be kept')
      }
      read({ ...desk.shell, handle })
      while (tries === 0) await desk.round(id)
      await desk.round(id)
      await node?.stop()
      assert.deepEqual(await desk.dovecot.flags(box), [''])
      assert.deepEqual([await desk.dovecot.flags(box, 'Done'), await texts()], [[], []])
      desk.pass(10 * 60_000)
      read()
      await taken(id, 1)
      await desk.round(id)
      await node?.stop()
      const lies = [await desk.dovecot.flags(box), await desk.dovecot.flags(box, 'Done')]
      assert.deepEqual(lies, way === 'seen' ? [['S'], []] : [[], ['']])
      assert.deepEqual(await texts(), [`${box} one`])
    })

  test('two nodes share the mailboxes, and each is read by one of them; one that stops leaves them', async () => {
    const [a, b] = [await mailbox(), await desk.mailbox({ signInName: `${box}b`, words: 'wrong' })]
    const nodes = [desk.read(), desk.read()]
    await desk.until(a, one => one.code === 'connected')
    await desk.until(b, one => one.code === 'sign_in_failed')
    const { rows } = await desk.store.pool.query('select count(distinct lease)::int as n from mailbox_state')
    assert.ok(rows[0].n <= 2)
    await nodes[0]!.stop()
    nodes[1]!.wake()
    await desk.round(a)
    await deliver(rawMail(`${box} one`))
    await taken(a, 1)
    await nodes[1]!.stop()
    assert.deepEqual(await texts(), [`${box} one`])
  })

  test('a server that goes away is told of, and read on when it is there again', async () => {
    const id = await opened()
    const { version } = (await desk.desk.mailboxes.one(id))!
    await desk.desk.mailboxes.change(id, version, { port: 1 })
    assert.match((await desk.until(id, one => one.code === 'unreachable')).says, /ECONNREFUSED/)
    await desk.desk.mailboxes.change(id, version + 1, { port: desk.dovecot.port })
    await deliver(rawMail(`${box} after`))
    await taken(id, 1)
  })

  test('the secret of a mailbox stands in no log and no state', async () => {
    const id = await desk.mailbox({ signInName: box, words: 'not the pass phrase' })
    read()
    const { says } = await desk.until(id, one => one.code === 'sign_in_failed')
    assert.ok(![...desk.said, says].some(line => line.includes('not the pass')))
    assert.equal(ownAddress.includes(says), false)
  })
})
