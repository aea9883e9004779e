// Who is named in a note with @: "@Jordi can you look?". Not: telling them.

type Person = { readonly id: string; readonly name: string; readonly active: boolean }

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The agents named by first or whole name after an @; a first name two share names neither. */
export function mentioned(text: string, agents: readonly Person[]): string[] {
  const found = new Set<string>()
  const words = plain(text)
  const active = agents.filter(one => one.active)
  for (const one of active) {
    const name = plain(one.name)
    const first = name.split(/\s+/)[0] ?? name
    const shared = active.filter(other => plain(other.name).split(/\s+/)[0] === first).length > 1
    const asked = new RegExp(
      `@(${escaped(name)}${shared ? '' : `|${escaped(first)}`})(?![\\p{L}\\p{N}])`,
      'u',
    )
    if (asked.test(words)) found.add(one.id)
  }
  return [...found]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
