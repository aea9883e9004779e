// Turns the environment's texts into a configuration, or says in one line what is wrong with them. Pure;
// main.ts reads.
import { join } from 'node:path'
import { keysOf, type SecretKeys } from '#server/secret-box.ts'

export type Environment = Readonly<Record<string, string | undefined>>
export type Settings = {
  readonly host: string
  readonly port: number
  readonly smtpPort: number
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly publicUrl: URL | null
  readonly contentUrl: URL | null
  readonly mailDomain: string | null
  readonly smtpUrl: string | null
  /** files with the keys of the mail door */
  readonly smtpTls: { readonly cert: string; readonly key: string } | null
  /** what a mail server signs in with before it may hand over mail; null: any may */
  readonly smtpSignIn: { readonly user: string; readonly password: string } | null
  readonly admin: { readonly email: string; readonly password: string } | null
  readonly secret: string | null
  /** under which secrets of other systems are kept; null: those of the data folder */
  readonly keys: SecretKeys | null
  readonly isDemoPublic: boolean
  /** where a ClamAV daemon listens; null: there is none */
  readonly clamd: string | null
  /** where blobs over 1 MB lie; null: in DATA_DIR */
  readonly s3: S3Settings | null
}

export type S3Settings = {
  readonly url: URL
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

/** A wrong setting, said in one line; the start ends with it. */
export class WrongSetting extends Error {}

const defaultPort = 4000
const defaultSmtpPort = 2525

/** What the environment says, with defaults. Throws WrongSetting. */
export function settingsOf(
  env: Environment,
  given: { dataDir: string; port?: number | undefined; smtpPort?: number | undefined },
): Settings {
  const [email, password] = together(env, 'TIERLINE_ADMIN_EMAIL', 'TIERLINE_ADMIN_PASSWORD')
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new WrongSetting('TIERLINE_ADMIN_EMAIL is not an e-mail address.')
  return {
    host: env.HOST || '127.0.0.1',
    port: given.port ?? port('PORT', env.PORT, defaultPort),
    smtpPort: given.smtpPort ?? port('SMTP_PORT', env.SMTP_PORT, defaultSmtpPort),
    dataDir: given.dataDir,
    databaseUrl: env.DATABASE_URL || null,
    publicUrl: url('PUBLIC_URL', env.PUBLIC_URL),
    contentUrl: url('CONTENT_URL', env.CONTENT_URL),
    mailDomain: env.MAIL_DOMAIN || null,
    smtpUrl: env.SMTP_URL || null,
    ...mailDoor(env),
    admin: email !== undefined && password !== undefined ? { email, password } : null,
    secret: env.TIERLINE_SECRET || null,
    keys: keys(env.TIERLINE_KEYS),
    isDemoPublic: env.TIERLINE_DEMO_PUBLIC === '1',
    clamd: scanner(env.CLAMD),
    s3: s3(env),
  }
}

function mailDoor(env: Environment): Pick<Settings, 'smtpTls' | 'smtpSignIn'> {
  const [cert, key] = together(env, 'SMTP_TLS_CERT', 'SMTP_TLS_KEY')
  const [user, password] = together(env, 'SMTP_AUTH_USER', 'SMTP_AUTH_PASSWORD')
  if (user && !cert)
    throw new WrongSetting('SMTP_AUTH_USER needs SMTP_TLS_CERT: passwords are heard over TLS only.')
  return {
    smtpTls: cert && key ? { cert, key } : null,
    smtpSignIn: user && password ? { user, password } : null,
  }
}

/** Two settings of which one alone means nothing. */
function together(env: Environment, one: string, other: string): [string | undefined, string | undefined] {
  const both: [string | undefined, string | undefined] = [env[one] || undefined, env[other] || undefined]
  if ((both[0] === undefined) !== (both[1] === undefined))
    throw new WrongSetting(`${one} and ${other} go together: set both or none.`)
  return both
}

function port(name: string, text: string | undefined, otherwise: number): number {
  if (!text) return otherwise
  const number = Number(text)
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new WrongSetting(`${name} takes a number from 0 to 65535, not "${text}".`)
  return number
}

function keys(text: string | undefined): SecretKeys | null {
  if (!text) return null
  const read = keysOf(text)
  if (!read) throw new WrongSetting('TIERLINE_KEYS takes keys like those in DATA_DIR/keys, parted by commas.')
  return read
}

function url(name: string, text: string | undefined): URL | null {
  if (!text) return null
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new WrongSetting(`${name} is not an address like https://desk.example.`)
  return new URL(text)
}

function scanner(text: string | undefined): string | null {
  if (!text) return null
  if (!text.startsWith('/') && !/^\S+:\d{1,5}$/.test(text))
    throw new WrongSetting('CLAMD is neither host:port nor the path of a socket.')
  return text
}

function s3(env: Environment): S3Settings | null {
  const { S3_ACCESS_KEY: accessKeyId, S3_SECRET_KEY: secretAccessKey } = env
  const place = url('S3_URL', env.S3_URL)
  if (place === null) return null
  if (place.pathname === '/') throw new WrongSetting('S3_URL names no bucket: https://s3.example/bucket.')
  if (!accessKeyId || !secretAccessKey)
    throw new WrongSetting('S3_URL needs S3_ACCESS_KEY and S3_SECRET_KEY as well.')
  return { url: place, accessKeyId, secretAccessKey, region: env.S3_REGION || 'us-east-1' }
}

/** Whether only this machine reaches the address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Where this node keeps its own secret. */
export const secretFile = (dataDir: string): string => join(dataDir, 'secret')
