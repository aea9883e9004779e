// Letters of the desk that belong to no case, as mails: an invitation, a link somebody asked for.
import type { Content } from '#channels/email/mail-kinds.ts'
import { linkMail } from '#channels/email/mail-kinds.ts'
import { sayIn } from '#words/say-in.ts'
import { escalationContent } from '#server/react/escalation-mail.ts'
import { noticeContent } from '#server/react/notice-mail.ts'
import { weeklyContent } from '#server/react/weekly-mail.ts'
import type { Letter } from '#server/shell.ts'

const linkMinutes = 60

/** What a letter says, in the language of its reader. */
export function letterContent(letter: Letter, desk: string): Content {
  if (letter.kind === 'notice') return noticeContent(letter, desk)
  if (letter.kind === 'escalation') return escalationContent(letter, desk)
  if (letter.kind === 'weekly') return weeklyContent(letter, desk)
  if (letter.kind !== 'invitation') {
    const minutes = Number(letter.values?.minutes ?? linkMinutes)
    return linkMail({ language: letter.language, desk }, { href: letter.url, minutes })
  }
  const say = sayIn(letter.language)
  const days = Number(letter.values?.days ?? 7)
  return {
    kind: 'link',
    subject: say('desk.invitation_subject', { desk }),
    preheader: say('desk.invitation_body', { desk }),
    foot: [desk],
    blocks: [
      { type: 'paragraph', text: say('desk.invitation_body', { desk }) },
      { type: 'links', links: [{ label: say('desk.invitation_open'), href: letter.url }] },
      { type: 'soft', text: say('desk.invitation_days', { days }) },
    ],
  }
}
