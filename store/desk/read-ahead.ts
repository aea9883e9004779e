// Rows of many days, some days a statement: while these are counted the database reads on. Not: what is read
// (measured-day.ts, measured-sum.ts).
import { setImmediate as othersTurn } from 'node:timers/promises'

const atOnce = 40

/** A day of a large desk takes some milliseconds. */
const atATime = 8

/** Days since the epoch, the second not included. */
type Days = { readonly from: number; readonly until: number }

/**
 * All rows of some days, in the order in which they are asked for. Between some of them others have their
 * turn.
 * @param ahead so many statements are under way: where rows are large, one
 */
export async function* readAhead<Row>(
  { from, until, ahead }: Days & { readonly ahead: number },
  rows: (days: Days) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  const asked: Promise<readonly Row[]>[] = []
  let next = from
  const ask = () => {
    for (; next < until && asked.length < ahead; next += atOnce) {
      const page = rows({ from: next, until: Math.min(until, next + atOnce) })
      // Whoever reads no further does not hear of it.
      page.catch(() => {})
      asked.push(page)
    }
  }
  ask()
  for (let page = asked.shift(); page; page = asked.shift()) {
    const read = await page
    ask()
    for (const [i, row] of read.entries()) {
      yield row
      if (i % atATime === 0) await othersTurn()
    }
  }
}
