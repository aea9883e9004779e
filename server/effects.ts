// What has to happen outside because of facts: the letters to write, those no longer to be written, whom of
// ours to tell, which files to look at, and what a case that goes on has missed. The body holds ids only;
// what a letter says is read when it leaves.
import type { Event } from '#core/case/event.ts'
import { goesOnBy } from '#core/case/goes-on.ts'
import { expertLevel, isToldTarget } from '#core/case/inner-fact.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { after, hourMs } from '#core/kit/time.ts'
import { aboutOf, isTelling } from '#core/notice/notice.ts'
import type { Effect } from '#store/store.ts'

/** One key per message: a redelivery is the same effect. */
export const messageKey = (message: MessageId): string => `message/${message}`

/** So long after solving the customer is asked how we did: what he opens again at once asks nothing. */
export const askAfterMs = hourMs

/** The effects that follow these facts of a case. */
export function effectsOf(
  caseId: CaseId,
  events: readonly Event[],
): { effects: Effect[]; cancelled: string[] } {
  const effects: Effect[] = []
  const cancelled: string[] = []
  // What was written in another mail program has left already.
  const hasLeft = (message: MessageId) =>
    events.some(one => one.type === 'message.sent' && one.message === message)
  for (const event of events) {
    if (event.type === 'message.queued' && !hasLeft(event.message)) {
      const { message, sendAt, to, channel, automatic } = event
      const body = { message, to, channel, ...(automatic && { automatic }) }
      effects.push({ key: messageKey(message), kind: 'mail', caseId, dueAt: sendAt, body })
    }
    if (event.type === 'message.sent_again') {
      const { message, to, at } = event
      const body = { message, to, channel: 'email' }
      effects.push({ key: `${messageKey(message)}/${at}`, kind: 'mail', caseId, dueAt: at, body })
    }
    if (isTelling(event)) {
      const body = { cause: event.type, about: aboutOf(event) }
      // What a problem says is about many cases, and each has a contact who is to hear it.
      const key = `notice/${body.cause}/${body.about}/${caseId}`
      effects.push({ key, kind: 'notice', caseId, dueAt: event.at, body })
    }
    const [file] = ('attached' in event && event.attached) || []
    if (file) effects.push({ key: `file/${file.file}`, kind: 'file', caseId, dueAt: event.at, body: {} })
    const inner = innerOf(caseId, event, events)
    if (inner !== null)
      effects.push({ key: `inner/${inner}`, kind: 'inner', caseId, dueAt: event.at, body: {} })
    if (goesOnBy(event)) {
      const key = `beside/${caseId}/${event.at}`
      effects.push({ key, kind: 'beside', caseId, dueAt: event.at, body: {} })
    }
    if (event.type === 'case.solved') {
      const key = `satisfaction/${caseId}/${event.at}`
      const dueAt = after(event.at, askAfterMs)
      effects.push({ key, kind: 'satisfaction', caseId, dueAt, body: {} })
    }
    if (event.type === 'message.withdrawn') cancelled.push(messageKey(event.message))
  }
  return { effects, cancelled }
}

/** What names a fact of which its customer may be written to; null: it is none. */
function innerOf(caseId: CaseId, event: Event, beside: readonly Event[]): string | null {
  if (event.type === 'lead.alerted') return `lead/${caseId}/${event.at}`
  if (event.type === 'help.raised') return `help/${event.help}/${event.answerBy}`
  if (event.type === 'target.breached' && isToldTarget(event.kind))
    return `target/${event.target}/${event.at}`
  if (event.type !== 'hand_off.accepted') return null
  // What was accepted says no level; who works on it from then on does.
  const isExpert = beside.some(one => one.type === 'worker.assigned' && one.level >= expertLevel)
  return isExpert ? `hand_off/${event.handOff}` : null
}
