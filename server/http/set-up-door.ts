// What every route of the set-up needs: the right to it, the version it was changed from, and a line in the
// audit. Not: who may change what (core/access/set-up.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { maySetUp, partnerReads, type SetUpDeed, type SetUpThing } from '#core/access/set-up.ts'
import { instant } from '#core/kit/time.ts'
import { Problem } from '#server/http/problems.ts'
import { words } from '#server/http/schema.ts'
import { type Doorman, type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { Changed } from '#store/desk/row.ts'

export type SetUp = { readonly shell: Shell; readonly door: Doorman }

/** Ends the request unless whoever asks may read or change this part of the set-up. */
export function needSetUp(request: FastifyRequest, thing: SetUpThing, deed: SetUpDeed): Signed {
  const signed = signedIn(request)
  const isTheirs = signed.isPartner && (deed === 'change' || !partnerReads.has(thing))
  if (isTheirs || !maySetUp(signed.facts, thing, deed)) throw new Problem('role.missing')
  return signed
}

/** What came of a change under a version, or the problem that says why nothing did. */
export function settled<T>(outcome: Changed<T> | 'taken'): T {
  if (outcome === 'stale') throw new Problem('set_up.changed')
  if (outcome === 'not_there') throw new Problem('set_up.not_found')
  if (outcome === 'taken') throw new Problem('set_up.taken')
  return outcome as T
}

/** The thing, or the problem that it is not there. */
export function there<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Problem('set_up.not_found')
  return found
}

/** What is wrong with one field of what was sent. */
export const wrong = (path: string, message: string): Problem =>
  new Problem('request.invalid', { fields: [{ path, message }] })

type Change = {
  readonly what: string
  readonly about: string | null
  readonly before?: object | null
  readonly after?: object | null
}

/** Writes who changed what, only what differs, and makes the desk's facts fresh. */
export async function record(shell: Shell, { agent }: Pick<Signed, 'agent'>, change: Change): Promise<void> {
  const { before, after } = difference(change.before ?? null, change.after ?? null)
  const { what, about } = change
  await shell.desk.audit.add({ at: instant(shell.now()), actor: agent, what, about, before, after })
  await shell.changed()
}

type Fields = Readonly<Record<string, unknown>>

/** The fields of two states that are not the same; a state that is not there stays so. */
export function difference(
  before: object | null,
  after: object | null,
): { before: Fields | null; after: Fields | null } {
  if (!before || !after) return { before: before as Fields | null, after: after as Fields | null }
  const [was, is] = [before as Fields, after as Fields]
  const names = Object.keys(is).filter(
    name => name !== 'version' && JSON.stringify(was[name] ?? null) !== JSON.stringify(is[name] ?? null),
  )
  const only = (from: Fields) => Object.fromEntries(names.map(name => [name, from[name] ?? null]))
  return { before: only(was), after: only(is) }
}

/** What a change names beside itself: the version it was made on. */
export const version = z.int().min(0).meta({ description: 'The version the change was made on.' })
export const name = words(100).transform(text => text.trim())
export const email = z
  .string()
  .max(320)
  .transform(text => text.trim())
  .pipe(z.email())
export const secret = z.string().regex(/^[\w-]{20,200}$/)

/** Leaves out what is undefined, so that a change touches only what it names. */
export const given = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
