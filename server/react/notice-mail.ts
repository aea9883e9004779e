// A notice as a mail to one of ours. It names the case by its number only: what a customer wrote stays in the
// desk; of a team it says the name. Not: who gets one (notify.ts).
import type { Content } from '#channels/email/mail-kinds.ts'
import { isOfGoal, type NoticeCause } from '#core/notice/notice.ts'
import type { Language } from '#core/people/language.ts'
import { noticeKey, noticeKindKey } from '#words/notice-kind.ts'
import type { Say } from '#words/say.ts'
import { sayIn } from '#words/say-in.ts'
import { wokenLate } from '#words/woken-late.ts'
import type { Letter } from '#server/shell.ts'

/** What it says, in the language of its reader and by the clocks of his zone. */
export function noticeContent({ language, url, values = {} }: Letter, desk: string): Content {
  const say = sayIn(language)
  const { number = '', matter, team, cause, kind, as, dueAt, windowFrom, zone, wokenLateMs } = values
  const beside = matter === undefined ? (team ?? null) : say(`matter.kind_${matter}`, { number })
  const isGoal = isOfGoal(cause as NoticeCause)
  const isStuck = cause === 'stuck.noticed'
  const what = kind === undefined ? '' : say(noticeKindKey(String(cause), String(kind)))
  const told = { cause: String(cause), kind: kind === undefined ? null : String(kind), as: String(as) }
  const sentence = say(noticeKey(told), { what })
  const soft = (text: string) => ({ type: 'soft', text }) as const
  return {
    kind: 'link',
    subject: subjectOf(say, { number, sentence, beside: beside === null ? null : String(beside) }),
    preheader: sentence,
    blocks: [
      { type: 'paragraph', text: sentence },
      ...(dueAt === undefined
        ? []
        : [soft(say('notice.due', { when: whenOf({ windowFrom, dueAt }, language, String(zone)) }))]),
      // What a goal's notice says names its reader already.
      ...(isGoal ? [] : [soft(say(`notice.as_${as}`))]),
      ...(isStuck ? [soft(say('stuck.good_work'))] : []),
      ...(wokenLateMs === undefined ? [] : [soft(wokenLate(Number(wokenLateMs), say))]),
      {
        type: 'links',
        links: [{ label: say(beside === null ? 'notice.mail_open' : 'notice.mail_open_beside'), href: url }],
      },
    ],
    foot: [desk, say('notice.mail_why')],
  }
}

/** With the case it is about, or what it is about instead; empty: with nothing. */
function subjectOf(say: Say, about: { number: string | number; sentence: string; beside: string | null }) {
  const { number, sentence: what, beside } = about
  if (beside === null) return say('notice.mail_subject', { number, what })
  return beside === '' ? what : say('notice.mail_beside', { what, beside })
}

type Due = Readonly<Record<'windowFrom' | 'dueAt', string | number | undefined>>

function whenOf({ windowFrom, dueAt }: Due, language: Language, timeZone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options)
  return windowFrom === undefined
    ? format.format(Number(dueAt))
    : format.formatRange(Number(windowFrom), Number(dueAt))
}
