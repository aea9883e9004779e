// A small keeper in the browser (IndexedDB) for drafts and own entries not yet sent; cleared at sign-out.
// Not: what is kept (drafts.ts, unsent.ts). Without IndexedDB it keeps in memory, and nothing outlives the
// page.

const dbName = 'tierline'
const storeName = 'kept'

let opened: Promise<IDBDatabase> | null = null
const memory = new Map<string, unknown>()

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, fail) => {
    const request = indexedDB.open(dbName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
  return opened
}

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  return new Promise<T>((done, fail) => {
    const transaction = db.transaction(storeName, mode)
    const request = act(transaction.objectStore(storeName))
    transaction.oncomplete = () => done(request.result)
    transaction.onerror = () => fail(transaction.error)
    transaction.onabort = () => fail(transaction.error)
  })
}

const has = () => typeof indexedDB !== 'undefined'

/** Keeps a value under a name; undefined takes it away. */
export async function keep(name: string, value: unknown): Promise<void> {
  if (!has()) {
    if (value === undefined) memory.delete(name)
    else memory.set(name, value)
    return
  }
  await within<unknown>(
    'readwrite',
    store => (value === undefined ? store.delete(name) : store.put(value, name)) as IDBRequest<unknown>,
  )
}

/** What is kept under a name, or undefined; a browser that refuses counts as having nothing. */
export async function kept<T>(name: string): Promise<T | undefined> {
  if (!has()) return memory.get(name) as T | undefined
  try {
    return (await within<unknown>('readonly', store => store.get(name))) as T | undefined
  } catch {
    return undefined
  }
}

/** Takes everything away, at sign-out. */
export async function forgetAll(): Promise<void> {
  memory.clear()
  if (has()) await within('readwrite', store => store.clear()).catch(() => undefined)
}
