// The keys under which this node keeps other systems' secrets: given by the environment where several nodes
// share a database, else made once and kept in the data folder. Not: how they seal (secret-box.ts).
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WrongSetting } from '#server/environment.ts'
import { keysOf, newKeyLine, type SecretKeys } from '#server/secret-box.ts'

/** Reads the keys of a data folder, and makes the first one. Throws WrongSetting. */
export function keysIn(dataDir: string): SecretKeys {
  const file = join(dataDir, 'keys')
  if (!existsSync(file)) {
    const first = newKeyLine(1)
    writeFileSync(file, first, { mode: 0o600, flag: 'wx', flush: true })
    return keysOf(first)!
  }
  const keys = keysOf(readFileSync(file, 'utf8'))
  // A new key in its place would make every secret under the old one unreadable for good.
  if (!keys) throw new WrongSetting(`${file} holds no keys that can be read. Put back the file as it was.`)
  return keys
}
