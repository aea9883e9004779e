// Between which places of values in order a part lies, once more and exactly: binomial chances in whole
// numbers. Shares nothing with core/measure/order-range.ts.

/** Chances as fractions of `of`, each how many of n lie below the part. */
function chances(n: number, [above, of]: readonly [above: bigint, of: bigint]): bigint[] {
  const all: bigint[] = []
  let ways = 1n
  for (let many = 0n; many <= BigInt(n); many++) {
    all.push(ways * above ** many * (of - above) ** (BigInt(n) - many))
    ways = (ways * (BigInt(n) - many)) / (many + 1n)
  }
  return all
}

/** One of forty on each side; 0 and n + 1 are no places. */
export function placesAgain(n: number, part: readonly [above: bigint, of: bigint]): [number, number] | null {
  const all = chances(n, part)
  const total = part[1] ** BigInt(n)
  const below = (places: number) => all.slice(0, places).reduce((sum, one) => sum + one, 0n)
  let [low, high] = [0, 1]
  while (low < n && below(low + 1) * 40n <= total) low += 1
  while (high <= n && below(high) * 40n < 39n * total) high += 1
  return low === 0 || high > n ? null : [low, high]
}

const parts: Readonly<Record<string, readonly [above: bigint, of: bigint]>> = {
  ...{ median: [1n, 2n], p90: [9n, 10n], p25: [1n, 4n], p75: [3n, 4n] },
}

/** Which part of all a measure tells, by its name; null: it is no middle. */
export const partOf = (measure: string): readonly [above: bigint, of: bigint] | null =>
  parts[/_(median|p\d\d)(_s)?$/.exec(measure)?.[1] ?? ''] ?? null
