// Tells whoever follows a case what is news in it: a notice, and a mail where he likes it. Looked up beside
// the ledger, so that a case nobody follows costs nothing. A node that dies tells again; a notice has a key
// and is written once. Not: what is news (core/notice/follow.ts).
import { mayRead } from '#core/access/may.ts'
import { fold } from '#core/case/case.ts'
import { secondMs } from '#core/kit/time.ts'
import { followNews, type FollowNews } from '#core/notice/follow.ts'
import { dueOf, isTelling, kindOf } from '#core/notice/notice.ts'
import { reachedAt } from '#core/notice/who.ts'
import { mail, type NoticeShell } from '#server/react/notify.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { FollowBehind } from '#store/desk/follow.ts'
import type { Notice } from '#store/desk/notice.ts'

export type FollowShell = Omit<NoticeShell, 'desk'> & {
  readonly desk: NoticeShell['desk'] & Pick<Desk, 'follows'>
}

const batch = 100
const restMs = 2 * secondMs

/** Tells what is new. Answers how long to rest, in milliseconds. */
export async function tellFollowers(shell: FollowShell): Promise<number> {
  const behind = await shell.desk.follows.behind(shell.now(), batch)
  for (const one of behind) await tell(shell, one)
  return behind.length === batch ? 0 : restMs
}

async function tell(shell: FollowShell, one: FollowBehind): Promise<void> {
  const { store, desk, facts, now } = shell
  const [ledger, card] = await Promise.all([store.read(one.caseId), store.card(one.caseId)])
  const agent = facts().agents[one.agent]
  if (!ledger || !card) return
  const news = followNews(ledger.events, { ...one, after: one.toldSeq })
  // Whoever may not read it any more is told nothing of it.
  if (news.length > 0 && agent && mayRead(agent, card, false, facts())) {
    const tellAt = reachedAt(card, agent, now())
    if (tellAt > now()) return desk.follows.holdBack(one, tellAt)
    for (const each of news) {
      const notice = noticeOf(one, each, { severity: card.severity, tellAt, ledger: ledger.events })
      const before = await desk.notices.of(each.cause, each.about)
      // It tells him already because the case is his.
      if (before.some(known => known.agent === one.agent)) continue
      await desk.notices.add([notice])
      await mail(shell, ledger.number, { ...notice, readAt: null })
    }
  }
  await desk.follows.told(one, ledger.events.length)
}

type Around = Pick<Notice, 'severity' | 'tellAt'> & { readonly ledger: Parameters<typeof fold>[0] }

function noticeOf(
  { agent, caseId }: FollowBehind,
  { cause, about, event }: FollowNews,
  { ledger, ...around }: Around,
): Omit<Notice, 'readAt'> {
  const state = fold(ledger)
  const telling = isTelling(event) && state.phase !== 'unopened' ? event : null
  return {
    key: `${cause}/${about}/${agent}`,
    ...{ agent, caseId, cause, about, as: 'follower', at: event.at, ...around },
    kind: telling && kindOf(telling),
    dueAt: telling && state.phase !== 'unopened' ? dueOf(state, telling) : null,
    windowFrom: null,
    wokenLateMs: null,
  }
}
