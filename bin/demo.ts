// Fills an empty desk for `--demo`, and prints one sign-in per role.
import { passwordHash } from '#server/http/password.ts'
import { newId } from '#server/new-id.ts'
import type { Shell } from '#server/shell.ts'
import { fillDesk } from '#sim/demo/company.ts'

/** What a start with `--demo` does before the doors open. */
export const fillDemo =
  (log: (line: string) => void) =>
  async (shell: Shell): Promise<void> => {
    const world = { store: shell.store, now: shell.now, newId, facts: shell.facts }
    const signIns = await fillDesk({
      world,
      desk: shell.desk,
      hashPassword: passwordHash,
      changed: shell.changed,
    })
    if (!signIns) return log('The desk has people already; the demo company was left out.')
    log('Demo company. Sign in as:')
    for (const { name, email, password, what } of signIns)
      log(`  ${email.padEnd(24)} ${password}   ${name}, ${what}`)
  }
