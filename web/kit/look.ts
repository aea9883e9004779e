// How the page looks for this person: theme, density, language before the first paint. Not: the values
// (styles/).

export type Look = {
  readonly theme?: 'light' | 'dark' | 'system' | undefined
  readonly density?: 'comfortable' | 'compact' | undefined
  readonly language?: string | undefined
}

const place = 'tierline.look'

/** What was chosen on this browser; the script in public/look.js reads the same. */
export function readLook(): Look {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Look
  } catch {
    return {}
  }
}

/** Puts a look on the page and remembers it; what is not named stays. */
export function applyLook(change: Look): void {
  const look = { ...readLook(), ...change }
  const root = document.documentElement
  if (look.theme === 'light' || look.theme === 'dark') root.dataset.theme = look.theme
  else delete root.dataset.theme
  if (look.density === 'compact') root.dataset.density = 'compact'
  else delete root.dataset.density
  try {
    localStorage.setItem(place, JSON.stringify(look))
  } catch {
    // Without storage the look lasts as long as the page.
  }
}
