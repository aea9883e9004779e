// How fast a mailbox full of waiting mails is taken in: a real IMAP server beside the node. Where none is
// installed there is nothing to measure. Not: SMTP intake (measures.ts).
import type { Bench, Figure, Intake } from '#bench/measures.ts'
import { noDovecot, openDovecot, password } from '#test/support/dovecot.ts'

const lookMs = 50
const address = 'support@bench.example'
const mailLine = 'It always goes off around eight, and the light turns red. '

/** Mails per second from a mailbox, each counted after its commit. */
export async function mailBacklog({ node, token, seconds }: Bench, label: string): Promise<Intake> {
  if (noDovecot) return { figures: [], perSecond: 0 }
  const dovecot = await openDovecot()
  const mails = Math.max(20, Math.round(seconds * 400))
  try {
    for (let n = 0; n < mails; n++) await dovecot.deliver(mailOf(n))
    const ask = asking(node.url, token)
    const [{ id: team }] = (await ask('GET', 'teams')).items as [{ id: string }]
    const made = (await ask('POST', 'mailboxes', {
      ...{ name: 'Bench', address, team, host: '127.0.0.1', port: dovecot.port },
      ...{ security: 'none', signInName: 'support', password, readFrom: 1 },
    })) as { id: string; version: number }
    const perSecond = await rateOf(ask, made.id, mails)
    await ask('DELETE', `mailboxes/${made.id}?version=${made.version}`)
    // With an address of its own a desk takes mail for no other: SMTP is measured after this, too.
    const addresses = (await ask('GET', 'addresses')).items as {
      id: string
      address: string
      version: number
    }[]
    for (const one of addresses.filter(one => one.address === address))
      await ask('DELETE', `addresses/${one.id}?version=${one.version}`)
    const figure: Figure = {
      what: `IMAP backlog, 3–10 kB, ${label}`,
      value: Math.round(perSecond),
      unit: `per s (${mails} mails, with the server that keeps them)`,
      target: '≥ 200 per s',
      met: perSecond >= 200,
    }
    return { figures: [figure], perSecond }
  } finally {
    await dovecot.stop()
  }
}

function mailOf(n: number): string {
  const from = `bench-backlog-${n % 400}@bench.example`
  const head = [`From: ${from}`, `Return-Path: <${from}>`, `To: ${address}`, `Subject: Evenings ${n}`]
  const id = `Message-ID: <backlog-${n}-${performance.now()}@bench.example>`
  const words = Array.from({ length: 30 + (n % 90) }, () => mailLine).join('\r\n')
  return [...head, id, '', `Our router drops the connection every evening. ${n}`, words, ''].join('\r\n')
}

type Ask = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>

const asking =
  (url: string, token: string): Ask =>
  async (method, path, body) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const headers = { authorization: `Bearer ${token}`, ...type }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${url}/api/v1/${path}`, { method, headers, ...sent })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? {} : JSON.parse(text)
  }

/** From the first mail that was counted to the last, so that connecting does not count. */
async function rateOf(ask: Ask, id: string, mails: number): Promise<number> {
  let first: { at: number; taken: number } | null = null
  for (;;) {
    const items = (await ask('GET', 'mailboxes')).items as { id: string; state: { taken: number } }[]
    const taken = items.find(one => one.id === id)?.state.taken ?? 0
    const at = performance.now()
    if (taken > 0) first ??= { at, taken }
    if (first && taken >= mails) {
      const counted = taken - first.taken
      return counted > 0 ? (counted * 1_000) / (at - first.at) : 0
    }
    await new Promise(done => setTimeout(done, lookMs))
  }
}
