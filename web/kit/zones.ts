// The time zones one can choose from. Not: what their clocks show (times.ts).

/** Every zone the browser knows, the present one among them. */
export const zonesWith = (present: string): string[] =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), present])].sort()
