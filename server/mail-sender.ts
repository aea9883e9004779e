// As whom a mail leaves and how it is signed: what its team says, else the desk, else as we do it. Not:
// the mail (react/message-mail.ts).
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'
import { fieldsIn, withFields } from '#words/mail-fields.ts'
import type { MailShell } from '#server/shell.ts'

export type SenderOf = {
  readonly team: TeamId | null
  /** who wrote it; null: the desk itself */
  readonly agent: AgentId | null
  readonly language: Language
}
export type SaidSender = {
  readonly fromName: string
  /** who signs where nobody wrote a signature */
  readonly signedBy: { readonly name: string; readonly role: string }
  /** in the desk's own words; null: none for this language */
  readonly signature: string | null
}

type Knows = Pick<MailShell, 'settings' | 'facts' | 'mailSenders'>

/** The name customers know the desk by. */
export const deskName = ({ settings }: Pick<MailShell, 'settings'>): string =>
  oneLine(settings().name ?? 'Support')
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** As whom, and signed how. */
export function senderFor(shell: Knows, { team, agent, language }: SenderOf): SaidSender {
  const all = shell.mailSenders()
  const [own, desk] = [team, 'desk'].map(scope => all.find(one => one.scope === scope))
  const { agents, teams } = shell.facts()
  const isNamed = own?.namesAgents ?? desk?.namesAgents ?? true
  const writer = isNamed && agent !== null ? agents[agent] : undefined
  const house = deskName(shell)
  const values = {
    agent: writer ? oneLine(writer.name) : null,
    team: team === null ? null : oneLine(teams[team]?.name ?? house),
    desk: house,
  }
  const named = oneLine(withFields(own?.fromName ?? desk?.fromName ?? '', values))
  const signature = own?.signatures[language] ?? desk?.signatures[language]
  return {
    fromName: named || house,
    signedBy: writer
      ? { name: writer.name, role: sayIn(language)(`desk.role_${writer.levels[0] ?? 1}`) }
      : { name: house, role: '' },
    // A mail of the desk itself ends with the desk's own foot.
    signature: (agent !== null && signature && withFields(signature, values)) || null,
  }
}

/** Whether words name who wrote, which a team that names nobody cannot say. */
export const namesAgent = (text: string): boolean => fieldsIn(text).includes('agent')
