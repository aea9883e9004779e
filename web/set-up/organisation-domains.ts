// Mail domains as they are typed, one beside the other. Not: who is taken into an organisation by them
// (server/intake-sender.ts).

/** What was typed, each once, without the @ somebody may write before it. */
export const domainsOf = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split(/[\s,;]+/)
      .map(one => one.replace(/^@/, '').toLowerCase())
      .filter(one => one !== ''),
  ),
]

const domain = /^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/

/** The first that is none; undefined: all of them are. */
export const wrongDomain = (domains: readonly string[]): string | undefined =>
  domains.find(one => !domain.test(one))
