// Between which places of values in order a part of all lies with 95 % certainty, however they are spread:
// how many of n lie below it is binomial. Not: the values at these places (gathered.ts).

/** On each side one of forty falls out. */
const outside = 0.025
/** Of more the normal curve says the same to a place or two, to the safe side. */
const exactMax = 1_000
const sure = 1.96

/**
 * Places from 1 on. Null: so few cannot say it, of which the least or the greatest may well lie on the wrong
 * side.
 */
export function surePlaces(n: number, part: number): readonly [low: number, high: number] | null {
  const [low, high] = n > exactMax ? byCurve(n, part) : exactly(n, part)
  return low < 1 || high > n ? null : [low, high]
}

function byCurve(n: number, part: number): [low: number, high: number] {
  const half = sure * Math.sqrt(n * part * (1 - part))
  return [Math.floor(n * part - half), Math.ceil(n * part + half) + 1]
}

/** In logarithms: of a thousand the first chances are smaller than numbers can be. */
function exactly(n: number, part: number): [low: number, high: number] {
  const odds = Math.log(part / (1 - part))
  let [low, chance, below] = [0, n * Math.log(1 - part), 0]
  for (let many = 0; many < n; many++) {
    below += Math.exp(chance)
    if (below <= outside) low = many + 1
    if (below >= 1 - outside) return [low, many + 1]
    chance += odds + Math.log((n - many) / (many + 1))
  }
  return [low, n + 1]
}
