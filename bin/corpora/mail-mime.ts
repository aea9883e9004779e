// Scores the reading of parts and headers against two parsers' own tests. Where parsers legitimately differ
// (which part is the text) the figure stands apart. Not: bounces and replies (mail.ts).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isUnreadable, type Mail } from '#channels/email/mail.ts'
import { openReader, type Reader } from '#channels/email/reader.ts'
import type { Io } from '#bin/command.ts'
import { type Figure, tally } from './figure.ts'

type Check = { path: string; op: string; expected?: unknown }
type Input = string | { $base64?: string; $file?: string }
type Case = { id: string; function?: string; input?: Input; input_base64?: string; checks?: Check[] }

/** Reads every mail of the two tables, and every other one without a check for its being read at all. */
export async function scoreMailMime(folder: string, io: Io): Promise<Figure[]> {
  const score = tally()
  const reader = openReader()
  try {
    await readAll(folder, io, score.add, reader)
  } finally {
    reader.close()
  }
  return score.figures()
}

async function readAll(
  folder: string,
  io: Io,
  add: (what: string, isHit: boolean) => void,
  reader: Reader,
): Promise<void> {
  const files = ['postal-mime.json', 'mailparser.json', 'stalwart_rfc.json', 'stalwart_thirdparty.json']
  for (const file of files) {
    const { cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { cases: Case[] }
    for (const each of cases) {
      const raw = rawOf(each, folder)
      if (raw === null || (each.function && each.function !== 'parse_message')) continue
      const mail = await reader.readMail(raw)
      add('mails read', !isUnreadable(mail))
      if (isUnreadable(mail)) {
        io.err(`${each.id}: ${mail.unreadable}`)
        continue
      }
      for (const check of each.checks ?? []) {
        const value = valueAt(mail, check.path)
        if (value === undefined) continue
        const isHit = holds(value.value, check)
        add(value.what, isHit)
        if (!isHit && value.what !== 'text and html')
          io.err(`${each.id}: ${check.path} ${JSON.stringify(value.value)}`)
      }
    }
  }
}

function rawOf({ input, input_base64 }: Case, folder: string): Buffer | null {
  if (input_base64) return Buffer.from(input_base64, 'base64')
  if (typeof input === 'string') return Buffer.from(input)
  if (input?.$base64) return Buffer.from(input.$base64, 'base64')
  if (!input?.$file) return null
  const name = input.$file.split('/').pop()!
  try {
    return readFileSync(join(folder, 'fixtures', name))
  } catch {
    return null
  }
}

type Found = { what: string; value: unknown }

/** The value a check of another library asks for, in our mail; undefined when we have no such thing. */
function valueAt(mail: Mail, path: string): Found | undefined {
  const [name, ...filters] = path.split(/\|(?=trim|iso|includes:|startsWith:)/)
  const plain = name!.replace('.value', '').replace(/^headers\./, '')
  const address = /^(from|to|cc|replyTo)(?:\[(\d+)\])?\.(address|name)$/.exec(plain)
  const part = /^attachments\[(\d+)\]\.(filename|mimeType)$/.exec(plain)
  const found = ((): Found | undefined => {
    if (address) {
      const list = address[1] === 'from' ? (mail.from ? [mail.from] : []) : mail[address[1] as 'to']
      const one = list[Number(address[2] ?? 0)]
      return { what: 'addresses', value: one?.[address[3] as 'name'] ?? '' }
    }
    if (part) {
      const one = mail.attachments[Number(part[1])]
      return { what: 'attachments', value: (part[2] === 'filename' ? one?.name || null : one?.type) ?? null }
    }
    if (plain === 'subject') return { what: 'subjects', value: mail.subject }
    if (plain === 'attachments.length') return { what: 'attachments', value: mail.attachments.length }
    if (plain === 'text' || plain === 'html') return { what: 'text and html', value: mail[plain] }
    if (plain === 'messageId') return { what: 'identifiers', value: mail.messageId }
    if (plain === 'date' && mail.date !== null) {
      return { what: 'dates', value: new Date(mail.date).toISOString() }
    }
    return undefined
  })()
  return found && { ...found, value: filters.reduce(filtered, found.value) }
}

function filtered(value: unknown, filter: string): unknown {
  const text = String(value ?? '')
  if (filter === 'trim') return text.trim()
  if (filter === 'iso') return value
  const [, name, argument] = /^(includes|startsWith):(.*)$/s.exec(filter) ?? []
  if (name === 'includes') return text.includes(JSON.parse(argument!) as string)
  if (name === 'startsWith') return text.startsWith(JSON.parse(argument!) as string)
  return value
}

function holds(value: unknown, { op, expected }: Check): boolean {
  if (op === 'truthy') return Boolean(value)
  if (op === 'falsy') return !value
  return JSON.stringify(value) === JSON.stringify(expected)
}
