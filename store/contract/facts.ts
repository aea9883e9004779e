// Contract: what went in comes out, whole or not at all, and is erased where it must be.
import { said } from '#core/case/said-line.ts'
import { stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { it } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { Opened } from '../store.contract.ts'
import type { Append, Appended, Ledger } from '../store.ts'
import { cardOf, newId, noting, opening } from './specimen.ts'

/** Takes an outcome that must be an append, for its number and position. */
export function appended(outcome: Appended): Extract<Appended, { outcome: 'appended' }> {
  assert.equal(outcome.outcome, 'appended')
  return outcome as Extract<Appended, { outcome: 'appended' }>
}

export function keepsFacts(opened: () => Opened): void {
  it('a new case gets a number from 1001 on, and is read by id and by number', async () => {
    const { store } = opened()
    const first = opening()
    const { number, seq } = appended(await store.append(first))
    assert.ok(number >= 1001)
    assert.equal(seq, 1)
    const ledger = await store.read(first.caseId)
    assert.deepEqual(ledger, await store.read(number))
    assert.deepEqual(ledger?.events, [{ ...first.events[0], seq: 1 }])
    assert.deepEqual([...(ledger?.texts ?? [])], [[first.texts[0]!.id, first.texts[0]!.words]])
    const card: Card = { ...first.card, number, seq: 1 }
    assert.deepEqual(await store.card(number), card)
    assert.deepEqual(await store.card(first.caseId), card)
  })

  it('a case that is not there is null', async () => {
    const { store } = opened()
    for (const which of ['cas_nobody', 77] as const) {
      assert.equal(await store.read(which), null)
      assert.equal(await store.card(which), null)
    }
  })

  it('facts follow one another without a gap, and keep what they say to the letter', async () => {
    const { store } = opened()
    const first = opening()
    await store.append(first)
    const words = 'Zeile 1\n\t"Zitat" \\ 🖨 é Ж'
    const two = noting(first.caseId, 1, words)
    const both: Append = { ...two, events: [...two.events, ...two.events] }
    assert.equal(appended(await store.append(both)).seq, 3)
    const ledger = await store.read(first.caseId)
    assert.deepEqual(
      ledger?.events.map(event => event.seq),
      [1, 2, 3],
    )
    assert.equal(ledger?.texts.get(two.texts[0]!.id), words)
  })

  it('characters that no database holds do not stop an append', async () => {
    const { store } = opened()
    const card = cardOf({ subject: 'nul \0 and half \ud800 a pair' })
    appended(await store.append(opening({ card, search: card.subject })))
    assert.equal((await store.card(card.id))?.phase, 'open')
  })

  it('bytes are kept with the fact, once', async () => {
    const { store } = opened()
    for (const size of [3, 2_000_000]) {
      const bytes = new Uint8Array(size).fill(7)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const blobs = [{ sha256, bytes, type: 'message/rfc822' }]
      await store.append(opening({ blobs }))
      await store.append(opening({ blobs }))
      const found = await store.blob(sha256)
      assert.equal(found?.type, 'message/rfc822')
      assert.ok(Buffer.from(found.bytes).equals(bytes))
      const part = await store.openBlob(sha256, { from: 1, to: 2 })
      assert.deepEqual([part?.size, (await buffer(part!.stream)).length], [size, 2])
      const near = await store.nearBlob(sha256, async one =>
        'path' in one ? (await stat(one.path)).size : one.bytes.byteLength,
      )
      assert.equal(near, size)
    }
    const unknown = '0'.repeat(64)
    assert.deepEqual(
      [
        await store.blob(unknown),
        await store.openBlob(unknown),
        await store.nearBlob(unknown, async () => 1),
      ],
      [null, null, null],
    )
  })

  it('the chain of an untouched case is sound, and a changed fact is found', async t => {
    const { store, tamper } = opened()
    const first = opening()
    await store.append(first)
    for (let seq = 1; seq < 5; seq++) appended(await store.append(noting(first.caseId, seq, `note ${seq}`)))
    for (const from of [0, 1, 4, 5]) assert.equal(await store.firstBroken(first.caseId, from), null)
    if (!tamper) return t.diagnostic('memory has nothing behind the store to change')
    await tamper(first.caseId, 3)
    assert.equal(await store.firstBroken(first.caseId), 3)
    assert.equal(await store.firstBroken(first.caseId, 2), 3)
    assert.equal(await store.firstBroken(first.caseId, 4), null)
  })

  it('an erased text is gone from ledger, search and card, and its fact stays', async () => {
    const { store } = opened()
    const card = cardOf({ subject: 'Zyklamen welken', customerName: 'Ada Unverwechselbar' })
    const first = opening({ card, search: 'Zyklamen welken' })
    const { number } = appended(await store.append(first))
    const note = noting(card.id, 1, 'geheimnisvoll', { card })
    await store.append(note)
    const found = async (words: string) => (await store.search(words, 10)).items.map(one => one.number)
    assert.deepEqual(await found('geheimnisvoll'), [number])
    assert.equal(await store.erase([note.texts[0]!.id, newId('txt')]), 1)
    assert.equal(await store.erase([note.texts[0]!.id]), 0)
    assert.deepEqual(await found('geheimnisvoll'), [])
    assert.deepEqual(await found('unverwechselbar'), [number])
    assert.equal(await store.erase([first.texts[0]!.id]), 1)
    assert.deepEqual(await found('zyklamen'), [])
    assert.deepEqual(await found('unverwechselbar'), [number])
    assert.equal((await store.card(number))?.subject, '')
    const ledger = await store.read(number)
    assert.equal(ledger?.texts.size, 0)
    assert.equal(ledger?.events.length, 2)
    assert.equal(await store.firstBroken(card.id), null)
  })

  it('words of several lines are gone from the card that showed them as one', async () => {
    const { store } = opened()
    const words = 'Ich heiße Ada\r\n\r\nund wohne  am Wall 7.\n'
    const first = opening({ card: cardOf() })
    appended(await store.append(first))
    const { why } = first.card
    const card = { ...first.card, why: { ...why, code: 'customer_wrote' as const, ...said(words) } }
    const note = noting(first.caseId, 1, words, { card })
    appended(await store.append(note))
    assert.equal((await store.card(first.caseId))?.why.text, 'Ich heiße Ada und wohne am Wall 7.')
    await store.erase([note.texts[0]!.id])
    assert.equal((await store.card(first.caseId))?.why.text, undefined)
  })

  it('whoever read a case before words of it were erased reads again before he writes', async () => {
    const { store } = opened()
    const card = cardOf({ subject: 'Enzian verblüht' })
    const first = opening({ card, search: 'Enzian verblüht' })
    const { number } = appended(await store.append(first))
    const read = await store.read(card.id)
    const written = (words: string, { card, erasures }: Pick<Ledger, 'card' | 'erasures'>) =>
      store.append(noting(card.id, 1, words, { card: { ...card, seq: 2 }, erasures }))
    await store.erase([first.texts[0]!.id])
    // Nothing was recorded meanwhile: by its facts the case is the one he read.
    assert.deepEqual(await written('zu spät', read!), { outcome: 'stale' })
    assert.equal((await store.card(number))?.subject, '')
    const again = await store.read(card.id)
    assert.deepEqual([again?.card.subject, again?.events.length], ['', 1])
    appended(await written('noch einmal', again!))
    assert.equal((await store.card(number))?.subject, '')
    for (const words of ['enzian', 'verblüht']) assert.deepEqual((await store.search(words, 10)).items, [])
  })

  it('of an erasure and a deed that cross, whichever is first, the words are gone', async () => {
    const { store } = opened()
    for (let i = 0; i < 20; i++) {
      const card = cardOf({ subject: `Lavendel ${i}` })
      const first = opening({ card, search: 'Lavendel' })
      await store.append(first)
      const { erasures } = (await store.read(card.id))!
      await Promise.all([
        store.append(noting(card.id, 1, 'gießen', { card: { ...card, seq: 2 }, erasures })),
        store.erase([first.texts[0]!.id]),
      ])
      assert.equal((await store.card(card.id))?.subject, '')
    }
    assert.deepEqual((await store.search('lavendel', 10)).items, [])
  })

  it('a text that was erased does not come back under its id', async () => {
    const { store } = opened()
    const first = opening()
    await store.append(first)
    await store.erase([first.texts[0]!.id])
    const { erasures } = (await store.read(first.caseId))!
    await assert.rejects(store.append(noting(first.caseId, 1, 'wieder', { texts: first.texts, erasures })))
    assert.equal((await store.read(first.caseId))?.texts.size, 0)
  })

  it('the clock is an instant', async () => {
    const { store } = opened()
    assert.ok(Math.abs((await store.now()) - Date.now()) < 60_000)
  })
}
