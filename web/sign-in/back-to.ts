// Where one goes after signing in: back to where one was, never to another site. Not: the form.

/** The address to go on with: the one asked for when it is a page of this desk, else the start. */
export function backTo(wished: string | undefined): string {
  if (!wished?.startsWith('/') || /^\/[/\\]/.test(wished) || /[\t\n\r]/.test(wished)) return '/'
  return /^\/(sign-in|invitation|set-up-link)(\/|\?|$)/.test(wished) ? '/' : wished
}

/** The time zone of this browser, to begin with. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** Which sentence a password earns before it is sent: how many characters it has when they are too few. */
export const shortBy = (password: string): number | null => {
  const length = [...password].length
  return length < 15 ? length : null
}
