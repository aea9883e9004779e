// As whom mails leave and how they are signed: what the desk says, and teams that say it their own way.
// Not: what comes of both for one mail (server/mail-sender.ts).
import type { TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type SenderScope = 'desk' | TeamId

export type MailSender = {
  readonly scope: SenderScope
  /** null: as the desk; of the desk: its name */
  readonly fromName: string | null
  /** whether customers read who of ours wrote; null: as the desk; of the desk: yes */
  readonly namesAgents: boolean | null
  /** a language that is not there: as the desk; of the desk: as we sign */
  readonly signatures: Readonly<Partial<Record<Language, string>>>
  /** 0: nothing was ever said */
  readonly version: number
}

export type MailSenderTable = {
  all(): Promise<MailSender[]>
  /** On this version; 0: there is none yet. False: somebody changed it meanwhile. */
  keep(sender: MailSender): Promise<boolean>
}

/** The table; a desk has few. */
export const mailSenderTable = (pool: Pool): MailSenderTable => ({
  all: () =>
    ask<MailSender>(pool, {
      name: 'mail_senders',
      text: `select scope, from_name as "fromName", names_agents as "namesAgents", signatures, version
        from mail_sender order by scope`,
      values: [],
    }),
  async keep({ scope, fromName, namesAgents, signatures, version }) {
    const kept = await ask(pool, {
      name: 'mail_sender_keep',
      text: `insert into mail_sender (scope, from_name, names_agents, signatures)
          select $1, $2, $3, $4 where $5::int = 0
            or exists (select from mail_sender where scope = $1 and version = $5)
        on conflict (scope) do update set from_name = excluded.from_name, names_agents = excluded.names_agents,
          signatures = excluded.signatures, version = mail_sender.version + 1
          where mail_sender.version = $5 returning version`,
      values: [scope, fromName, namesAgents, JSON.stringify(signatures), version],
    })
    return kept.length > 0
  },
})
