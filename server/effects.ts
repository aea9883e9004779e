// What has to happen outside because of facts: the letters to write, those no longer to be written, whom of
// ours to tell, and which files to look at. The body holds ids only; what a letter says is read when it
// leaves.
import type { Event } from '#core/case/event.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { aboutOf, isTelling } from '#core/notice/notice.ts'
import type { Effect } from '#store/store.ts'

/** One key per message: a redelivery is the same effect. */
export const messageKey = (message: MessageId): string => `message/${message}`

/** The effects that follow these facts of a case. */
export function effectsOf(
  caseId: CaseId,
  events: readonly Event[],
): { effects: Effect[]; cancelled: string[] } {
  const effects: Effect[] = []
  const cancelled: string[] = []
  for (const event of events) {
    if (event.type === 'message.queued') {
      const { message, sendAt, to, channel, automatic } = event
      const body = { message, to, channel, ...(automatic && { automatic }) }
      effects.push({ key: messageKey(message), kind: 'mail', caseId, dueAt: sendAt, body })
    }
    if (isTelling(event)) {
      const body = { cause: event.type, about: aboutOf(event) }
      const key = `notice/${body.cause}/${body.about}`
      effects.push({ key, kind: 'notice', caseId, dueAt: event.at, body })
    }
    const [file] = ('attached' in event && event.attached) || []
    if (file) effects.push({ key: `file/${file.file}`, kind: 'file', caseId, dueAt: event.at, body: {} })
    if (event.type === 'message.withdrawn') cancelled.push(messageKey(event.message))
  }
  return { effects, cancelled }
}
