// Letters of wishes for somebody who leads: to those who lead, without a word of what was written; to the
// customer, what came of it. Not: who gets one (server/escalations.ts).
import type { Content } from '#channels/email/mail-kinds.ts'
import type { Letter } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'

/** What it says, in the language of its reader. */
export function escalationContent({ language, url, values = {} }: Letter, desk: string): Content {
  const say = sayIn(language)
  const { what = 'asked', words = '', number = '' } = values
  if (what !== 'told') {
    const body = say('desk.manager_asked_body', { what })
    return {
      kind: 'link',
      subject: say('desk.manager_asked_subject'),
      preheader: body,
      blocks: [
        { type: 'paragraph', text: body },
        { type: 'links', links: [{ label: say('desk.manager_asked_open'), href: url }] },
      ],
      foot: [desk],
    }
  }
  return {
    kind: 'link',
    subject: say('mail.manager_told_subject', { number: String(number) }),
    preheader: say('portal.manager_told'),
    blocks: [
      { type: 'written', markdown: String(words) },
      { type: 'links', links: [{ label: say('mail.follow'), href: url }] },
      { type: 'soft', text: say('mail.manager_told_reply') },
    ],
    foot: [desk],
  }
}
