// The statements every settings table needs — insert, change under a version, read — written once from its
// column list.
// Not a query language: whatever asks something particular says it in SQL in its own file.
import { gather } from '../postgres/gather.ts'
import { ask, nameOf, type Pool } from '../postgres/pool.ts'

/** Field → column, with the SQL type where the value goes in as JSON. */
export type Columns<Row> = { readonly [F in keyof Row & string]: string | { column: string; as: 'jsonb' } }

/** What a change under a version can come to. `stale`: somebody else changed it since. */
export type Changed<Row> = Row | 'stale' | 'not_there'

const columnOf = (column: string | { column: string }): string =>
  typeof column === 'string' ? column : column.column

/** The select list that reads rows as they are in TypeScript. */
export const listOf = <Row>(name: string, columns: Columns<Row>): string =>
  (Object.keys(columns) as (keyof Row & string)[])
    .map(field => `${name}.${columnOf(columns[field])} as "${field}"`)
    .join(', ')

export type Table<Row> = {
  /** the select list that reads rows as they are in TypeScript */
  readonly list: string
  insert(row: Partial<Row>): Promise<Row>
  change(id: string | number | boolean, version: number, changes: Partial<Row>): Promise<Changed<Row>>
  /** rows under a condition of ours; parameters from $1 on */
  where(condition: string, values?: readonly unknown[]): Promise<Row[]>
  /**
   * Makes a look-up by the same few texts each time: those that meet are one statement.
   * @param condition of ours, with its order; the texts are `wanted.k1`, `wanted.k2` …
   * @param width how many texts there are
   */
  gathered(condition: string, width: number): (...key: readonly (string | null)[]) => Promise<Row[]>
}

/** The common statements of a table whose key is `key` and whose changes are counted in `version`. */
export function tableOf<Row extends object>(
  pool: Pool,
  name: string,
  columns: Columns<Row>,
  key: keyof Row & string,
): Table<Row> {
  const fields = Object.keys(columns) as (keyof Row & string)[]
  const list = listOf(name, columns)
  const keyColumn = columnOf(columns[key])
  const given = (row: Partial<Row>) => fields.filter(field => row[field] !== undefined)
  const value = (row: Partial<Row>, field: keyof Row & string) =>
    typeof columns[field] === 'string' || row[field] === null ? row[field] : JSON.stringify(row[field])
  return {
    list,
    async insert(row) {
      const own = given(row)
      const { rows } = await pool.query<Row>(
        `insert into ${name} (${own.map(field => columnOf(columns[field])).join(', ')})
          values (${own.map((_, i) => `$${i + 1}`).join(', ')}) returning ${list}`,
        own.map(field => value(row, field)),
      )
      return rows[0]!
    },
    async change(id, version, changes) {
      const own = given(changes).filter(field => field !== key && field !== 'version')
      const sets = [
        ...own.map((field, i) => `${columnOf(columns[field])} = $${i + 3}`),
        'version = version + 1',
      ]
      const values = [id, version, ...own.map(field => value(changes, field))]
      const text = `update ${name} set ${sets.join(', ')} where ${keyColumn} = $1 and version = $2 returning ${list}`
      const { rows } = await pool.query<Row>(text, values)
      if (rows[0]) return rows[0]
      const { rowCount } = await pool.query(`select from ${name} where ${keyColumn} = $1`, [id])
      return rowCount === 0 ? 'not_there' : 'stale'
    },
    async where(condition, values = []) {
      const text = `select ${list} from ${name} where ${condition}`
      return ask<Row>(pool, { name: nameOf(text), text, values })
    },
    gathered(condition, width) {
      const places = Array.from({ length: width }, (_, i) => i)
      const text = `select wanted.place::int as place, ${list}
        from unnest(${places.map(i => `$${i + 1}::text[]`).join(', ')}) with ordinality
          as wanted(${places.map(i => `k${i + 1}`).join(', ')}, place)
        cross join lateral (select * from ${name} where ${condition}) ${name}`
      const found = gather<readonly (string | null)[], Row[]>(async keys => {
        const values = places.map(i => keys.map(key => key[i]))
        const rows = await ask<Row & { place: number }>(pool, { name: nameOf(text), text, values })
        const each: Row[][] = keys.map(() => [])
        for (const { place, ...row } of rows) each[place - 1]!.push(row as unknown as Row)
        return each
      })
      return async (...key) => (await found(key)) ?? []
    },
  }
}
