// Rows on their way into a statement: each column one array parameter, unnested there. Not: the form of an
// array (binary-array.ts).
import { binaryArray, type Cell, type CellType } from './binary-array.ts'

/** A table's columns by name, in the order in which rows give their values. */
export type Shape = Readonly<Record<string, CellType>>

/** The rows gathered for one shape, column by column. */
export type Rows = { readonly types: readonly CellType[]; readonly cells: readonly Cell[][] }

export function rowsOf(shape: Shape): Rows {
  const types = Object.values(shape)
  return { types, cells: types.map(() => []) }
}

export const countOf = (rows: Rows): number => rows.cells[0]!.length

export function add({ cells }: Rows, row: readonly Cell[]): void {
  for (let i = 0; i < row.length; i++) cells[i]!.push(row[i]!)
}

export const paramsOf = ({ types, cells }: Rows): Buffer[] =>
  types.map((type, i) => binaryArray(type, cells[i]!))

/**
 * Hands out `unnest($2::text[], …) as x(name, …)` for one shape after the other.
 * @param first the number of the first parameter
 */
export function unnester(first: number): (shape: Shape, ordinal?: string) => string {
  let next = first
  return (shape, ordinal) => {
    const arrays = Object.values(shape).map(type => `$${next++}::${type}[]`)
    const names = Object.keys(shape).concat(ordinal ?? [])
    const numbered = ordinal === undefined ? '' : ' with ordinality'
    return `unnest(${arrays.join(', ')})${numbered} as x(${names.join(', ')})`
  }
}
