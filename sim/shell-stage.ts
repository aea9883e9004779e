// Plays acts on the real shell over the memory store: the node's own handling, taking in, relay and clock,
// with ports that can be struck. Not: what is played (people, weather), nor when (run.ts).
import type { SendMailOptions } from 'nodemailer'
import type { Delivery, Relay } from '#channels/email/relay.ts'
import type { Acceptance } from '#channels/email/listener.ts'
import type { MessageId, TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { addressWithToken } from '#channels/email/reply-token.ts'
import { supplierToken } from '#server/supplier-mail.ts'
import { placeCases } from '#server/placing.ts'
import { leftBehind } from '#server/react/left-behind.ts'
import type { Handled } from '#server/deed.ts'
import type { MailShell } from '#server/shell.ts'
import type { Act, Erase, FarSide, MailIn, MailSpec, NodeAct, Primary, Wish } from '#sim/act.ts'
import { database, type Database } from '#sim/database.ts'
import { agreements, unitBook } from '#sim/contracts.ts'
import { telling } from '#sim/telling.ts'
import type { NoticeShell } from '#server/react/notify.ts'
import { letterOf } from '#sim/letters.ts'
import { matterRecorder } from '#sim/matter-recorder.ts'
import {
  join,
  lookBeside,
  placeBeside,
  reachedMatters,
  tellAlong,
  wishMatter,
  withWhatGoesAlong,
} from '#sim/matter-stage.ts'
import { type Recorder, recorder } from '#sim/recorder.ts'
import { nodeShell, tellingDesk } from '#sim/node-shell.ts'
import type { Heard, Stage, StageOptions } from '#sim/stage.ts'
import { struck, type Task, task } from '#sim/task.ts'
import { type Watch, watch } from '#sim/watch.ts'
import { isKnownReport } from '#sim/watch-mail.ts'
import { deskAddress } from '#sim/world.ts'
import { memoryStore } from '#store/memory.ts'
import { memoryMatters } from '#store/memory-matters.ts'
import { tellApart, withWhatGoesBack } from '#sim/part-stage.ts'
import type { Store } from '#store/store.ts'

class NoRoom extends Error {
  override readonly name = 'NoRoom'
}

type Ground = {
  readonly options: StageOptions
  readonly watch: Watch
  readonly recorder: Recorder
  readonly nodes: MailShell[]
  /** as the nodes reach it */
  readonly store: Store
  /** what is really kept, by whoever is the primary now */
  readonly base: Store
  readonly database: Database
  isFull: boolean
  readonly held: Map<number, Task>
  /** a node as it tells people, who hear of it in no other way */
  readonly telling: (shell: MailShell) => NoticeShell
  readonly dying: Promise<void>[]
  /** where answers to a message go */
  readonly replyTo: Map<string, string>
  current: Task
}

const nothing = task({ kind: 'go_on', no: 0, at: 0, of: 0 }, 0, null)

export function shellStage(options: StageOptions): Stage {
  const { world, parts } = options
  let clock = () => world.startAt
  const base = { ...parts.beneath(memoryStore({ now: () => clock() + ground.database.clockMs })) }
  const ownMatters = memoryMatters()
  const seen: Watch = watch(world, base, ownMatters)
  clock = seen.now
  const units = unitBook()
  const kept = recorder(base, seen, { actNow: () => ground.current.act, due: options.due, units })
  const reached = database(kept.store, seen.now, () => ground.current.act)
  const roomy: Store = {
    ...reached.store,
    append: append => (ground.isFull ? Promise.reject(new NoRoom()) : reached.store.append(append)),
  }
  const store = parts.store(roomy)
  const ground: Ground = {
    options,
    watch: seen,
    recorder: kept,
    nodes: [],
    store,
    base,
    database: reached,
    isFull: false,
    held: new Map(),
    telling: telling(seen),
    dying: [],
    replyTo: new Map(),
    current: nothing,
  }
  const beside = matterRecorder(ownMatters, () => seen, {
    actNow: () => ground.current.act,
    due: options.due,
  })
  const whyNot = (writes: boolean) =>
    reached.isAway ? new Error('the database is away') : writes && ground.isFull ? new NoRoom() : null
  const matters = parts.matters(reachedMatters(beside.matters, whyNot))
  const own = tellingDesk(world, seen, () => ground.current.act)
  const desk = parts.desk({ ...own, matters })
  const { agreed } = world
  const current = () => ground.current
  const judged = parts.agreements(agreements({ agreed, units, now: seen.now, current, jumped: seen.jumped }))
  const die = (node: number) => kill(ground, node)
  for (let node = 0; node < world.nodes; node++)
    ground.nodes.push(nodeShell({ world, parts, seen, store, desk, agreements: judged, node, current, die }))
  return {
    watch: seen,
    play: act => play(ground, act),
    dueAt(what) {
      if (what.kind === 'matters') return beside.dueAt(what.id)
      return what.kind === 'clock' ? kept.ringAt(what.caseId) : kept.effectAt(what.key)
    },
  }
}

function play(ground: Ground, act: Act): void | Promise<void> {
  if (act.kind === 'node') return playNode(ground, act)
  if (act.kind === 'erase') return erase(ground, act)
  if (act.kind === 'primary') return failOver(ground, act)
  if (act.kind === 'room') {
    ground.isFull = act.isFull
    return ground.watch.room(act.isFull)
  }
  if (act.kind === 'staff') ground.watch.staffed(act.agent, act.to, act.node)
  if (act.kind === 'go_on') return goOn(ground, act.of)
  const node = ground.watch.nodes[act.node]
  if (!node?.isAlive || node.isFrozen) return ground.options.heard(act, 'lost')
  return begin(ground, task(act, act.node, act.fault ?? null))
}

/** Does a piece of work until it is through, or until it is held up. */
function begin(ground: Ground, own: Task): Promise<void> {
  ground.current = own
  if (own.fault !== null) return struckWork(ground, own)
  return through(ground, own)
}

function through(ground: Ground, own: Task): Promise<void> {
  own.done = work(ground, own).then(
    heard => ground.options.heard(own.act, own.isDead ? 'lost' : heard),
    () => ground.options.heard(own.act, 'lost'),
  )
  return own.done
}

async function struckWork(ground: Ground, own: Task): Promise<void> {
  // A clock that fails in the middle marks nothing meanwhile.
  if (own.act.kind === 'clock') ground.watch.node(own.node, {})
  const held = new Promise<void>(yes => {
    own.onHeld = () => {
      ground.held.set(own.act.no, own)
      yes()
    }
  })
  await Promise.race([through(ground, own), held])
  // What it does at the same time beside the call that is held up goes through first.
  await quiet()
  await theDying(ground)
}

/** All that can happen without the outside has happened. */
const quiet = (): Promise<void> => new Promise(done => setImmediate(done))

const theDying = (ground: Ground) => Promise.all(ground.dying.splice(0))

async function goOn(ground: Ground, no: number): Promise<void> {
  const own = ground.held.get(no)
  if (!own) return
  if (ground.watch.nodes[own.node]?.isFrozen) {
    own.isAwaited = true
    return
  }
  ground.held.delete(no)
  ground.current = own
  own.goOn?.()
  await own.done
}

function failOver({ database, watch: seen, options, base }: Ground, act: Primary): void | Promise<void> {
  if (act.does === 'die') {
    database.die()
    return seen.away()
  }
  if (!database.isAway) return
  database.promote(act.clockMs ?? 0)
  Object.assign(base, options.parts.standby({ ...base }))
  return seen.promoted(act.clockMs ?? 0)
}

/** What a customer wrote in a case is erased, in the middle of others' work as well. */
async function erase(ground: Ground, { caseId }: Erase): Promise<void> {
  const { store, watch: seen, database } = ground
  const ledger = database.isAway ? null : await store.read(caseId)
  const words = new Map<TextId, string>()
  const take = (one: TextRef | undefined) => {
    const text = one && ledger?.texts.get(one.text)
    if (text) words.set(one.text, text)
  }
  for (const event of ledger?.events ?? []) {
    if (event.type === 'case.opened') take(event.subject)
    if (event.type === 'message.received')
      for (const one of [event.text, event.subject, event.full]) take(one)
  }
  if (words.size === 0) return
  await store.erase([...words.keys()])
  seen.erased(caseId, words)
}

async function playNode(ground: Ground, { node, does, skewMs = 0 }: NodeAct): Promise<void> {
  const { watch: seen, held } = ground
  if (does === 'die') {
    kill(ground, node)
    await theDying(ground)
  } else if (does === 'start') seen.node(node, { isAlive: true, isFrozen: false, skewMs: 0 })
  else if (does === 'set_clock') seen.node(node, { skewMs })
  else {
    seen.node(node, { isFrozen: does === 'freeze' })
    const awake = does === 'thaw' ? [...held.values()].filter(one => one.node === node && one.isAwaited) : []
    for (const one of awake) await goOn(ground, one.act.no)
  }
}

/** A node is gone: what it had under way never ends, and nobody hears of it. */
function kill(ground: Ground, node: number): void {
  ground.watch.node(node, { isAlive: false, isFrozen: false })
  if (ground.current.node === node) ground.current.isDead = true
  for (const [no, own] of ground.held) {
    if (own.node !== node) continue
    own.isDead = true
    ground.held.delete(no)
    own.goOn?.()
    ground.dying.push(own.done)
  }
}

async function work(ground: Ground, own: Task): Promise<Heard> {
  const { act } = own
  const { parts } = ground.options
  const shell = ground.nodes[own.node]!
  switch (act.kind) {
    case 'wish': {
      const back = withWhatGoesBack(shell, act)
      const along = back === act ? withWhatGoesAlong(shell, act) : back
      const handled = await wish(shell, along === act ? act : await along)
      const telling = tellAlong(shell, act) ?? tellApart(shell, act)
      if (telling) await telling
      if (act.key && !own.isDead) ground.watch.answered(`${act.by.kind} ${act.key}`, handled, act)
      return { handled }
    }
    case 'mail':
      return { acceptance: await arrive(ground, shell, act, own) }
    case 'staff':
      if (!act.to.active) {
        await placeCases(shell, act.agent, { contactTo: act.successor })
        await placeBeside(shell, act.agent)
      }
      return 'looked'
    case 'relay':
      await parts.deliverDue(shell, parts.relay(farSide(ground, own, act.far)))
      return 'looked'
    case 'clock':
      await parts.ringDue(shell, shell.handle)
      await lookerOf(shell)()
      return 'looked'
    case 'matter': {
      await wishMatter(shell, parts, act)
      return 'looked'
    }
    case 'join':
      return { handled: await join(shell, act) }
    case 'matters':
      await lookBeside(shell, parts)
      return 'looked'
    case 'queues':
      await parts.tellUnattended(ground.telling(shell))
      ground.watch.queues()
      return 'looked'
    default:
      return 'looked'
  }
}

const lookers = new WeakMap<MailShell, () => Promise<number>>()
/** What each node looks for beside its rings: what is still with people who left. */
function lookerOf(shell: MailShell): () => Promise<number> {
  const known = lookers.get(shell)
  if (known) return known
  const leadNow = () =>
    Object.values(shell.facts().agents).find(one => one.active && one.roles.includes('lead'))
  const looker = leftBehind(shell, async agent => {
    await placeCases(shell, agent, { contactTo: leadNow()?.id ?? null })
    await placeBeside(shell, agent)
  })
  lookers.set(shell, looker)
  return looker
}

const salt = new Uint8Array(16)

const wish = (
  shell: MailShell,
  { by, caseId, commands, texts, key, seenSeq, ifSeq, names }: Wish,
): Promise<Handled> =>
  shell.handle({
    caseId,
    by,
    commands,
    texts: texts.map(({ id, words }) => ({ id, words, salt, mac: 'mac' })),
    key: key === undefined ? undefined : { actor: by.kind, key, bodyHash: key },
    seenSeq,
    ifSeq,
    names,
  })

async function arrive(
  { options, watch: seen, replyTo }: Ground,
  shell: MailShell,
  { mail, hop }: MailIn,
  own: Task,
): Promise<Acceptance> {
  const to = addressOf(mail, { shell, replyTo })
  const letter = letterOf(mail, to, hop)
  seen.sentAway(mail)
  const acceptance = await options.parts.takeIn(shell, { from: letter.from, to: [letter.to] }, letter.raw)
  if (!('ok' in acceptance) || own.isDead) return acceptance
  if (mail.kind === 'bounce' && isKnownReport(mail, seen)) seen.needless(mail)
  seen.acknowledged(mail)
  return acceptance
}

function addressOf(
  { to }: MailSpec,
  { shell, replyTo }: Pick<Ground, 'replyTo'> & { readonly shell: MailShell },
): string {
  if (to === 'desk') return deskAddress
  if ('guess' in to) return deskAddress.replace('@', `+${to.guess}@`)
  if ('supplierCase' in to)
    return addressWithToken(deskAddress, supplierToken(shell.config.secret, to.supplierCase))
  return replyTo.get(to.answers) ?? deskAddress
}

/** The far mail server: takes, refuses, or breaks off so that nobody knows. */
function farSide(ground: Ground, own: Task, far: FarSide): Relay {
  const { watch: seen, replyTo, options } = ground
  return {
    close: () => {},
    send: (key, mail) =>
      struck(
        own,
        false,
        () => Promise.resolve(take(key, mail)),
        () => kill(ground, own.node),
      ),
  }

  function take(key: string, mail: SendMailOptions): Delivery {
    if (far === 'later') return { outcome: 'retry', answer: '451 later' }
    if (far === 'never') return { outcome: 'failed', answer: '550 never' }
    if (far !== 'takes') seen.unsure(key)
    if (far === 'cut_before') return { outcome: 'unknown', answer: 'the line broke' }
    const message = key.slice('message/'.length) as MessageId
    seen.handed(key, `${mail.text}${mail.html}`)
    replyTo.set(message, addressIn(mail.replyTo))
    const caseId = seen.effects.get(key)?.caseId
    if (caseId) options.reached({ message, caseId, email: addressIn(mail.to) })
    return far === 'takes'
      ? { outcome: 'sent', answer: '250 ok' }
      : { outcome: 'unknown', answer: 'the line broke' }
  }
}

const addressIn = (one: SendMailOptions['to']): string => (one as { address: string }).address
