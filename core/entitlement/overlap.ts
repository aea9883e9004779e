// Whether two lines of a contract are about the same, for the same people, on the same channel, at the same
// time: then the paper says two things at once. Not: which of two would be asked first (entitle.ts).
import { type Channel, channels } from '#core/case/event.ts'
import type { ContractLine, Coverage } from '#core/entitlement/contract.ts'
import { plain } from '#core/entitlement/entitle.ts'
import type { CustomerId } from '#core/kit/id.ts'

type Said = Pick<ContractLine, 'coverage' | 'channels' | 'callers' | 'from' | 'until'>

/**
 * Compared as a case is judged: capitals and blanks say nothing, no list of channels is all of them, and a
 * line without callers is for those of its contract (`everybody`; null: whoever is of the organisation).
 */
export const overlap = (a: Said, b: Said, everybody: Said['callers']): boolean =>
  subjectOf(a.coverage) === subjectOf(b.coverage) &&
  (a.channels === null || b.channels === null || shareOne(a.channels, b.channels)) &&
  shareCallers(a.callers, b.callers, everybody) &&
  (a.until === null || b.from < a.until) &&
  (b.until === null || a.from < b.until)

function subjectOf(coverage: Coverage): string {
  switch (coverage.kind) {
    case 'serial':
      return `serial ${plain(coverage.serial)}`
    case 'site':
      return `site ${plain(coverage.site)}`
    case 'product':
      return `product ${coverage.product}`
    case 'account':
      return 'account'
  }
}

/**
 * Whether at some time, on some channel, the others leave nobody to a line that is for everybody: together
 * they name each of the contract's callers.
 */
export function leavesNobody(line: Said, others: readonly Said[], everybody: Said['callers']): boolean {
  if (line.callers || !everybody?.length) return false
  const named = others.filter(one => one.callers && overlap({ ...line, callers: one.callers }, one, null))
  return named.some(({ from }) => {
    const at = Math.max(from, line.from)
    const then = named.filter(one => one.from <= at && (one.until === null || at < one.until))
    const isNamed = (each: CustomerId, channel: Channel) =>
      then.some(one => (one.channels ?? channels).includes(channel) && one.callers?.includes(each))
    return (line.channels ?? channels).some(channel => everybody.every(each => isNamed(each, channel)))
  })
}

const shareOne = <T>(some: readonly T[], others: readonly T[]): boolean =>
  some.some(one => others.includes(one))

/**
 * Terms of their own for some people beside those for everybody are an exception, not a contradiction: unless
 * they leave nobody to whom the others apply.
 */
function shareCallers(a: Said['callers'], b: Said['callers'], everybody: Said['callers']): boolean {
  if (a && b) return shareOne(a, b)
  const named = a ?? b
  return named === null || (everybody?.length ? everybody.every(one => named.includes(one)) : false)
}
