// What is wanted of a case, which of it is known and from where, and how one is recorded.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { timeline } from '#core/case/timeline.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import {
  assessAs,
  at,
  by,
  desk,
  given,
  play,
  taken,
  text,
  wantedFact,
  type Wished,
} from '#core/testing/world.ts'
import { stillOpen, wantedFacts } from '#core/wanted/known.ts'
import { inLanguage, isCaseField, type WantedList, wantedOf } from '#core/wanted/wanted-list.ts'

const list = (facts: WantedList['facts'], more: Partial<WantedList> = {}): WantedList => ({
  ...{ id: 'wfl_a', kinds: [], products: [], facts, active: true },
  ...more,
})
const light = wantedFact('router.light', {
  required: true,
  choices: [
    { name: 'green', words: { en: 'Green' } },
    { name: 'off', words: { en: 'Off' } },
  ],
})
const model = wantedFact('router.model')
const serial = wantedFact('case.serial')
const wanting: DeskFacts = { ...desk, wanted: [list([light, model, serial])] }

const record = { ...samples['wanted_fact.record'], wantedFact: 'wfc_a' } as const
const isGreen = {
  ...record,
  wantedFact: 'wfc_g',
  fact: 'router.light',
  text: undefined,
  choice: 'green',
} as const
const stateOf = (...wished: Wished[]): OpenedCase => play([...taken, ...wished], wanting).state as OpenedCase
const knownOf = (state: OpenedCase, name: string) =>
  wantedFacts(state, wantedOf(wanting, state), at(600)).find(({ fact }) => fact.name === name)!

test('what is wanted depends on kind and product; each name counts once, of lists that rest nothing', () => {
  const wanted = [
    list([model]),
    list([{ ...model, required: true }, light], { kinds: ['slowness'] }),
    list([serial], { products: ['pro_dsl'] }),
    list([wantedFact('never')], { active: false }),
  ]
  const names = (about: Parameters<typeof wantedOf>[1]) => wantedOf({ wanted }, about).map(one => one.name)
  assert.deepEqual(names({ kind: 'question', product: null }), ['router.model'])
  assert.deepEqual(names({ kind: 'slowness', product: 'pro_tv' }), ['router.model', 'router.light'])
  assert.deepEqual(names({ kind: 'question', product: 'pro_dsl' }), ['router.model', 'case.serial'])
  assert.equal(wantedOf({ wanted }, { kind: 'slowness', product: null })[0]!.required, false)
  assert.deepEqual(wantedOf({}, { kind: 'question', product: null }), [])
})

test('what is called nothing in a language is called as in English, else as it was written', () => {
  const said = (words: Parameters<typeof inLanguage>[0]) => inLanguage(words, 'sv')
  assert.deepEqual(
    [said({ sv: 'Lampa', en: 'Light' }), said({ en: 'Light' }), said({ de: 'Licht' }), said({})],
    ['Lampa', 'Light', 'Licht', ''],
  )
})

test('a fact is recorded with who or what says so; a newer one counts, and the older stays readable', () => {
  const later = { ...record, wantedFact: 'wfc_c', text: text('FB 7530'), source: 'customer' } as const
  const state = stateOf([3, by('bo'), record], [9, by('marta'), { ...later, seenAt: at(5) }])
  const { known, before } = knownOf(state, 'router.model')
  assert.deepEqual([known?.from, known?.entry, known?.text], ['recorded', 'wfc_c', text('FB 7530')])
  assert.deepEqual(known?.told, { source: 'customer', seenAt: at(5), by: by('marta') })
  assert.deepEqual(
    before.map(one => [one.text, one.told?.source]),
    [[text('FB 7590'), 'machine']],
  )
  const open = stillOpen(wantedFacts(state, wantedOf(wanting, state), at(600)))
  assert.deepEqual(
    open.map(({ name }) => name),
    ['router.light', 'case.serial'],
  )
  given(...taken, [3, by('bo'), record])
    .on(wanting)
    .when(4, by('bo'), record)
    .thenNothing()
})

test('a closed list takes one of its answers, any other fact takes words, and nobody saw tomorrow', () => {
  const open = given(...taken).on(wanting)
  open.when(3, by('bo'), isGreen).then('wanted_fact.recorded')
  for (const [wish, code] of [
    [{ ...isGreen, choice: 'blue' }, 'wanted_fact.not_a_choice'],
    [{ ...isGreen, text: text('green') }, 'wanted_fact.not_a_choice'],
    [{ ...record, text: undefined }, 'wanted_fact.needs_words'],
    [{ ...record, choice: 'green' }, 'wanted_fact.needs_words'],
    [{ ...record, fact: 'shoe.size' }, 'wanted_fact.not_wanted'],
    [{ ...record, fact: 'case.serial' }, 'wanted_fact.of_case'],
    [{ ...record, seenAt: at(4) }, 'wanted_fact.not_yet'],
  ] as const)
    open
      .when(3, by('bo'), wish as Command)
      .thenRefused(code, code === 'wanted_fact.not_a_choice' ? { choices: 'green, off' } : undefined)
  open.when(3, by('bo'), { ...record, seenAt: at(2) }).then('wanted_fact.recorded')
})

test('the ledger reads what was recorded: an answer of the list, or words', () => {
  const { events } = play(
    [...taken, [3, by('bo'), { ...isGreen, seenAt: at(2) }], [4, by('bo'), record]],
    wanting,
  )
  const entries = timeline(events.map((event, index) => ({ ...event, seq: index + 1 })))
  const shown = entries.flatMap(one =>
    one.kind === 'wanted_fact' ? [[one.choice, one.text, one.seenAt]] : [],
  )
  assert.deepEqual(shown, [
    ['green', null, at(2)],
    [null, text('FB 7590'), null],
  ])
  assert.equal(knownOf(stateOf([3, by('bo'), isGreen]), 'router.light').known?.value, 'green')
})

test('a claim makes a fact known until the records say otherwise, and again once they confirm it', () => {
  const claim: Command = {
    type: 'claim.make',
    claim: 'cla_m',
    text: text('the white one'),
    fact: 'router.model',
  }
  const judge = (verdict: 'confirmed' | 'does_not_match' | 'silent'): Command => ({
    ...{ type: 'claim.judge', claim: 'cla_m', because: text('bill') },
    verdict,
  })
  const said: Wished[] = [[3, by('bo'), claim]]
  const from = (...more: Wished[]) => knownOf(stateOf(...said, ...more), 'router.model').known?.entry ?? null
  assert.equal(from(), 'cla_m')
  assert.equal(from([4, by('bo'), judge('silent')]), 'cla_m')
  assert.equal(from([4, by('bo'), judge('does_not_match')]), null)
  assert.equal(from([4, by('bo'), judge('does_not_match')], [5, by('bo'), judge('confirmed')]), 'cla_m')
  const plain: Command = { type: 'claim.make', claim: 'cla_p', text: text('slow') }
  assert.equal(
    from([4, by('bo'), plain], [5, by('bo'), { ...judge('confirmed'), claim: 'cla_p' } as Command]),
    'cla_m',
  )
  const open = given(...taken).on(wanting)
  open.when(3, by('bo'), { ...claim, fact: 'shoe.size' }).thenRefused('wanted_fact.not_wanted')
  open.when(3, by('bo'), { ...claim, fact: 'case.site' }).thenRefused('wanted_fact.of_case')
  open.when(3, by('bo'), { ...claim, fact: 'router.light' }).thenRefused('wanted_fact.not_by_claim')
})

test('fields of the case and answers of scripts and calls are known without being recorded', () => {
  const state = stateOf()
  const own = (entry: string, until: number | null): OpenedCase['answers'][number] =>
    ({
      ...{ fact: 'router.model', value: 'x', text: null, walk: entry, place: 0, at: at(3) },
      until: until === null ? null : at(until),
    }) as OpenedCase['answers'][number]
  const froms = (...answers: OpenedCase['answers']) => {
    const { known, before } = knownOf({ ...state, answers }, 'router.model')
    return [known?.from ?? null, before.map(({ from }) => from)]
  }
  assert.deepEqual(froms(own('wlk_a', null)), ['walk', []])
  assert.deepEqual(froms(own('wlk_a', null), own('con_a', 900)), ['call', ['walk']])
  assert.deepEqual(froms(own('wlk_a', null), own('con_a', 100)), [null, ['call', 'walk']])
  const entitled = { serial: 'S-1', site: 'Lund' } as OpenedCase['entitled']
  const whole: OpenedCase = { ...state, product: 'pro_dsl', entitled }
  const all = ['case.product', 'case.serial', 'case.site'].map(name => wantedFact(name))
  const values = (one: OpenedCase) => wantedFacts(one, all, at(600)).map(({ known }) => known?.value ?? null)
  assert.deepEqual(values(whole), ['pro_dsl', 'S-1', 'Lund'])
  assert.deepEqual(values(state), [null, null, null])
  assert.ok(isCaseField('case.site') && !isCaseField('case.owner'))
})

test('what is open goes along with a hand-off; where it is needed, the giver says why it is open', () => {
  const offer = samples['hand_off.offer'] as Extract<Command, { type: 'hand_off.offer' }>
  const tried: Wished[] = [...taken, [3, by('bo'), { ...samples['step.try'], step: 'stp_a' }]]
  const open = given(...tried).on(wanting)
  open.when(4, by('bo'), offer).thenRefused('hand_off.wanted_open', { facts: 'router.light' })
  const why = { ...offer, summary: { ...offer.summary, openBecause: text('he is on the road') } }
  open.when(4, by('bo'), why).then('hand_off.offered')
  const [offered] = play([...tried, [4, by('bo'), why]], wanting).events.slice(-1)
  assert.ok(offered?.type === 'hand_off.offered')
  assert.deepEqual(offered.summary.wantedOpen, ['router.light', 'router.model', 'case.serial'])
  const known = given(...tried, [3, by('bo'), record]).on({ ...desk, wanted: [list([model])] })
  known.when(4, by('bo'), offer).then('hand_off.offered')
  const grave: Wished[] = [...tried, [3, by('bo'), assessAs(1)]]
  given(...grave)
    .on(wanting)
    .when(4, by('bo'), offer)
    .then('hand_off.offered')
})
