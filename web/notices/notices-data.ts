// What a notice says, in the words of its reader. Not: how it stands on the screen (notices-screen.tsx).
import type { Severity } from '#core/case/event.ts'
import type { MatterId } from '#core/kit/id.ts'
import { type NoticeCause, type NoticeKind, toldAside } from '#core/notice/notice.ts'
import type { ToldAs } from '#core/notice/who.ts'
import { noticeKey, noticeKindKey } from '#words/notice-kind.ts'
import type { Say } from '#words/say.ts'
import { wokenLate } from '#words/woken-late.ts'

export type Notice = {
  readonly key: string
  readonly caseId: string | null
  /** the problem, supplier case or change request it is about instead of a case */
  readonly matterId: MatterId | null
  /** null where the case may not be read (any more) */
  readonly number: number | null
  readonly subject: string | null
  readonly cause: NoticeCause
  readonly kind: NoticeKind | null
  readonly as: ToldAs
  readonly severity: Severity
  readonly at: number
  readonly dueAt: number | null
  readonly windowFrom: number | null
  readonly wokenLateMs: number | null
  readonly tellAt: number
  readonly readAt: number | null
}
export type NoticePage = {
  readonly items: readonly Notice[]
  readonly next: string | null
  readonly unread: number
}

/** Words between a lead and one of his people: they are read on /coach, not in the case. */
export const isAside = ({ cause }: Pick<Notice, 'cause'>): boolean => toldAside.some(one => one === cause)

/** What happened. */
export const noticeText = (one: Notice, say: Say): string =>
  say(noticeKey(one), { what: one.kind === null ? '' : say(noticeKindKey(one.cause, one.kind)) })

/** Why he is told, and whether the desk itself came late; of a stuck case, that passing on is good work. */
export function noticeWhy({ as, cause, wokenLateMs }: Notice, say: Say): readonly string[] {
  const late = wokenLateMs === null ? [] : [wokenLate(wokenLateMs, say)]
  const good = cause === 'stuck.noticed' ? [say('stuck.good_work')] : []
  return [say(`notice.as_${as}`), ...good, ...late]
}
