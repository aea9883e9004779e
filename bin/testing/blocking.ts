// Loaded into every test process: what it prints is with the runner before it goes on. Not: what is printed.
// node:test ends a file's process while its reports may still lie in the pipe's queue, and they are gone.
type Blocking = { readonly _handle?: { setBlocking?(on: boolean): void } }

for (const stream of [process.stdout, process.stderr] as Blocking[]) stream._handle?.setBlocking?.(true)
