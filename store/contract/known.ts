// Contract: which other cases of a customer may know the answer to a question of a walk.
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import type { CallOpening } from '#core/case/call-opening.ts'
import type { Event } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import type { Opened } from '../store.contract.ts'
import { appended } from './facts.ts'
import { anna, cardOf, opening as opening_, t0 } from './specimen.ts'

const answered = (fact: string | null, at = t0): Event => ({
  type: 'walk.answered',
  at,
  by: { kind: 'agent', id: anna },
  walk: 'wlk_a',
  step: 'light',
  answer: { kind: 'value', value: 'red' },
  to: [{ slug: 'a', version: 1, step: 'b', since: 0, reached: {} }],
  end: null,
  ...(fact === null ? {} : { fact }),
})

const mailed = (mailId: string): Event => ({
  type: 'message.received',
  at: t0,
  by: { kind: 'customer', id: 'cus_anna' },
  message: 'msg_in',
  channel: 'email',
  from: 'cus_anna',
  text: { text: 'txt_hi', mac: 'mac' },
  attached: [],
  automatic: null,
  mailId,
})

/** In which cases a mail is by its Message-ID. */
export function keepsMailIds(opened: () => Opened): void {
  it('a mail is found in every case that holds one of its Message-ID, and no other', async () => {
    const { store } = opened()
    const [here, there] = ['a'.repeat(32), 'b'.repeat(32)]
    const cases: CaseId[] = []
    for (const ids of [[here], [here, there, there], []]) {
      const first = opening_({ card: cardOf({}) })
      appended(await store.append({ ...first, events: [...first.events, ...ids.map(mailed)] }))
      cases.push(first.caseId)
    }
    const found = await store.mailCases([here, there, 'c'.repeat(32)], 10)
    const told = found.map(({ mailId, caseId }) => `${mailId[0]} ${cases.indexOf(caseId)}`).sort()
    assert.deepEqual(told, ['a 0', 'a 1', 'b 1'])
    assert.deepEqual(await store.mailCases([], 10), [])
    assert.equal((await store.mailCases([here], 1)).length, 1)
  })
}

export function keepsKnown(opened: () => Opened): void {
  const cases: CaseId[] = []

  /** A case of a customer, opened so much later, with these answers. */
  async function kept(
    customer: `cus_${string}`,
    later: number,
    ...facts: (string | null)[]
  ): Promise<CaseId> {
    const card = cardOf({ customer, openedAt: instant(t0 + later) })
    const first = opening_({ card })
    const events = [...first.events, ...facts.map(fact => answered(fact, card.openedAt))]
    appended(await opened().store.append({ ...first, events }))
    return card.id
  }
  before(async () => {
    cases.push(await kept('cus_anna', 0, 'router.light', 'caller.name'))
    cases.push(await kept('cus_anna', 1_000, 'caller.name', null))
    cases.push(await kept('cus_anna', 2_000, 'router.light', 'router.light'))
    cases.push(await kept('cus_anna', 3_000))
    cases.push(await kept('cus_boris', 4_000, 'router.light'))
  })
  const asks = (more: object) =>
    opened().store.knowing({
      ...{
        customer: 'cus_anna',
        except: 'cas_none',
        fact: 'router.light',
        calls: false,
        among: 50,
        limit: 5,
      },
      ...more,
    })

  it('those of the customer that answered it under that name, the newest first, each once', async () => {
    assert.deepEqual(await asks({}), [cases[2], cases[0]])
    assert.deepEqual(await asks({ fact: 'caller.name' }), [cases[1], cases[0]])
    assert.deepEqual(await asks({ fact: 'router' }), [])
  })

  it('never one of somebody else, nor the case that asks', async () => {
    assert.deepEqual(await asks({ customer: 'cus_boris' }), [cases[4]])
    assert.deepEqual(await asks({ customer: 'cus_nobody' }), [])
    assert.deepEqual(await asks({ except: cases[2] }), [cases[0]])
  })

  it('a call that was opened with who called counts where it is asked of the person', async () => {
    const by = { kind: 'agent', id: anna } as const
    const held = (opening?: CallOpening): Event => ({
      ...{
        type: 'contact.held',
        at: t0,
        by,
        contact: 'con_a',
        means: 'phone',
        direction: 'in',
        with: 'cus_call',
      },
      ...{ reach: 'reached', startedAt: t0, minutes: 1, ...(opening && { opening }) },
    })
    const opening = { about: 'new', right: 'unknown', language: 'sv' } as const
    const ids = await Promise.all(
      [held(), held(opening as unknown as CallOpening)].map(async (event, i) => {
        const first = opening_({ card: cardOf({ customer: 'cus_call', openedAt: instant(t0 + i) }) })
        appended(await opened().store.append({ ...first, events: [...first.events, event] }))
        return first.caseId
      }),
    )
    const asked = { customer: 'cus_call', fact: 'caller.name' }
    assert.deepEqual(await asks({ ...asked, calls: true }), [ids[1]])
    assert.deepEqual(await asks(asked), [])
  })

  it('no more than are wished, and none that lies too far back', async () => {
    assert.deepEqual(await asks({ limit: 1 }), [cases[2]])
    assert.deepEqual(await asks({ among: 3 }), [cases[2]])
    assert.deepEqual(await asks({ among: 1 }), [])
  })
}
