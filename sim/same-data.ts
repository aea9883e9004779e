// Whether two values are the same plain data, found out cheaply for the many that are. Not: a judgement on
// those that are not, which isDeepStrictEqual gives.

/**
 * True only where isDeepStrictEqual says so as well; false may mean no more than that it is to be asked.
 * @param except a key of both whose values are left out
 */
export function sameData(one: unknown, other: unknown, except?: string): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const kind = Object.getPrototypeOf(one)
  if (kind !== Object.getPrototypeOf(other)) return false
  if (kind !== Object.prototype && kind !== Array.prototype) return false
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  for (const key of keys) {
    const value = other[key as keyof typeof other] as unknown
    // As many keys on both sides, and each of the one is one of the other.
    if (value === undefined && !Object.hasOwn(other, key)) return false
    if (key !== except && !sameData(one[key as keyof typeof one], value)) return false
  }
  return true
}
