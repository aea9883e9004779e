// How a simulated node tells people of ours: their notices are kept for all nodes, and the bystander is told.
// Not: whom it tells (core/notice).
import type { MailShell } from '#server/shell.ts'
import type { NoticeShell } from '#server/react/notify.ts'
import type { Watch } from '#sim/watch.ts'
import { memoryNotices } from '#store/memory-notices.ts'

/** Nobody is signed in, and nobody wishes to be mailed. */
export function telling(seen: Watch): (shell: MailShell) => NoticeShell {
  const own = memoryNotices()
  const notices: NoticeShell['desk']['notices'] = {
    ...own,
    async add(fresh) {
      await own.add(fresh)
      for (const { caseId, agent, at } of fresh) if (caseId) seen.alarmed({ caseId, agent, since: at })
    },
  }
  return ({ store, facts, now, handle, config }) => ({
    ...{ store, facts, now, handle },
    config: config as NoticeShell['config'],
    sendLetter: async () => {},
    desk: {
      notices,
      agents: { one: async () => null } as unknown as NoticeShell['desk']['agents'],
      sessions: { of: async () => [] } as unknown as NoticeShell['desk']['sessions'],
    },
  })
}
