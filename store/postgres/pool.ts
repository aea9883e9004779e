// The connections to PostgreSQL, with the limits every statement runs under. Not: what is asked (the files
// beside this).
import pg from 'pg'
import { OutcomeUnknown } from '../outcome-unknown.ts'

export type Pool = pg.Pool
export type Sql = { readonly name: string; readonly text: string; readonly values: readonly unknown[] }

export type PoolOptions = {
  readonly url: string
  readonly max?: number
  /** settings of each session, as `name=value` */
  readonly settings?: readonly string[]
}

const int8 = 20

/** Opens a pool. bigint is read as a number: every one of ours is below 2^53. */
export function openPool({ url, max = 12, settings = [] }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'tierline',
    statement_timeout: 10_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
    ...(settings.length > 0 && { options: settings.map(one => `-c ${one}`).join(' ') }),
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // The pool listens to idle connections only: one that is cut while a statement runs on it would end the
  // process. The statement itself is told by its own promise.
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === int8) return Number
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}

/** The SQLSTATE of a database error; null for anything else (a broken connection has none). */
export const sqlState = (error: unknown): string | null =>
  error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null

/**
 * Runs one statement that is its own transaction and writes.
 * Throws OutcomeUnknown when the connection broke after it was sent, or when the wait for the synchronous
 * standby
 * was cancelled: the server then says yes with a warning (01000) though the standby may not have it.
 */
export async function commit(pool: Pool, { name, text, values }: Sql): Promise<pg.QueryResult> {
  const client = await pool.connect()
  let isWarned = false
  const onNotice = (notice: { code: string | undefined }) => {
    isWarned ||= notice.code === '01000'
  }
  client.on('notice', onNotice)
  let broken: Error | undefined
  try {
    const result = await client.query({ name, text, values: values as unknown[] })
    if (isWarned) throw new OutcomeUnknown()
    return result
  } catch (error) {
    if (error instanceof OutcomeUnknown || !isUnknown(error)) throw error
    broken = error instanceof Error ? error : new Error(String(error))
    throw new OutcomeUnknown(error)
  } finally {
    client.off('notice', onNotice)
    client.release(broken)
  }
}

// Class 08: connection; 57P01 to 57P03: the server is going down, perhaps just after our commit.
function isUnknown(error: unknown): boolean {
  const state = sqlState(error)
  return state === null || state.startsWith('08') || state.startsWith('57P0')
}

/** Runs one named statement that reads. */
export async function ask<Row extends pg.QueryResultRow>(
  pool: Pool,
  { name, text, values }: Sql,
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ name, text, values: values as unknown[] })
  return rows
}

// A statement's name is its text's: the same text is parsed and planned once per connection.
const names = new Map<string, string>()

/** The name of a statement of ours. Only for texts of which there are few: each is kept for ever. */
export function nameOf(text: string): string {
  const name = names.get(text) ?? `own_${names.size}`
  names.set(text, name)
  return name
}

/** JSON that jsonb takes: NUL and broken surrogates, which it refuses, become U+FFFD. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (!/\\u(0000|[dD][89a-fA-F])/.test(text)) return text
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? cleaned(part) : part))
}

/** A text that PostgreSQL takes. */
export const cleaned = (words: string): string => words.toWellFormed().replaceAll('\0', '\ufffd')
