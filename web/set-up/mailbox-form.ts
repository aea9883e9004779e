// A mailbox as its form holds it, and as it is sent. Not: the fields on the screen (mailbox-sheet.tsx).
import type { TeamId } from '#core/kit/id.ts'

export const securities = ['tls', 'starttls', 'none'] as const
export const afterReadings = ['leave', 'seen', 'move'] as const
export type Server = {
  readonly host: string
  readonly port: number
  readonly security: (typeof securities)[number]
}
export type Mailbox = Server & {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly team: TeamId
  readonly active: boolean
  readonly signInName: string
  readonly signInBy: 'password' | 'oauth2'
  readonly oauth: { readonly clientId: string; readonly tokenUrl: string; readonly scope: string } | null
  readonly folder: string
  readonly sentFolder: string | null
  readonly afterReading: (typeof afterReadings)[number]
  readonly moveTo: string | null
  readonly pollSeconds: number
  readonly readFrom: number | null
  readonly submission: Server | null
  readonly has: {
    readonly password: boolean
    readonly clientSecret: boolean
    readonly refreshToken: boolean
  }
  readonly state: {
    readonly code: string
    readonly says: string
    readonly since: number
    readonly lastMailAt: number | null
    readonly backlog: number
    readonly skipped: number
    readonly taken: number
  }
  readonly version: number
}

/** Every field as text, as it is typed. */
export type MailboxForm = {
  readonly name: string
  readonly address: string
  readonly team: TeamId | ''
  readonly active: boolean
  readonly host: string
  readonly port: string
  readonly security: Server['security']
  readonly signInName: string
  readonly signInBy: Mailbox['signInBy']
  readonly password: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly tokenUrl: string
  readonly scope: string
  readonly folder: string
  readonly sentFolder: string
  readonly afterReading: Mailbox['afterReading']
  readonly moveTo: string
  readonly pollSeconds: string
  /** a date, or empty */
  readonly from: string
  readonly hasOwnWay: boolean
  readonly outHost: string
  readonly outPort: string
  readonly outSecurity: Server['security']
}

/** The usual port of a kind of connection, in and out. */
export const usualPort = { tls: '993', starttls: '143', none: '143' } as const
export const usualOutPort = { tls: '465', starttls: '587', none: '25' } as const

/** What the form begins with. */
export const formOf = (kept: Mailbox | null, team: TeamId | ''): MailboxForm => ({
  name: kept?.name ?? '',
  address: kept?.address ?? '',
  team: kept?.team ?? team,
  active: kept?.active ?? true,
  host: kept?.host ?? '',
  port: String(kept?.port ?? usualPort.tls),
  security: kept?.security ?? 'tls',
  signInName: kept?.signInName ?? '',
  signInBy: kept?.signInBy ?? 'password',
  password: '',
  clientId: kept?.oauth?.clientId ?? '',
  clientSecret: '',
  refreshToken: '',
  tokenUrl: kept?.oauth?.tokenUrl ?? '',
  scope: kept?.oauth?.scope ?? '',
  folder: kept?.folder ?? 'INBOX',
  sentFolder: kept ? (kept.sentFolder ?? '') : 'Sent',
  afterReading: kept?.afterReading ?? 'leave',
  moveTo: kept?.moveTo ?? '',
  pollSeconds: String(kept?.pollSeconds ?? 60),
  from: kept?.readFrom ? new Date(kept.readFrom).toISOString().slice(0, 10) : '',
  hasOwnWay: Boolean(kept?.submission),
  outHost: kept?.submission?.host ?? '',
  outPort: String(kept?.submission?.port ?? usualOutPort.tls),
  outSecurity: kept?.submission?.security ?? 'tls',
})

/** Whether everything is there that has to be; secrets that are kept need not be typed again. */
export function isWhole(form: MailboxForm, kept: Mailbox | null): boolean {
  const { name, address, team, host, port, signInName, signInBy, folder } = form
  const isThere = [name, team, host, signInName, folder].every(text => text.trim() !== '')
  const isKept = kept?.signInBy === signInBy
  const signsIn =
    signInBy === 'password'
      ? form.password !== '' || (isKept && kept.has.password)
      : (form.refreshToken !== '' || (isKept && kept.has.refreshToken)) &&
        form.clientId.trim() !== '' &&
        form.tokenUrl.trim() !== ''
  const moves = form.afterReading !== 'move' || form.moveTo.trim() !== ''
  const leaves = !form.hasOwnWay || (form.outHost.trim() !== '' && Number(form.outPort) > 0)
  return isThere && address.includes('@') && Number(port) > 0 && signsIn && moves && leaves
}

/** What is sent; what was left empty of secrets is left out, so that it stays. */
export function wishOf(form: MailboxForm): Readonly<Record<string, unknown>> {
  const { name, address, team, active, host, security, signInName, signInBy, afterReading } = form
  const typed = (words: string) => (words === '' ? undefined : words)
  const isByToken = signInBy === 'oauth2'
  return {
    ...{ name, address: address.trim(), team, active, host: host.trim(), port: Number(form.port), security },
    ...{ signInName: signInName.trim(), signInBy, folder: form.folder.trim(), afterReading },
    password: isByToken ? undefined : typed(form.password),
    clientSecret: isByToken ? typed(form.clientSecret) : undefined,
    refreshToken: isByToken ? typed(form.refreshToken) : undefined,
    oauth: isByToken
      ? { clientId: form.clientId.trim(), tokenUrl: form.tokenUrl.trim(), scope: form.scope.trim() }
      : null,
    sentFolder: form.sentFolder.trim() || null,
    moveTo: afterReading === 'move' ? form.moveTo.trim() : null,
    pollSeconds: Number(form.pollSeconds) || 60,
    readFrom: form.from === '' ? null : Date.parse(`${form.from}T00:00:00Z`),
    submission: form.hasOwnWay
      ? { host: form.outHost.trim(), port: Number(form.outPort), security: form.outSecurity }
      : null,
  }
}
