// A script's form as it comes over the wire: whatever JSON holds, within limits that putting two together and
// keeping it can bear. It may be unfinished. Not: what a right one looks like (core/script/parse-script.ts).
import { z } from 'zod'
import { limits } from '#core/script/form.ts'
import type { Json } from '#core/script/merge-drafts.ts'

/** Two thousand steps in six languages are some ten million letters. */
export const scriptBytesMax = 20_000_000
const depthMax = 60
const partsMax = 500_000

/** Why a form cannot even be kept; null: it can. */
export function unkeepable(form: unknown): 'too_deep' | 'too_many' | 'name_wrong' | null {
  let parts = 0
  const look = (one: unknown, depth: number): ReturnType<typeof unkeepable> => {
    parts++
    if (depth > depthMax) return 'too_deep'
    if (parts > partsMax) return 'too_many'
    if (typeof one !== 'object' || one === null) return null
    if (Array.isArray(one) && one.length > limits.steps) return 'too_many'
    if (!Array.isArray(one) && Object.keys(one).some(isOdd)) return 'name_wrong'
    for (const inner of Object.values(one)) {
      const found = look(inner, depth + 1)
      if (found) return found
    }
    return null
  }
  return look(form, 0)
}

/** PostgreSQL takes no such key. */
const isOdd = (key: string): boolean => key.includes('\0') || !key.isWellFormed()

/** An unfinished script. */
export const draftForm = z
  .record(z.string(), z.unknown())
  .transform(form => form as { readonly [key: string]: Json })
  .meta({ description: 'The script as it is written so far; see docs/scripts.md. It may be unfinished.' })
