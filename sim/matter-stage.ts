// Plays on a simulated node what has to do with things beside cases: wishes of them, cases that join them,
// and the node's own looks. Through the product's own doors. Not: what is wished (beside.ts, outside.ts).
import { broughtBy } from '#core/case/brought.ts'
import { fold } from '#core/case/case.ts'
import { instant } from '#core/kit/time.ts'
import { withOwnWords } from '#server/brought-words.ts'
import { handleMatter, type MatterHandled, matterWorld } from '#server/matters.ts'
import { placeMatters } from '#server/placing-matters.ts'
import { handleProblem, joinMatter } from '#server/problems.ts'
import { tellWhereItGoesOn } from '#server/react/matter-news.ts'
import { sealer } from '#server/sealer.ts'
import type { MailShell, Shell } from '#server/shell.ts'
import type { Join, MatterWished, Wish } from '#sim/act.ts'
import type { Parts } from '#sim/parts.ts'
import type { MatterTable } from '#store/desk/matter.ts'

const salt = new Uint8Array(16)
const noBreath = () => Promise.resolve()

/** The doors of problems take a whole node; these are the parts of it they touch. */
const whole = (shell: MailShell): Shell =>
  ({ ...shell, sealer: () => sealer(shell.newId) }) as unknown as Shell

const worldOf = (shell: MailShell, { matterRules }: Parts) => ({
  ...matterWorld(shell),
  rules: matterRules,
})

export function wishMatter(shell: MailShell, parts: Parts, act: MatterWished): Promise<MatterHandled> {
  const { by, id, commands, texts, key, isNew } = act
  const actor = 'id' in by ? by.id : by.kind
  const deed = {
    ...{ id, by, commands, texts: texts.map(one => ({ ...one, salt, mac: 'mac' })) },
    key: { actor, key, bodyHash: key },
    ...(isNew && { isNew }),
  }
  const isMerge = commands.some(({ type }) => type === 'problem.merge')
  return isMerge ? handleProblem(whole(shell), deed as never) : handleMatter(worldOf(shell, parts), deed)
}

export const join = (shell: MailShell, { by, matter, caseId, key }: Join) =>
  joinMatter(whole(shell), { matter, caseId, by, key: { actor: 'agent', key, bodyHash: key } })

/** Of a wish that lets another case go on in this one: that one. */
const goesOnHere = ({ commands: [first] }: Wish) =>
  first?.type === 'case.link' && first.brings ? first : null

/** What the other case belongs to goes along, as it stands now: of that who wished it could not know. */
export const withWhatGoesAlong = (shell: MailShell, act: Wish): Wish | Promise<Wish> =>
  goesOnHere(act) ? brought(shell, act) : act

async function brought({ store, newId, now, facts }: MailShell, act: Wish): Promise<Wish> {
  const link = goesOnHere(act)
  const ledger = link && (await store.read(link.to))
  if (!link || !ledger || fold(ledger.events).phase !== 'merged') return act
  const along = broughtBy(ledger.events, now(), facts())
  if (!along) return act
  const { text: seal, texts } = sealer(newId)
  const brings = withOwnWords(along, { of: ref => ledger.texts.get(ref.text), otherwise: 'Erased', seal })
  const commands = [{ ...link, brings }, ...act.commands.slice(1)]
  return { ...act, commands, texts: [...act.texts, ...texts] }
}

export function tellAlong(shell: MailShell, act: Wish): Promise<void> | null {
  const link = goesOnHere(act)
  return link && tellWhereItGoesOn({ ...shell, breathe: noBreath }, link.to, act.caseId)
}

/** A look of the node's own: it rings what is due, and tells a page of the cases of each word that waits. */
export async function lookBeside(shell: MailShell, parts: Parts): Promise<void> {
  await parts.ringMatters(worldOf(shell, parts), {
    now: async () => instant(await shell.store.now()),
  })
  await parts.tellMatterNews({ ...shell, breathe: noBreath })
}

/** What somebody chased beside cases who has left goes where the product puts it. */
export const placeBeside = placeMatters

/** The table as nodes reach it: away with the database, and full with the store. */
export function reachedMatters(own: MatterTable, whyNot: (writes: boolean) => Error | null): MatterTable {
  const asks = <T>(call: () => Promise<T>, writes = false): Promise<T> => {
    const fault = whyNot(writes)
    return fault ? Promise.reject(fault) : call()
  }
  return {
    ...own,
    append: append => asks(() => own.append(append), true),
    read: id => asks(() => own.read(id)),
    rows: ids => asks(() => own.rows(ids)),
    list: query => asks(() => own.list(query)),
    answered: (actor, key) => asks(() => own.answered(actor, key)),
    leaseRings: (now, limit, leaseMs) => asks(() => own.leaseRings(now, limit, leaseMs)),
    moveRing: (id, seq, at) => asks(() => own.moveRing(id, seq, at)),
    leaseNews: (now, limit, leaseMs) => asks(() => own.leaseNews(now, limit, leaseMs)),
    keepTold: (one, after, told, done) => asks(() => own.keepTold(one, after, told, done)),
  }
}
