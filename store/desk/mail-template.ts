// What automatic mails say in the desk's own words, with every version and who wrote it. Not: what they
// say as shipped (words/letter-words.ts).
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type MailTemplate = {
  readonly kind: string
  readonly language: Language
  /** 1, 2, 3 … of this kind in this language */
  readonly version: number
  /** null: as shipped */
  readonly subject: string | null
  /** null: as shipped, from this version on */
  readonly words: string | null
  readonly agent: string
  readonly at: Instant
}

export type MailTemplateTable = {
  /** The version that holds of each, those that went back to what is shipped included. */
  current(): Promise<MailTemplate[]>
  /** The newest first. */
  versions(kind: string, language: Language): Promise<MailTemplate[]>
  /** Adds the version after `template.version - 1`. False: somebody wrote that one meanwhile. */
  add(template: MailTemplate): Promise<boolean>
}

const list = 'kind, language, version, subject, words, agent_id as agent, at'

/** The table; only added to. */
export const mailTemplateTable = (pool: Pool): MailTemplateTable => ({
  current: () =>
    ask<MailTemplate>(pool, {
      name: 'mail_templates',
      text: `select distinct on (kind, language) ${list} from mail_template
        order by kind, language, version desc`,
      values: [],
    }),
  versions: (kind, language) =>
    ask<MailTemplate>(pool, {
      name: 'mail_template_versions',
      text: `select ${list} from mail_template where kind = $1 and language = $2 order by version desc`,
      values: [kind, language],
    }),
  async add({ kind, language, version, subject, words, agent, at }) {
    const added = await ask(pool, {
      name: 'mail_template_add',
      text: `insert into mail_template (kind, language, version, subject, words, agent_id, at)
        select $1, $2, $3::int, $4, $5, $6, $7
        where $3 = 1 + coalesce((select max(version) from mail_template where kind = $1 and language = $2), 0)
        on conflict do nothing returning version`,
      values: [kind, language, version, subject, words, agent, at],
    })
    return added.length > 0
  },
})
