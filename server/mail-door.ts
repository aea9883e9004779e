// Opens the door for mail with what the settings say of its keys and passwords, and renews the keys when
// their files change. Not: the protocol (channels/email/listener.ts), nor what becomes of a mail (intake.ts).
import { hash, timingSafeEqual } from 'node:crypto'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { type Acceptance, type Listener, listen, type TlsKeys } from '#channels/email/listener.ts'
import { ownAddress } from '#channels/email/own-address.ts'
import { megabyte, sizesOf } from '#core/people/size-setting.ts'
import { type Settings, WrongSetting } from '#server/environment.ts'
import { takeIn } from '#server/intake.ts'
import { portTaken } from '#server/port-taken.ts'
import type { Shell } from '#server/shell.ts'
import { BlobsNotKept } from '#store/blob-damaged.ts'

type Stops = { push(stop: () => unknown): unknown }
const lookEveryMs = 60_000

/**
 * Opens the door; answers its port. Throws WrongSetting for a port that is taken and for keys that cannot be
 * used.
 * @param everyMs how often it looks whether the files of the keys have changed
 */
export async function openMailDoor(
  shell: Shell,
  settings: Settings,
  stops: Stops,
  log: (line: string) => void,
  everyMs = lookEveryMs,
): Promise<number> {
  const { smtpTls, smtpSignIn } = settings
  const tls = smtpTls && keysOf(smtpTls)
  const listener = await listen({
    port: settings.smtpPort,
    host: settings.host,
    hostname: shell.config.mailDomain,
    mayReceive: address => {
      const ours = shell.addresses()
      return ours.length === 0 || ownAddress(ours, address) !== null
    },
    maxBytes: () => sizesOf(shell.settings()).mailMb * megabyte,
    accept: (envelope, raw) => takeIn(shell, envelope, raw).catch(fault => notKept(fault, log)),
    onFault: fault => log(`mail could not be kept: ${fault}`),
    ...(tls && { tls }),
    ...(smtpSignIn && {
      mayEnter: (user, password) => isSame(user, smtpSignIn.user) && isSame(password, smtpSignIn.password),
    }),
  }).catch(error => Promise.reject(notOpened(error, settings)))
  stops.push(() => listener.close())
  if (smtpTls) stops.push(renewedFrom(smtpTls, listener, log, everyMs))
  if (settings.smtpPort === 0) log(`SMTP_PORT is ${listener.port}`)
  return listener.port
}

/** The sender's server keeps what we cannot keep just now, and comes again. */
function notKept(fault: unknown, log: (line: string) => void): Acceptance {
  if (!(fault instanceof BlobsNotKept)) throw fault
  log(`mail could not be kept: ${fault.message}`)
  return { reply: '452 4.3.1 We have no room for files just now; try again later' }
}

const notOpened = (error: unknown, { smtpPort, smtpTls }: Settings): unknown =>
  smtpTls && String((error as { code?: string }).code).startsWith('ERR_OSSL')
    ? new WrongSetting(`SMTP_TLS_CERT and SMTP_TLS_KEY cannot be used together: ${(error as Error).message}`)
    : portTaken(error, 'SMTP_PORT', smtpPort)

/** Takes the same time whatever is wrong. */
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', wanted, 'buffer'))

type TlsFiles = NonNullable<Settings['smtpTls']>

function keysOf({ cert, key }: TlsFiles): TlsKeys {
  const read = (name: string, file: string) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      throw new WrongSetting(`${name} names a file that cannot be read: ${file}`)
    }
  }
  return { cert: read('SMTP_TLS_CERT', cert), key: read('SMTP_TLS_KEY', key) }
}

/** Offers new keys when a file changes; keeps the old ones, and says so, while the new cannot be used. */
function renewedFrom(
  files: TlsFiles,
  listener: Listener,
  log: (line: string) => void,
  everyMs: number,
): () => void {
  const renew = () => {
    try {
      listener.renew(keysOf(files))
      log('The keys of the mail door were renewed.')
    } catch (fault) {
      log(`The keys of the mail door stay the old ones: ${(fault as Error).message}`)
    }
  }
  for (const file of [files.cert, files.key]) watchFile(file, { interval: everyMs, persistent: false }, renew)
  return () => {
    for (const file of [files.cert, files.key]) unwatchFile(file, renew)
  }
}
