// Which row of a list is in reach of Tab, and where j, k and the arrows lead. Not: drawing rows
// (case-table.tsx).

/** The row in focus after a move; rows are named by key, so that new ones above never move the focus. */
export function moved<K extends string>(keys: readonly K[], at: K | null, by: number): K | null {
  if (keys.length === 0) return null
  const index = at === null ? -1 : keys.indexOf(at)
  if (index < 0) return (by > 0 ? keys[0] : keys.at(-1)) ?? null
  return keys[Math.min(keys.length - 1, Math.max(0, index + by))] ?? null
}

/** The row to focus when the list changed: the same one, else the one that took its place, else the last. */
export function kept<K extends string>(before: readonly K[], after: readonly K[], at: K | null): K | null {
  if (at === null || after.includes(at)) return at
  const index = before.indexOf(at)
  for (const later of before.slice(index + 1)) if (after.includes(later)) return later
  return after.at(-1) ?? null
}
