// A table of values for a spreadsheet, as RFC 4180 writes it.

export type CsvColumn<T> = readonly [name: string, value: (row: T) => string | number | null]

/** One line of names, then one a row. */
export const csvOf = <T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string =>
  [columns.map(([name]) => name), ...rows.map(one => columns.map(([, value]) => value(one)))]
    .map(cells => cells.map(cellOf).join(','))
    .join('\r\n')
    .concat('\r\n')

/** A spreadsheet runs what begins like a formula: a quote in front keeps it a text. */
function cellOf(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
