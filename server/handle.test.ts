import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { by, customer, desk, openCommand, t0 } from '#core/testing/world.ts'
import type { Deed } from '#server/deed.ts'
import { handle, type World } from '#server/handle.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import { memoryStore } from '#store/memory.ts'

const names = { customerName: 'Anna', organisationName: null }
const world = (): World & { minute: number } => {
  const now = (): Instant => instant(t0 + own.minute * 60_000)
  const own = {
    minute: 0,
    store: memoryStore({ now }),
    newId,
    facts: () => desk,
    now,
  }
  return own
}
const openDeed = (more: Partial<Deed> = {}): Deed => {
  const seal = sealer(newId)
  const command = { ...openCommand, subject: seal.text('Router drops the line') }
  return { caseId: newId('cas'), by: customer, commands: [command], texts: seal.texts, names, ...more }
}
const note = (caseId: Deed['caseId'], words: string, more: Partial<Deed> = {}): Deed => {
  const seal = sealer(newId)
  return {
    caseId,
    by: by('bo'),
    commands: [{ type: 'note.add', note: newId('not'), text: seal.text(words), mentions: [] }],
    texts: seal.texts,
    ...more,
  }
}
const done = async (w: World, deed: Deed) => {
  const handled = await handle(w, deed)
  assert.equal(handled.outcome, 'done')
  return handled as Extract<typeof handled, { outcome: 'done' }>
}

test('a deed is recorded with card, ring and search words in one go', async () => {
  const w = world()
  const { caseId, number, seq } = await done(w, openDeed())
  const card = await w.store.card(caseId)
  assert.deepEqual(
    [seq, card?.number, card?.subject, card?.customerName],
    [2, number, 'Router drops the line', 'Anna'],
  )
  assert.deepEqual(
    (await w.store.search('router', 5)).items.map(c => c.id),
    [caseId],
  )
  assert.deepEqual(await w.store.leaseRings(5, 1000), [])
  w.minute = 240
  assert.deepEqual(await w.store.leaseRings(5, 1000), [caseId])
})
test('a refusal records nothing', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  const wishes: [Command, string][] = [
    [{ type: 'hand_off.accept', handOff: 'hnd_no' }, 'hand_off.not_found'],
    [{ type: 'clock.ring' }, 'access.denied'],
  ]
  for (const [command, refused] of wishes) {
    const handled = await handle(w, { caseId, by: by('bo'), commands: [command], texts: [] })
    assert.deepEqual(handled, { outcome: 'refused', refusal: { refused } })
  }
  assert.equal((await w.store.read(caseId))?.events.length, 2)
})
test('several wishes are recorded together or not at all', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  const both = note(caseId, 'x')
  const half = await handle(w, {
    ...both,
    commands: [
      ...both.commands,
      { type: 'claim.judge', claim: 'cla_no', verdict: 'silent', because: { text: 'txt_x', mac: '' } },
    ],
  })
  assert.equal(half.outcome, 'refused')
  assert.equal((await w.store.read(caseId))?.events.length, 2)
  const take = await done(w, { ...both, commands: [{ type: 'worker.take' }, ...both.commands] })
  assert.deepEqual(
    take.events.map(e => e.type),
    ['contact.assigned', 'worker.assigned', 'note.added'],
  )
})
test('what is so already is nothing new', async () => {
  const w = world()
  const { caseId, number } = await done(w, openDeed())
  await done(w, { caseId, by: by('bo'), commands: [{ type: 'worker.take' }], texts: [] })
  assert.deepEqual(
    await handle(w, { caseId, by: by('bo'), commands: [{ type: 'worker.take' }], texts: [] }),
    { outcome: 'nothing', caseId, number, seq: 4, ids: {} },
  )
})
test('of two who take a case at once, one gets it and the other is told', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  const take = (who: string) =>
    handle(w, { caseId, by: by(who), commands: [{ type: 'worker.take' }], texts: [] })
  const outcomes = await Promise.all(['bo', 'chiara', 'karin'].map(take))
  assert.deepEqual(outcomes.map(o => o.outcome).sort(), ['done', 'refused', 'refused'])
})
test('notes written at once are all kept', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  const results = await Promise.all(Array.from({ length: 5 }, (_, i) => handle(w, note(caseId, `note ${i}`))))
  assert.ok(results.every(one => one.outcome === 'done'))
  assert.equal((await w.store.read(caseId))?.events.length, 7)
})
test('a case of another seq than expected is left as it is', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  assert.deepEqual(await handle(w, note(caseId, 'x', { ifSeq: 1 })), { outcome: 'precondition', seq: 2 })
  assert.equal((await handle(w, note(caseId, 'x', { ifSeq: 2 }))).outcome, 'done')
})
test('a writer is stopped when something he has not seen arrived', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  await done(w, { caseId, by: by('bo'), commands: [{ type: 'worker.take' }], texts: [] })
  await done(w, { ...note(caseId, 'wait, I know this'), by: by('chiara') })
  const seal = sealer(newId)
  const send: Command = {
    type: 'message.queue',
    message: newId('msg'),
    channel: 'email',
    text: seal.text('hello'),
    attached: [],
    undoSeconds: 10,
    keeps: [],
  }
  const deed: Deed = { caseId, by: by('bo'), commands: [send], texts: seal.texts }
  assert.deepEqual(await handle(w, { ...deed, seenSeq: 4 }), {
    outcome: 'refused',
    refusal: { refused: 'message.unseen_entry', details: { entries: '5' } },
  })
  assert.equal((await handle(w, { ...deed, seenSeq: 5 })).outcome, 'done')
})
test('the same key gives the same answer; with another body it is refused', async () => {
  const w = world()
  const key = { actor: 'agt_bo', key: 'k1', bodyHash: 'h' }
  const { caseId, seq } = await done(w, openDeed({ key, ids: { message: 'msg_1' } }))
  assert.deepEqual(await handle(w, openDeed({ key })), {
    outcome: 'repeated',
    answer: { caseId, after: 0, seq, ids: { message: 'msg_1' } },
  })
  assert.deepEqual(await handle(w, openDeed({ key: { ...key, bodyHash: 'other' } })), {
    outcome: 'key_reused',
  })
})
test('one mail is taken in once', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed({ intakeKey: 'mail-1' }))
  assert.deepEqual(await handle(w, openDeed({ intakeKey: 'mail-1' })), { outcome: 'taken_in_before', caseId })
})
test('a case that is not there is not found', async () => {
  assert.deepEqual(await handle(world(), note('cas_none', 'x')), {
    outcome: 'refused',
    refusal: { refused: 'case.not_found' },
  })
})
test('a message makes an effect, and undoing it takes the effect away', async () => {
  const w = world()
  const { caseId } = await done(w, openDeed())
  const seal = sealer(newId)
  const message = newId('msg')
  const send: Command = {
    type: 'message.queue',
    message,
    channel: 'email',
    text: seal.text('hello'),
    attached: [],
    undoSeconds: 0,
    keeps: [],
  }
  await done(w, { caseId, by: by('karin'), commands: [{ ...send, undoSeconds: 10 }], texts: seal.texts })
  await done(w, { caseId, by: by('karin'), commands: [{ type: 'message.withdraw', message }], texts: [] })
  assert.deepEqual(await w.store.leaseEffects(5, 1000), [])
})
test('what the desk adds is decided as the desk, after the wish', async () => {
  const w = world()
  const seal = sealer(newId)
  const command = { ...openCommand, subject: seal.text('s') }
  const confirm: Command = {
    type: 'message.queue',
    message: newId('msg'),
    channel: 'email',
    text: seal.text('got it'),
    attached: [],
    undoSeconds: 0,
    keeps: [],
    automatic: 'confirmation',
  }
  const { events } = await done(w, {
    caseId: newId('cas'),
    by: customer,
    commands: [command],
    deskCommands: [confirm],
    texts: seal.texts,
    names,
  })
  assert.deepEqual(
    events.map(e => [e.type, e.by.kind]),
    [
      ['case.opened', 'customer'],
      ['promise.made', 'system'],
      ['message.queued', 'system'],
    ],
  )
})
