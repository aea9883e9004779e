// The last nine cases this browser opened, for the palette. Not: a history of the case.

export type Recent = { readonly number: number; readonly subject: string; readonly customerName: string }
const place = 'tierline.recent'
const most = 9

/** The list with a case at its head, without doubles, nine at most. */
export const withRecent = (list: readonly Recent[], one: Recent): readonly Recent[] =>
  [one, ...list.filter(each => each.number !== one.number)].slice(0, most)

/** What was opened last, newest first. */
export function readRecent(): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(kept) ? (kept as Recent[]) : []
  } catch {
    return []
  }
}

/** Remembers that a case was opened; the case screen says so. */
export function rememberCase(one: Recent): void {
  try {
    localStorage.setItem(place, JSON.stringify(withRecent(readRecent(), one)))
  } catch {
    // Without storage the palette has no recent cases.
  }
}

/** Forgets them, at sign-out. */
export function forgetRecent(): void {
  try {
    localStorage.removeItem(place)
  } catch {
    // Nothing was kept.
  }
}
