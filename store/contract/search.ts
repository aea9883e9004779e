// Contract: what is found by its words, and in which order.
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { Opened } from '../store.contract.ts'
import { appended } from './facts.ts'
import { cardOf, noting, opening, t0 } from './specimen.ts'

const said = [
  ['Größe der Straße', 'Jörg Müller'],
  ['Skrivaren är trasig, åäö', 'Åsa Öberg'],
  ['Perché non stampa più?', 'Niccolò Però'],
  ['La il·lusió del col·legi', 'Núria Güell'],
  ['Принтер не печатает, ёлки', 'Фёдор Чайковский'],
  ['The naïve café', 'Zoë Brontë'],
] as const

export function keepsSearch(opened: () => Opened): void {
  const numbers: number[] = []

  before(async () => {
    const { store } = opened()
    for (const [i, [subject, customerName]] of said.entries()) {
      const card = cardOf({ subject, customerName, openedAt: instant(t0 + i) })
      numbers.push(appended(await store.append(opening({ card, search: `${subject} drucker` }))).number)
    }
  })

  const found = async (words: string) =>
    (await opened().store.search(words, 50)).items.map(card => card.number)

  it('words are found without case and accents, in all six languages', async () => {
    const asked = ['strasse', 'skrivaren ÄR aao', 'perche PIU', 'il lusio', 'елки печатает', 'NAIVE cafe']
    for (const [i, words] of asked.entries()) assert.deepEqual(await found(words), [numbers[i]], words)
  })

  it('the last word may be a beginning while it is being typed, the others are whole', async () => {
    assert.deepEqual(await found('druc'), numbers.toReversed())
    assert.deepEqual(await found('druc '), [])
    assert.deepEqual(await found('druc muller'), [])
    assert.deepEqual(await found('drucker mul'), [numbers[0]])
  })

  it('a word of a later note is found with the name of the customer', async () => {
    const { store } = opened()
    const card = (await store.card(numbers[1]!))!
    await store.append(noting(card.id, 1, 'Trumman bytt, serienummer XK-42/7', { card }))
    assert.deepEqual(await found('oberg xk'), [numbers[1]])
    assert.deepEqual(await found('trumman bytt'), [numbers[1]])
  })

  it('the case with the number that was typed comes first', async () => {
    const { store } = opened()
    const card = cardOf({ openedAt: instant(t0 + 1_000) })
    const { number } = appended(await store.append(opening({ card, search: `see ${numbers[2]}` })))
    assert.deepEqual(await found(String(numbers[2])), [numbers[2], number])
    assert.deepEqual(await found(`#${numbers[2]}`), [numbers[2], number])
  })

  it('nothing typed, or nothing but signs, finds nothing', async () => {
    for (const words of ['', '   ', '?!', "'", '\\', "a' | 'b"])
      assert.deepEqual(await found(words), [], words)
  })

  it('the newest come first, page after page', async () => {
    const { store } = opened()
    const all: number[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await store.search('drucker', 4, cursor)
      all.push(...page.items.map(card => card.number))
      if (page.next === null) break
      cursor = page.next
    }
    assert.deepEqual(all, numbers.toReversed())
  })
}
