// Leaving: the server forgets the session, the browser forgets what it kept.
import { post } from '../api/client.ts'
import { forgetAll } from '../case/local-store.ts'
import { forgetRecent } from './recent.ts'

const forgetters = new Set<() => void | Promise<void>>([forgetRecent, forgetAll])

/** Registers something that must be forgotten at sign-out, like drafts kept on this browser. */
export const onSignOut = (forget: () => void | Promise<void>): void => {
  forgetters.add(forget)
}

/** Signs out and begins anew at the sign-in page, so that nothing stays in memory. */
export async function signOut(): Promise<void> {
  await post('/session', {}, { method: 'DELETE' }).catch(() => undefined)
  await Promise.all([...forgetters].map(forget => forget()))
  location.assign('/sign-in?why=left')
}
