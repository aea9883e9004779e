// The fields of a mail as programs copy them into a text ("From: … Sent: … To: … Subject: …"), in our
// languages and their neighbours. Not: what such a block means for a reply (reply-marks.ts) or for whose
// case it is.
import { addressesIn } from './letter.ts'
import type { Address } from './mail.ts'

export type HeaderBlock = {
  readonly from: Address | null
  readonly to: readonly Address[]
  readonly sent: string
  readonly subject: string
  /** the line behind the block */
  readonly end: number
  /** the block stands in ">" marks, and with it the mail */
  readonly isQuoted: boolean
}

type Field = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'replyTo'

const names: Readonly<Record<Field, string>> = {
  from: `from|från|da|von|de|от|от кого|van|fra|od|lähettäjä|remitent|expéditeur|mittente|avsändare|remitente|от`,
  sent: `sent|date|skickat|datum|inviato|data|gesendet|enviat|enviat el|data d['’]enviament|enviado|enviado el|enviada|fecha|отправлено|дата|envoyé|envoyé le|verzonden|dato|sendt|lähetetty|päiväys|päivämäärä|wysłano`,
  to: `to|till|a|an|per a|кому|à|para|aan|til|do|vastaanottaja|mottagare|destinatario|destinataire`,
  cc: `cc|kopia|kopie|copia|копия|copie à|copie|kopi|dw|kopio`,
  subject: `subject|ämne|rubrik|oggetto|betreff|assumpte|tema|asunto|тема|objet|assunto|onderwerp|emne|temat|aihe`,
  replyTo: `reply-to|svara till|rispondi a|antwort an|respon a|respondre a|обратный адрес|répondre à|responder a|antwoord aan`,
}

const fieldLine = new Map<Field, RegExp>(
  (Object.keys(names) as Field[]).map(field => [
    field,
    new RegExp(`^\\*?(?:${names[field]})\\s?\\*?\\s?[:：]\\*?\\s*(.*)$`, 'iu'),
  ]),
)

/** A block has so many lines at most: fields that go over several lines included. */
const linesMax = 40

/** The block that begins at a line; null unless it names a sender and at least one field more. */
export function headerBlockAt(lines: readonly string[], at: number): HeaderBlock | null {
  const isQuoted = /^\s*>/.test(lines[at] ?? '')
  const found: Partial<Record<Field, string>> = {}
  let last: Field | null = null
  let end = at
  for (; end < lines.length && end < at + linesMax; end++) {
    const line = bare(lines[end]!)
    if (!line) {
      // Some programs leave an empty line between each field.
      if (Object.keys(found).length && fieldAt(bare(lines[end + 1] ?? ''), found)) continue
      break
    }
    const field = fieldAt(line, found)
    if (field) {
      last = field.name
      found[field.name] = field.value
    } else if (last && last !== 'subject' && goesOn(line)) found[last] = `${found[last]} ${line}`
    else if (last === 'subject' && end === at + 1 + Object.keys(found).length - 1) found.subject += ` ${line}`
    else break
  }
  if (!found.from || Object.keys(found).length < 2) return null
  return {
    from: addressesOf(found.from)[0] ?? null,
    to: addressesOf(found.to ?? ''),
    sent: (found.sent ?? '').trim(),
    subject: (found.subject ?? '').trim(),
    end,
    isQuoted,
  }
}

const bare = (line: string): string => line.replace(/^[>\s]+/, '').trimEnd()

/** A list of addresses that was broken over lines. */
const goesOn = (line: string): boolean => /[@<>]/.test(line) && line.length < 300

function fieldAt(line: string, found: Partial<Record<Field, string>>): { name: Field; value: string } | null {
  if (line.length > 1_000) return null
  for (const [name, pattern] of fieldLine) {
    const value = name in found ? null : pattern.exec(line)
    if (value) return { name, value: value[1]!.replaceAll('*', '').trim() }
  }
  return null
}

/** Outlook writes "Name [mailto:a@b.c]", others put the address behind a dash. */
function addressesOf(value: string): Address[] {
  const plain = value.replace(/\[?mailto:([^\]\s>]+)\]?/gi, '<$1>').replace(/<<|>>/g, match => match[0]!)
  const known = addressesIn([{ name: 'to', value: plain.replaceAll(';', ',') }], 'to')
  return known.filter(({ name, address }) => address || name).map(asAddress)
}

/** A name alone is a name: the sender's program left the address out. */
const asAddress = ({ name, address }: Address): Address =>
  address.includes('@') ? { name, address } : { name: name || address, address: '' }

const saidForwarded = new RegExp(
  `^[>\\s]*(?:-{2,}\\s*(?:${[
    'forwarded (?:message|by.*)',
    'original forwarded message',
    'vidarebefordrat (?:meddelande|brev)',
    'messaggio inoltrato',
    'weitergeleitete (?:nachricht|mail)',
    'missatge reenviat',
    'пересылаемое сообщение',
    'пересланное сообщение',
    'перенаправленное сообщение',
    'переадресованное сообщение',
    'message transféré',
    'mensaje reenviado',
    'mensagem (?:encaminhada|reencaminhada)',
    'doorgestuurd bericht',
    'videresendt (?:besked|meddelelse|melding)',
    'välitetty viesti',
    'przekazana wiadomość|wiadomość przekazana|treść przekazanej wiadomości',
  ].join('|')})\\s*-*|(?:${[
    'begin forwarded message',
    'vidarebefordrat brev',
    'inizio messaggio inoltrato',
    'anfang der weitergeleiteten (?:nachricht|e-mail)',
    'inici del missatge reenviat',
    'начало переадресованного сообщения',
    'début du message (?:réexpédié|transféré)',
    'inicio del mensaje reenviado',
    'início da mensagem (?:encaminhada|reencaminhada)',
    'begin doorgestuurd bericht',
    'start på videresendt besked',
    'videresendt melding',
    'välitetty viesti alkaa',
    'początek przekazywanej wiadomości',
  ].join('|')})\\s?:)\\s*$`,
  'iu',
)

/** Whether a line says that a mail handed on follows. */
export const isForwardLine = (line: string): boolean => line.length < 200 && saidForwarded.test(line)
