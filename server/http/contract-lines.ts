// Whether the lines and callers of a contract can stand as they were sent, said at the field. Not: how they
// are kept (set-up-agreements.ts).
import type { ContractLine } from '#core/entitlement/contract.ts'
import { leavesNobody, overlap } from '#core/entitlement/overlap.ts'
import type { CustomerId, OrganisationId } from '#core/kit/id.ts'
import type { LineBody } from '#server/http/agreement-schemas.ts'
import { wrong } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptContract } from '#store/desk/agreement.ts'

type Sent = {
  readonly organisation: OrganisationId
  readonly callers?: readonly CustomerId[] | null | undefined
  readonly lines?: readonly LineBody[] | undefined
  /** the contract as it stands; null: it is a new one */
  readonly before: KeptContract | null
}

/**
 * Each line by a policy there is, ending after it begins, under an id of this contract or none, its callers
 * people of the organisation, and no two that say something of the same at the same time.
 */
export async function soundLines(shell: Shell, sent: Sent): Promise<void> {
  const { lines = [], before } = sent
  const callers = (sent.callers === undefined ? before?.callers : sent.callers) ?? null
  const { policies } = shell.facts()
  const stranger = await strangers(shell, sent)
  refuseStranger(sent.callers ?? [], stranger, before?.callers, 'callers')
  lines.forEach((line, i) => {
    const was = before?.lines.find(one => one.id === line.id)
    if (!policies[line.policy]) throw wrong(`lines.${i}.policy`, '?')
    if (line.until !== null && line.until <= line.from) throw wrong(`lines.${i}.until`, 'until ≤ from')
    if (line.id !== undefined && !was) throw wrong(`lines.${i}.id`, 'line_unknown, e.g. none: a new line')
    if (was && lines.findIndex(one => one.id === was.id) < i)
      throw wrong(`lines.${i}.id`, 'line_twice, e.g. none: a new line')
    refuseStranger(line.callers ?? [], stranger, was?.callers, `lines.${i}.callers`)
    const same = lines.findIndex((other, j) => j < i && overlap(line, other, callers))
    if (same >= 0) throw wrong(`lines.${i}`, `overlaps lines.${same}, e.g. from ≥ until of lines.${same}`)
  })
  const emptied = lines.findIndex(one => leavesNobody(one, lines, callers))
  if (emptied >= 0) throw wrong(`lines.${emptied}`, 'overlaps, e.g. others name one caller fewer')
  if (!sent.lines && before) refuseMeeting(before, callers)
}

/** The lines stay, and other callers of the contract make two of them say something of the same. */
function refuseMeeting({ lines, callers: were }: KeptContract, callers: readonly CustomerId[] | null): void {
  const meets = (a: ContractLine, b: ContractLine) => overlap(a, b, callers) && !overlap(a, b, were)
  const empties = (one: ContractLine) => leavesNobody(one, lines, callers) && !leavesNobody(one, lines, were)
  const met = lines.findIndex((line, i) => lines.slice(0, i).some(other => meets(line, other)))
  const at = met >= 0 ? met : lines.findIndex(empties)
  if (at >= 0) throw wrong('callers', `overlaps, e.g. those of lines.${at} and others`)
}

type IsStranger = (one: CustomerId) => boolean

async function strangers({ desk }: Shell, { organisation, callers, lines }: Sent): Promise<IsStranger> {
  const named = [...(callers ?? []), ...(lines ?? []).flatMap(line => line.callers ?? [])]
  const people = await desk.customers.some(named)
  const own = new Set(people.filter(one => one.organisation === organisation).map(one => one.id))
  return one => !own.has(one)
}

/** Who has left meanwhile may stay named, which lets him do nothing: else the contract could not be saved. */
function refuseStranger(
  callers: readonly CustomerId[],
  isStranger: IsStranger,
  before: readonly CustomerId[] | null | undefined,
  path: string,
): void {
  const at = callers.findIndex(one => isStranger(one) && !before?.includes(one))
  if (at >= 0) throw wrong(`${path}.${at}`, '?')
}
