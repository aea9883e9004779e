// One simulated node: the product's shell over ports that may be struck. Not: the work it is given
// (shell-stage.ts).
import { parseMail } from '#channels/email/parse.ts'
import { preScan } from '#channels/email/pre-scan.ts'
import type { Reader } from '#channels/email/reader.ts'
import { instant } from '#core/kit/time.ts'
import { confirmation } from '#server/confirmation.ts'
import { judgedDeed } from '#server/entitlement.ts'
import { folds } from '#server/folds.ts'
import { handle } from '#server/handle.ts'
import type { MailShell } from '#server/shell.ts'
import type { Act } from '#sim/act.ts'
import type { Agreements } from '#sim/contracts.ts'
import type { Parts } from '#sim/parts.ts'
import { supplierDesk, supplierSenders, withSuppliers } from '#sim/suppliers.ts'
import { struck, type Task } from '#sim/task.ts'
import type { Watch } from '#sim/watch.ts'
import { deskAddress, mailDomain, type World } from '#sim/world.ts'
import type { MailDesk } from '#store/desk/mail-desk.ts'
import { memoryMailDesk } from '#store/memory-desk.ts'
import type { Store } from '#store/store.ts'

export type NodeOptions = {
  readonly world: World
  readonly parts: Parts
  readonly seen: Watch
  readonly store: Store
  readonly desk: MailDesk
  readonly agreements: Agreements
  readonly node: number
  readonly current: () => Task
  readonly die: (node: number) => void
}

const settings = { name: 'Desk', defaultLanguage: 'en', timeZone: 'UTC' } as const
const addresses = [
  { id: 'adr_desk', address: deskAddress, team: 'tea_first', isDefault: true, language: null, version: 1 },
] as const

/** Nobody has a contract of his own: all are covered by what the house owes everybody. */
export const nobodysAgreements: Agreements = {
  contracts: { of: async () => [], naming: async () => [] },
  waivers: { for: async () => [] },
  registrations: { of: async () => [] },
  units: { used: async () => ({}), inTurn: (_of, work) => work() },
}

export function nodeShell(options: NodeOptions): MailShell {
  const { parts, seen, desk, agreements, node, current } = options
  const store = struckStore(options)
  const now = () => instant(seen.now() + (seen.nodes[node]?.skewMs ?? 0))
  const facts = () => seen.factsAt(node)
  const newId: MailShell['newId'] = prefix => current().newId(prefix)
  const own = { store, now, newId, facts, folds: folds() }
  const shell: MailShell = {
    config: { publicUrl: new URL(`https://${mailDomain}`), mailDomain, secret: new Uint8Array(32) },
    store,
    desk: {
      ...desk,
      matters: struckMatters(options),
      suppliers: supplierDesk(desk.matters),
      writers: withSuppliers(desk.writers),
    },
    facts,
    settings: () => settings,
    addresses: () => addresses,
    mailSenders: () => [],
    mailTemplates: () => [],
    now,
    newId,
    senders: supplierSenders,
    reader: parts.reader(readerHere),
    handle: deed => judgedDeed({ agreements, facts, now }, deed, judged => handle(own, judged, parts.rules)),
    folded: ledger => own.folds.of(ledger, parts.rules.evolve),
    confirmation: of => confirmation(shell, of),
  }
  return shell
}

/** Reads in this process: a simulated mail may be garbled, but no bomb. */
const readerHere: Reader = {
  async readMail(raw, { scanned = preScan(raw) } = {}) {
    return scanned.ok
      ? parseMail(raw, { outerParts: scanned.outerParts, ownDomain: mailDomain })
      : { unreadable: scanned.refused }
  },
  warm: () => {},
  close: () => {},
}

/** The calls of a node that a fault may strike: those that change something, and the reading before it. */
function struckStore({ store, node, current, die }: NodeOptions): Store {
  const through = <T>(call: () => Promise<T>, isCommit = false): Promise<T> => {
    const own = current()
    return own.fault === null && !own.isDead ? call() : struck(own, isCommit, call, () => die(node))
  }
  return {
    ...store,
    append: append => through(() => store.append(append), true),
    read: which => through(() => store.read(which)),
    leaseEffects: (limit, leaseMs) => through(() => store.leaseEffects(limit, leaseMs)),
    endEffect: (key, lease, end) => through(() => store.endEffect(key, lease, end)),
    leaseRings: (limit, leaseMs) => through(() => store.leaseRings(limit, leaseMs)),
    leaseNext: (asked, leaseMs) => through(() => store.leaseNext(asked, leaseMs)),
    moveRing: (caseId, seq, ring) => through(() => store.moveRing(caseId, seq, ring)),
  }
}

function struckMatters({ desk, node, current, die }: NodeOptions): MailDesk['matters'] {
  const { matters } = desk
  const through = <T>(call: () => Promise<T>): Promise<T> => {
    const own = current()
    return own.fault === null && !own.isDead ? call() : struck(own, true, call, () => die(node))
  }
  return {
    ...matters,
    append: append => through(() => matters.append(append)),
    leaseRings: (now, limit, leaseMs) => through(() => matters.leaseRings(now, limit, leaseMs)),
    moveRing: (id, seq, at) => through(() => matters.moveRing(id, seq, at)),
    leaseNews: (now, limit, leaseMs) => through(() => matters.leaseNews(now, limit, leaseMs)),
    keepTold: (one, after, told, done) => through(() => matters.keepTold(one, after, told, done)),
  }
}

/** The desk's tables, where two of three customers are known already, and what goes in is told. */
export function tellingDesk(world: World, seen: Watch, act: () => Act): MailDesk {
  const desk = memoryMailDesk(world.agreed.organisations)
  const aside = new Set<string>()
  for (const { no, id, name, email, language } of world.customers)
    if (isKnown(no)) {
      const organisation = world.agreed.of(id)
      const createdAt = instant(world.startAt)
      void desk.customers.add({ id, name, email, language, organisation, createdAt })
    }
  return {
    ...desk,
    asideMails: {
      async keep(mail) {
        await desk.asideMails.keep(mail)
        const { kind, mail: spec } = act() as Extract<Act, { kind: 'mail' }>
        if (kind === 'mail' && !aside.has(mail.key)) seen.keptAside(spec)
        aside.add(mail.key)
      },
    },
  }
}

/** Customers the desk knew before; they can be called back, and have a page of their own. */
export const isKnown = (no: number): boolean => no % 3 !== 0
