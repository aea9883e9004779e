// The desk's tables for mail keep one contract, in memory and on real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dayMs, after as later } from '#core/kit/time.ts'
import { newId, opening, t0 } from './contract/specimen.ts'
import { deskOf } from './desk/desk.ts'
import type { MailDesk } from './desk/mail-desk.ts'
import { newAddressSecret } from './desk/secret.ts'
import { memoryMailDesk } from './memory-desk.ts'
import { memoryStore } from './memory.ts'
import { postgresStore } from './postgres/store.ts'
import type { Store } from './store.ts'
import { testDatabase } from './testing.ts'

type Opened = { readonly desk: MailDesk; readonly store: Store; close(): Promise<void> }

function keepsMail(name: string, open: () => Promise<Opened>): void {
  describe(`the tables for mail: ${name}`, () => {
    let opened: Opened
    before(async () => {
      opened = await open()
    })
    after(() => opened.close())
    const fresh = (email: string) => ({ id: newId('cus'), name: 'Anna', createdAt: t0, email })

    it('an address is one customer, however it is spelt', async () => {
      const { customers } = opened.desk
      const anna = await customers.add(fresh('Anna@Example.org'))
      assert.ok(anna !== 'taken')
      assert.equal(await customers.add(fresh('anna@example.ORG')), 'taken')
      assert.equal((await customers.byEmail('ANNA@example.org'))?.id, anna.id)
      assert.equal((await customers.byEmailOrNew('anna@example.org', fresh('x@y.example'))).id, anna.id)
      const { email: _, ...nameless } = fresh('')
      const boris = await customers.byEmailOrNew('boris@example.org', nameless)
      assert.deepEqual([boris.email, boris.verified, boris.language], ['boris@example.org', false, 'en'])
      assert.equal((await customers.one(boris.id))?.id, boris.id)
      assert.deepEqual(
        [await customers.one('cus_nobody'), await customers.byEmail('no@one.example')],
        [null, null],
      )
      assert.equal(await opened.desk.organisations.byDomain('nowhere.example'), null)
    })

    it('the secret of a reply address leads to its case; a guessed one nowhere', async () => {
      const { customers, replyTokens } = opened.desk
      const customer = await customers.byEmailOrNew('clara@example.org', fresh('clara@example.org'))
      const append = opening()
      await opened.store.append(append)
      const secret = newAddressSecret()
      await replyTokens.add({ secret, caseId: append.caseId, customer: customer.id, at: t0 })
      assert.deepEqual(await replyTokens.find(secret), { caseId: append.caseId, customer: customer.id })
      assert.equal(await replyTokens.find(newAddressSecret()), null)
    })

    it('an address is confirmed once a day, and gets few automatic mails of one case', async () => {
      const { take } = opened.desk.automaticMails
      const caseId = newId('cas')
      const mail = { address: 'dora@example.org', caseId, kind: 'confirmation', at: t0 }
      assert.equal(await take(mail), 'yes')
      assert.equal(await take({ ...mail, address: 'DORA@example.org' }), 'confirmed_today')
      assert.equal(await take({ ...mail, address: 'dora+4711@example.org' }), 'confirmed_today')
      const again = { ...mail, kind: 'late' }
      assert.deepEqual(
        [await take(again), await take(again), await take(again)],
        ['yes', 'yes', 'case_limit'],
      )
      assert.equal(await take({ ...mail, at: later(t0, dayMs + 1), caseId: newId('cas') }), 'yes')
    })
  })
}

keepsMail('memory', async () => {
  const store = memoryStore()
  return { desk: memoryMailDesk(), store, close: () => store.close() }
})

keepsMail('PostgreSQL', async () => {
  const database = await testDatabase()
  const store = await postgresStore({ url: database.url })
  const close = async () => {
    await store.close()
    await database.drop()
  }
  return { desk: deskOf(store.pool), store, close }
})
