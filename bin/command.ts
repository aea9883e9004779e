// What a command of the command line is. Not: which there are (main.ts).

/** The world as a command sees it; main.ts gives the real one, tests another. */
export type Io = {
  /** one line on stdout: what was asked for */
  out(line: string): void
  /** one line on stderr: progress, and the reason of a failure */
  err(line: string): void
  readonly stdin: NodeJS.ReadableStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

/**
 * Each `bin/commands/<name>.ts` exports these three by name. `run` resolves to the exit code:
 * 0 done, 1 refused or failed (one clear line was written to stderr), 2 bad usage.
 */
export type Command = {
  /** half a line for the list of commands */
  readonly summary: string
  /** the full text of `--help` */
  readonly usage: string
  readonly run: (args: string[], io: Io) => Promise<number>
}

/** Bad usage: main.ts prints the sentence and the usage, and ends with 2. */
export class BadUsage extends Error {}
