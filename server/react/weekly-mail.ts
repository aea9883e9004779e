// The page of the week as a mail to one of ours. Not: who gets it, nor its numbers (weekly-page.ts).
import type { Content } from '#channels/email/mail-kinds.ts'
import type { Letter } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'

/** What it says, in the language of its reader. */
export function weeklyContent({ language, url, values = {} }: Letter, desk: string): Content {
  const say = sayIn(language)
  const { week = '', told = '', listed = '' } = values
  return {
    kind: 'link',
    subject: say('weekly.subject', { desk, week: String(week) }),
    preheader: String(told),
    blocks: [
      { type: 'paragraph', text: String(told) },
      { type: 'links', links: [{ label: say('weekly.open'), href: url }] },
      { type: 'written', markdown: String(listed) },
      { type: 'soft', text: say('reports.pairs_why') },
    ],
    foot: [desk, say('weekly.why')],
  }
}
