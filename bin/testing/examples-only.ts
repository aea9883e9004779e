// Loaded into a run that counts branches: there a property passes unseen, so that a branch counts as taken
// where an example takes it and not by the luck of a draw. The same tests run with their properties in a
// stage of their own (stages.ts).
import { registerHooks } from 'node:module'
import fc from 'fast-check'

registerHooks({
  resolve: (name, context, next) =>
    name === 'fast-check' ? { url: import.meta.url, shortCircuit: true } : next(name, context),
})

export default { ...fc, assert: () => {} }
