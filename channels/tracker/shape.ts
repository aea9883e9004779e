// Reads what a tracker answers: each field asked for by its type, and whatever is not so is nonsense. Not: a
// schema of all they send; what is not needed is not looked at.
import { type Instant, instant } from '#core/kit/time.ts'
import { TrackerFault } from './fault.ts'

export type Fields = Readonly<Record<string, unknown>>

const nonsense = (what: string): TrackerFault => new TrackerFault('nonsense', what)

export function fieldsOf(value: unknown, what = 'answer'): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw nonsense(what)
  return value as Fields
}
export function listOf(value: unknown, what = 'list'): readonly unknown[] {
  if (!Array.isArray(value)) throw nonsense(what)
  return value
}
export function textOf(fields: Fields, name: string, max = 100_000): string {
  const value = fields[name]
  if (typeof value !== 'string') throw nonsense(name)
  return value.slice(0, max)
}
export const maybeText = (fields: Fields, name: string, max = 100_000): string =>
  typeof fields[name] === 'string' ? (fields[name] as string).slice(0, max) : ''
/** A number of theirs, as its digits. */
export function numberOf(fields: Fields, name: string): string {
  const value = fields[name]
  if (!Number.isSafeInteger(value) || (value as number) <= 0) throw nonsense(name)
  return String(value)
}
export function instantOf(fields: Fields, name: string): Instant {
  const ms = Date.parse(textOf(fields, name, 50))
  if (!Number.isFinite(ms) || ms < 0) throw nonsense(name)
  return instant(ms)
}
/** An address people may follow: never one that a browser would run. */
export function webUrlOf(fields: Fields, name: string): string {
  const text = textOf(fields, name, 2_000)
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw nonsense(name)
  return text
}
