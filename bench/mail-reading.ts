// What reading mail costs: how fast one worker reads, and what a mail as large as they come holds in memory,
// in its process and in ours. Not: taking mail in (measures.ts).
import { readdirSync, readFileSync } from 'node:fs'
import { parseMail } from '#channels/email/parse.ts'
import { preScan } from '#channels/email/pre-scan.ts'
import { openReader } from '#channels/email/reader.ts'
import type { Figure } from '#bench/measures.ts'

const letter = (files: readonly Buffer[]): Buffer =>
  Buffer.from(
    [
      'From: =?utf-8?q?=C3=85sa_Ek?= <asa@example.se>',
      'To: support@desk.example',
      'Subject: =?utf-8?q?Skrivaren_blinkar_r=C3=B6tt?=',
      'Date: Thu, 26 Nov 2026 10:12:13 +0100',
      'Message-ID: <1@example.se>',
      'Content-Type: multipart/mixed; boundary=o',
      '',
      '--o',
      'Content-Type: multipart/alternative; boundary=i',
      '',
      '--i',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Den nya skrivaren blinkar r=C3=B6tt och s=C3=A4ger inget mer =\r\nsedan i g=C3=A5r.\r\n'.repeat(40),
      '--i',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Den nya skrivaren blinkar <b>rött</b> och säger inget mer sedan i går.</p>\r\n'.repeat(45),
      '--i--',
      ...files.map(
        (bytes, at) =>
          `--o\r\nContent-Type: image/jpeg; name=bild${at}.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
          bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
      ),
      '--o--',
      '',
    ].join('\r\n'),
  )

/** Of ten letters one has a picture of a screen: what support mail is like. */
const post = (): Buffer[] => [...Array(9).fill(letter([])), letter([Buffer.alloc(180_000, 7)])]

/** The figures, over about so many seconds. */
export async function mailReading(seconds: number): Promise<Figure[]> {
  const rate = Math.round(rateOf(post(), seconds / 2))
  const words = Math.round(rateOf([letter([])], seconds / 2))
  const heldMb = await heldByLargest()
  const figures: Figure[] = [
    {
      what: 'mail read on one worker, one in ten with a picture',
      value: rate,
      unit: 'MB/s',
      target: '≥ 40 MB/s',
      met: rate >= 40,
    },
    { what: 'mail read on one worker, words alone', value: words, unit: 'MB/s' },
  ]
  if (heldMb === null) return figures
  const what = 'memory above rest for a mail of 25 MB, reader and taker'
  return [...figures, { what, value: heldMb, unit: 'MB', target: '≤ 120 MB', met: heldMb <= 120 }]
}

/** Megabytes in a second of processor time: others on the machine do not slow it. */
function rateOf(mails: readonly Buffer[], seconds: number): number {
  const scans = mails.map(preScan)
  const readAll = () => {
    for (const [at, raw] of mails.entries()) {
      const scan = scans[at]!
      if (scan.ok) parseMail(raw, { outerParts: scan.outerParts, ownDomain: 'desk.example' })
    }
  }
  for (let warm = 0; warm < 20; warm++) readAll()
  const since = process.cpuUsage()
  const until = performance.now() + seconds * 1_000
  let bytes = 0
  do {
    readAll()
    bytes += mails.reduce((sum, raw) => sum + raw.length, 0)
  } while (performance.now() < until)
  const { user, system } = process.cpuUsage(since)
  return bytes / (user + system)
}

/** Peak of the reader's process above its rest, and what we hold with the mail in hand; null off Linux. */
async function heldByLargest(): Promise<number | null> {
  const before = childrenOf()
  const reader = openReader()
  try {
    await reader.readMail(letter([]))
    const child = childrenOf().find(pid => !before.includes(pid))
    const rest = child ? statusOf(child, 'VmHWM') : 0
    if (!child || !rest) return null
    const raw = letter([Buffer.alloc(9_000_000, 1), Buffer.alloc(9_000_000, 2)])
    const ours = process.memoryUsage().rss
    const mail = await reader.readMail(raw)
    const grown = Math.max(0, process.memoryUsage().rss - ours) / 1_048_576
    const peak = (statusOf(child, 'VmHWM') - rest) / 1_024
    return 'unreadable' in mail ? null : Math.round(peak + grown)
  } finally {
    reader.close()
  }
}

function childrenOf(): string[] {
  try {
    return readdirSync('/proc/self/task').flatMap(task =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
  } catch {
    return []
  }
}

/** A figure of a process in kilobytes; 0 where the system tells none. */
function statusOf(pid: string, name: string): number {
  try {
    return Number(
      new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0,
    )
  } catch {
    return 0
  }
}
