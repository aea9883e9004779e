// Mails about notices of what stands beside cases, and of goals for calls: each was written with what
// tells it, and whoever likes a mail gets one. Not: who is told (core/notice), nor what the mail says
// (notice-mail.ts).
import { type GoalFor, maySeeGoal } from '#core/access/call-goals.ts'
import { isOfGoal } from '#core/notice/notice.ts'
import type { SupplierMore } from '#core/supplier/rules.ts'
import { isSharedWith } from '#core/supplier/share.ts'
import { mail, type NoticeShell } from '#server/react/notify.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterRow } from '#store/desk/matter.ts'
import type { Notice } from '#store/desk/notice.ts'

const batch = 50
const restMs = 1_000

type MailShell = NoticeShell & { readonly desk: Pick<Shell['desk'], 'matters'> }

/** Puts on their way what is due. Answers how long to rest, in milliseconds. */
export async function mailMatterNotices(shell: MailShell): Promise<number> {
  const { notices, matters } = shell.desk
  const due = await notices.toMail(shell.now(), batch)
  const rows = await matters.rows([...new Set(due.flatMap(one => one.matterId ?? []))])
  for (const one of due) {
    const row = rows.find(({ id }) => id === one.matterId)
    const isTold = isOfGoal(one.cause) ? isStillSeen(shell, one) : row && isStillTheirs(shell, one, row)
    // A node that dies in between puts it on its way again, and it leaves once.
    if (isTold && one.readAt === null) await mail(shell, row?.number ?? null, one)
    await notices.noteMailed([one.key])
  }
  return due.length === batch ? 0 : restMs
}

/** Whoever has left the team meanwhile is told of no goal of it. */
function isStillSeen({ facts }: MailShell, { agent, about }: Notice): boolean {
  const reader = facts().agents[agent]
  return reader !== undefined && maySeeGoal(reader, about as GoalFor, facts())
}

/** What was taken back from a house outside, or ended with what was agreed, is told to nobody there. */
function isStillTheirs({ facts }: MailShell, { as, agent }: Notice, { more, isOpen }: MatterRow): boolean {
  if (as !== 'share') return true
  const reader = facts().agents[agent]
  return reader !== undefined && isSharedWith(reader, { ...(more as SupplierMore), isOpen }, facts())
}
