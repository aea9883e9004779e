// The store contract on memory.
import { memoryStore } from './memory.ts'
import { storeContract } from './store.contract.ts'

storeContract('memory', async () => {
  const store = memoryStore()
  return { store, tamper: null, close: () => store.close() }
})
