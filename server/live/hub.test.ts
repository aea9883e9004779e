// What a live feed is told, and what it is spared: in order, without a gap, and never what its reader may not
// see.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { type EscalationFact, escalationOf } from '#core/escalation/escalation.ts'
import type { AgentId, CaseId, CustomerId, TeamId } from '#core/kit/id.ts'
import { instant, secondMs } from '#core/kit/time.ts'
import { type AgentFacts, type DeskFacts, defaultDesk } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { handle } from '#server/handle.ts'
import { type LiveHub, liveHub } from '#server/live/hub.ts'
import { presenceBook, presentMs } from '#server/live/presence.ts'
import type { Pipe } from '#server/live/stream.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import type { AuditEntry } from '#store/desk/audit.ts'
import { memoryEscalations } from '#store/memory-escalations.ts'
import { memoryMatters } from '#store/memory-matters.ts'
import { memoryNotices } from '#store/memory-notices.ts'
import { memoryStore } from '#store/memory.ts'

type Frame = { event: string; id: string | undefined; data: Record<string, unknown> }

/** A reader that keeps what it was sent and can wait for more. */
function reader(waiting = 0) {
  let text = ''
  let isEnded = false
  let told = () => {}
  const frames = (): Frame[] =>
    text
      .split('\n\n')
      .filter(frame => frame.includes('event: '))
      .map(frame => ({
        event: /^event: (.*)$/m.exec(frame)?.[1] ?? '',
        id: /^id: (.*)$/m.exec(frame)?.[1],
        data: JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? 'null'),
      }))
  const pipe: Pipe = {
    write(more) {
      text += more
      told()
    },
    waitingBytes: () => waiting,
    end() {
      isEnded = true
      told()
    },
  }
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo())
      await new Promise<void>(resolve => {
        told = resolve
      })
  }
  return { pipe, frames, until, text: () => text, isEnded: () => isEnded }
}

const team = (level: HouseLevel): TeamId => `tea_${level}`
const agent = (name: string, level: HouseLevel): AgentFacts => ({
  id: `agt_${name}`,
  name,
  roles: ['agent'],
  levels: [level],
  teams: [team(level)],
  active: true,
  absent: false,
})

let facts: DeskFacts
let hub: LiveHub
let store: ReturnType<typeof memoryStore>
const now = () => instant(Date.now())
const shell = () => ({ store, now, newId, facts: () => facts })
const bo: AgentId = 'agt_bo'
const eva: AgentId = 'agt_eva'

beforeEach(async () => {
  store = memoryStore()
  const teams = Object.fromEntries(
    ([1, 2] as const).map(level => [
      team(level),
      { id: team(level), name: `Team ${level}`, level, setting: {}, active: true },
    ]),
  )
  facts = { ...defaultDesk, teams, agents: { [bo]: agent('bo', 1), [eva]: agent('eva', 2) } }
  hub = await liveHub(shell(), line => assert.fail(line))
})
afterEach(() => hub.close())

/** What stands beside the ledger; a number pushed to `changes` is a change of a setting. */
function besideDesk() {
  const changes: number[] = []
  const newest = async () => changes.slice(-1).map(id => ({ id }) as AuditEntry & { id: number })
  return {
    changes,
    notices: memoryNotices(),
    audit: { newest },
    escalations: memoryEscalations(),
    matters: memoryMatters(),
  }
}

async function deed(
  caseId: CaseId,
  by: AgentId,
  make: (seal: ReturnType<typeof sealer>) => Command,
): Promise<void> {
  const seal = sealer(newId)
  const commands = [make(seal)]
  const names = { customerName: 'Anna', organisationName: null }
  const handled = await handle(shell(), {
    caseId,
    by: { kind: 'agent', id: by },
    commands,
    texts: seal.texts,
    names,
  })
  assert.equal(handled.outcome, 'done', JSON.stringify(handled))
}
async function open(): Promise<CaseId> {
  const caseId = newId('cas')
  const customer: CustomerId = 'cus_anna'
  await deed(caseId, bo, seal => ({
    type: 'case.open',
    channel: 'phone',
    subject: seal.text('Router'),
    customer,
    language: 'en',
    team: team(1),
    verified: true,
    taker: bo,
  }))
  return caseId
}
const add = (caseId: CaseId) =>
  deed(caseId, bo, seal => ({
    type: 'note.add',
    note: newId('not'),
    text: seal.text('Line 14'),
    mentions: [],
  }))

describe('a live feed', () => {
  it('says where it stands, and each change of a case its reader may read', async () => {
    const one = reader()
    await hub.open({ agent: bo, secret: null, from: null }, one.pipe)
    assert.deepEqual(one.frames()[0], { event: 'hello', id: '0', data: { position: '0' } })
    const caseId = await open()
    await one.until(() => one.frames().length > 1)
    const shown = one.frames()[1]
    assert.ok(shown)
    assert.deepEqual([shown.event, shown.data.id], ['case', caseId])
    assert.equal((shown.data.card as { subject: string }).subject, 'Router')
  })

  it('says nothing of a case its reader may not read', async () => {
    const [mine, hers] = [reader(), reader()]
    await hub.open({ agent: bo, secret: null, from: null }, mine.pipe)
    await hub.open({ agent: eva, secret: null, from: null }, hers.pipe)
    await open()
    await mine.until(() => mine.frames().length > 1)
    await hers.until(() => hers.text().includes('beat'))
    assert.deepEqual(
      hers.frames().map(frame => frame.event),
      ['hello'],
    )
    assert.doesNotMatch(hers.text(), /Router/)
  })

  it('resumes from its position without a gap', async () => {
    const [first, other] = [await open(), await open()]
    const from = await store.position()
    await add(first)
    await add(other)
    await add(first)
    const one = reader()
    await hub.open({ agent: bo, secret: null, from }, one.pipe)
    await one.until(() => one.frames().filter(frame => frame.event === 'case').length >= 2)
    const seqs = new Map(
      one
        .frames()
        .filter(f => f.event === 'case')
        .map(f => [f.data.id, f.data.seq]),
    )
    for (const caseId of [first, other]) assert.equal(seqs.get(caseId), (await store.card(caseId))?.seq)
  })

  it('keeps up with the ledger whatever comes at once', async () => {
    const one = reader()
    await hub.open({ agent: bo, secret: null, from: null }, one.pipe)
    const caseIds = await Promise.all(Array.from({ length: 30 }, open))
    await Promise.all(caseIds.flatMap(caseId => [add(caseId), add(caseId)]))
    const last = async (caseId: CaseId) => (await store.card(caseId))?.seq
    const wanted = new Map(await Promise.all(caseIds.map(async id => [id, await last(id)] as const)))
    const has = () => {
      const seen = new Map(one.frames().map(frame => [frame.data.id, frame.data.seq]))
      return caseIds.every(caseId => seen.get(caseId) === wanted.get(caseId))
    }
    await one.until(has)
    assert.ok(has())
  })

  it('says how many notices are new, to their reader alone, and again when that changes', async () => {
    const notices = memoryNotices()
    const telling = await liveHub({ ...shell(), desk: { ...besideDesk(), notices } }, () => {})
    const [his, hers] = [reader(), reader()]
    await telling.open({ agent: bo, secret: null, from: null }, his.pipe)
    await telling.open({ agent: eva, secret: null, from: null }, hers.pipe)
    const counts = (of: typeof his) =>
      of.frames().flatMap(({ event, data }) => (event === 'notices' ? [data.unread] : []))
    await his.until(() => counts(his).length === 1)
    const notice = {
      caseId: await open(),
      cause: 'promise.late',
      about: 'prm_a',
      kind: null,
      as: 'owner',
    } as const
    const times = { at: shell().now(), dueAt: null, windowFrom: null, wokenLateMs: null, tellAt: instant(0) }
    await notices.add([{ key: 'promise.late/prm_a/bo', agent: bo, severity: 3, ...notice, ...times }])
    await his.until(() => counts(his).length === 2)
    await hers.until(() => counts(hers).length === 1)
    await notices.look(bo, 'all', shell().now())
    await his.until(() => counts(his).length === 3)
    assert.deepEqual([counts(his), counts(hers)], [[0, 1, 0], [0]])
    await telling.close()
  })

  it('says that shifts changed: somebody comes or goes, or a setting is another', async () => {
    const desk = besideDesk()
    const telling = await liveHub({ ...shell(), desk }, line => assert.fail(line))
    const his = reader()
    await telling.open({ agent: bo, secret: null, from: null }, his.pipe)
    const told = () => his.frames().filter(({ event }) => event === 'shifts')
    await his.until(() => told().length === 1)
    facts = { ...facts, agents: { ...facts.agents, [eva]: { ...agent('eva', 2), absent: true } } }
    await his.until(() => told().length === 2)
    desk.changes.push(7)
    await his.until(() => told().length === 3)
    assert.deepEqual(told().at(-1)?.data, {}, 'what changed each asks for himself')
    await telling.close()
  })

  it('says to everybody that something beside cases changed, and nothing of it', async () => {
    const desk = besideDesk()
    const telling = await liveHub({ ...shell(), desk }, line => assert.fail(line))
    const his = reader()
    await telling.open({ agent: bo, secret: null, from: null }, his.pipe)
    const told = (what: string) => his.frames().filter(({ event }) => event === what)
    await his.until(() => told('matters').length === 1)
    const opened = { type: 'problem.opened', at: now(), by: { kind: 'agent' as const, id: bo } }
    await desk.matters.append({
      ...{ id: 'prb_1', expectedSeq: 0, facts: [opened], texts: [], ringAt: null, news: [] },
      card: {
        ...{ kind: 'problem', standing: 'open', isOpen: true, title: 'The VPN falls', owner: bo },
        ...{ team: null, product: null, subject: null, dueAt: null, openedAt: now() },
      },
    })
    await his.until(() => told('matters').length === 2)
    assert.deepEqual(told('matters').at(-1)?.data, {})
    // Nothing changed: what is told of next is the shifts alone.
    desk.changes.push(9)
    await his.until(() => told('shifts').length === 2)
    assert.equal(told('matters').length, 2)
    await telling.close()
  })

  it('says that wishes for a lead changed to who sees them, never to whom they are about', async () => {
    const lead = (name: string): AgentFacts => ({ ...agent(name, 1), roles: ['agent', 'lead'] })
    facts = { ...facts, agents: { ...facts.agents, agt_ida: lead('ida'), agt_karin: lead('karin') } }
    const desk = besideDesk()
    const telling = await liveHub({ ...shell(), desk }, line => assert.fail(line))
    const [his, idas, karins] = [reader(), reader(), reader()]
    await telling.open({ agent: bo, secret: null, from: null }, his.pipe)
    await telling.open({ agent: 'agt_ida', secret: null, from: null }, idas.pipe)
    await telling.open({ agent: 'agt_karin', secret: null, from: null }, karins.pipe)
    const told = (of: typeof his, what = 'escalations') =>
      of.frames().filter(({ event }) => event === what).length
    await idas.until(() => told(idas) === 1)
    await karins.until(() => told(karins) === 1)
    const asked: EscalationFact = {
      ...{ type: 'asked', at: now(), by: 'customer', case: 'cas_1', customer: 'cus_1' },
      ...{ reason: 'not_treated_properly', concerns: ['agt_karin'], answerBy: now() },
    }
    await desk.escalations.append(escalationOf('esc_1', [asked])!, asked, 'He laughed')
    await idas.until(() => told(idas) === 2)
    // What is looked at next is told of to all: by then hers would have come, too.
    const before = told(karins, 'shifts')
    desk.changes.push(8)
    await karins.until(() => told(karins, 'shifts') > before)
    assert.deepEqual([told(his), told(karins)], [0, 1])
    assert.doesNotMatch(idas.text(), /laughed|esc_1/)
    await telling.close()
  })

  it('tells a reader far behind, or with a foreign position, to load anew', async () => {
    const strange = memoryStore()
    const broken = { ...strange, since: () => Promise.reject(new Error('no such position')) }
    const lost = await liveHub({ ...shell(), store: broken }, () => {})
    const one = reader()
    await lost.open({ agent: bo, secret: null, from: 'elsewhere' }, one.pipe)
    await one.until(() => one.frames().some(frame => frame.event === 'reset'))
    await lost.close()
  })

  it('lets go of a reader that is too slow', async () => {
    const slow = reader(2 * 1024 * 1024)
    await hub.open({ agent: bo, secret: null, from: null }, slow.pipe)
    assert.match(slow.text(), /: too slow/)
    assert.ok(slow.isEnded())
  })

  it('ends within two seconds when its reader is disabled, and shows nothing after it', async () => {
    const one = reader()
    await hub.open({ agent: bo, secret: null, from: null }, one.pipe)
    const caseId = await open()
    await one.until(() => one.frames().length > 1)
    const begun = Date.now()
    facts = { ...facts, agents: { ...facts.agents, [bo]: { ...agent('bo', 1), active: false } } }
    await one.until(one.isEnded)
    assert.ok(Date.now() - begun < 2 * secondMs)
    assert.deepEqual(one.frames().at(-1), { event: 'gone', id: undefined, data: { id: caseId } })
  })

  it('takes a case away from whoever may not see it any more', async () => {
    const [one, caseId] = [reader(), await open()]
    await hub.open({ agent: eva, secret: null, from: '0' }, one.pipe)
    const steps = { type: 'hand_off.offer' as const, handOff: newId('hnd'), team: team(2) }
    await deed(caseId, bo, seal => {
      const problem = seal.text('Router')
      const summary = {
        problem,
        claims: [],
        steps: [],
        promise: null,
        noStepsBecause: seal.text('none fits'),
      }
      return { ...steps, question: seal.text('Why?'), summary }
    })
    await one.until(() => one.frames().some(frame => frame.event === 'case'))
    await deed(caseId, bo, () => ({ type: 'hand_off.withdraw', handOff: steps.handOff }))
    await one.until(() => one.frames().some(frame => frame.event === 'gone'))
    assert.deepEqual(one.frames().at(-1)?.data, { id: caseId })
  })

  it('ends with its session', async () => {
    const [mine, other] = [reader(), reader()]
    await hub.open({ agent: bo, secret: 'one', from: null }, mine.pipe)
    await hub.open({ agent: bo, secret: 'two', from: null }, other.pipe)
    hub.endSession('one')
    assert.deepEqual([mine.isEnded(), other.isEnded()], [true, false])
  })

  it('ends when the server stops', async () => {
    const one = reader()
    await hub.open({ agent: bo, secret: null, from: null }, one.pipe)
    await hub.close()
    assert.ok(one.isEnded())
  })
})

describe('presence', () => {
  it('is told to those who may read the case, without themselves', async () => {
    facts = { ...facts, agents: { ...facts.agents, agt_ida: agent('ida', 1) } }
    const [caseId, mine, hers] = [await open(), reader(), reader()]
    await hub.open({ agent: bo, secret: null, from: null }, mine.pipe)
    await hub.open({ agent: eva, secret: null, from: null }, hers.pipe)
    await hub.noteDoing(caseId, 'agt_ida', 'writing')
    assert.deepEqual(mine.frames().at(-1)?.data, {
      caseId,
      who: [{ agent: 'agt_ida', name: 'ida', doing: 'writing' }],
    })
    assert.ok(!hers.frames().some(frame => frame.event === 'presence'))
  })

  it('ends after twenty seconds of silence, or by leaving', () => {
    let at = 0
    const book = presenceBook(
      () => at,
      name => name,
    )
    const caseId: CaseId = 'cas_1'
    assert.equal(book.note(caseId, bo, 'viewing'), true)
    assert.equal(book.note(caseId, bo, 'viewing'), false)
    at = presentMs - 1
    assert.ok(book.isThere(caseId, bo))
    at = presentMs
    assert.deepEqual([book.isThere(caseId, bo), book.who(caseId), book.expire()], [false, [], [caseId]])
    book.note(caseId, bo, 'writing')
    assert.equal(book.note(caseId, bo, 'left'), true)
    assert.deepEqual(book.who(caseId), [])
  })
})
