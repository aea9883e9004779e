// What a mail in the ledger holds beside its words: an invitation, mails handed on, a signature that covers
// only so much, encryption; and the mail exactly as it came. Not: where it comes from (origin-part.tsx).
import { useQuery } from '@tanstack/react-query'
import type { MessageEntry } from '#core/case/timeline.ts'
import { get } from '#web/api/client.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { toast } from '#web/kit/toast.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { type CalendarTime, calendarWhen } from './calendar-when.ts'
import s from './case.module.css'

type Person = { readonly name: string; readonly address: string }
type Calendar = {
  readonly method: 'request' | 'cancel' | 'reply' | 'counter' | 'publish'
  readonly summary: string
  readonly place: string
  readonly start: CalendarTime | null
  readonly end: CalendarTime | null
  readonly organiser: Person | null
  readonly answer: { readonly by: Person | null; readonly says: 'accepted' | 'declined' | 'tentative' } | null
  readonly isRepeated: boolean
}
type HandedOnMail = { readonly from: Person | null; readonly sent: string; readonly subject: string }
type Inside = {
  readonly calendar: Calendar | null
  readonly forwarded: readonly HandedOnMail[]
  readonly signed: {
    readonly kind: 'smime' | 'pgp'
    readonly coversText: boolean
    readonly covers: readonly string[]
    readonly leavesOut: readonly string[]
  } | null
  readonly encrypted: 'smime' | 'pgp' | null
}

const telling =
  /^(?:text\/calendar|application\/(?:ics|pgp-\w+|(?:x-)?pkcs7-\w+)|message\/(?:rfc822|global))$/
const handedOn = /^\s*(?:fwd?|fw|wg|vb|i|tr|rv|пересл)\s*:/iu

/** Only where something tells of it is the mail asked what it holds. */
function mayHold({ mail, attached }: MessageEntry, subject: string, words: string): boolean {
  if (!mail) return false
  return (
    attached.some(({ type }) => telling.test(type)) ||
    handedOn.test(subject) ||
    words.includes('-----BEGIN PGP')
  )
}

export function MailInside({ entry }: { entry: MessageEntry }) {
  const { data, text } = useCase()
  const subject = entry.subject ? text(entry.subject) : ''
  const { data: inside } = useQuery({
    queryKey: ['mail-inside', data.id, entry.message],
    queryFn: () => get<Inside>(`/cases/${data.id}/mail/${entry.message}/inside`),
    enabled: mayHold(entry, subject, text(entry.full ?? entry.text)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (!inside) return null
  return (
    <>
      {inside.calendar && <Invitation calendar={inside.calendar} />}
      {inside.forwarded.map(one => (
        <HandedOn key={`${one.from?.address} ${one.sent} ${one.subject}`} mail={one} />
      ))}
      {inside.encrypted && <Encrypted kind={inside.encrypted} />}
      {inside.signed && <SignedParts signed={inside.signed} />}
    </>
  )
}

const named = ({ name, address }: Person): string =>
  name && address ? `${name} <${address}>` : name || address

function Invitation({ calendar }: { calendar: Calendar }) {
  const words = useWords()
  const { say } = words
  const { method, summary, place, start, end, organiser, answer, isRepeated } = calendar
  const said = answer ? say(`inside.answer_${answer.says}`, { name: answer.by ? named(answer.by) : '' }) : ''
  const parts = [
    summary,
    start && calendarWhen(start, end, words),
    isRepeated && say('inside.repeated'),
    place,
    organiser && say('inside.organiser', { name: named(organiser) }),
  ]
  return (
    <p className="sm">
      <Glyph name="visit" /> <b>{said || say(`inside.calendar_${method}`)}</b>{' '}
      <span data-text="">{parts.filter(Boolean).join(' · ')}</span>
    </p>
  )
}

function HandedOn({ mail: { from, sent, subject } }: { mail: HandedOnMail }) {
  const { say } = useWords()
  const parts = [from && named(from), sent, subject]
  return (
    <p className="soft sm">
      {say('inside.handed_on')} <span data-text="">{parts.filter(Boolean).join(' · ')}</span>
    </p>
  )
}

function Encrypted({ kind }: { kind: 'smime' | 'pgp' }) {
  const { say } = useWords()
  return (
    <p className={`sm ${s.refused}`}>
      <Glyph name="lock" /> {say('inside.encrypted', { kind: kinds[kind] })}
    </p>
  )
}

const kinds = { smime: 'S/MIME', pgp: 'OpenPGP' } as const

/** What is not covered is said as loudly as what is. */
function SignedParts({ signed }: { signed: NonNullable<Inside['signed']> }) {
  const { say, language } = useWords()
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
  const covered = [...(signed.coversText ? [say('inside.the_text')] : []), ...signed.covers]
  const left = [...(signed.coversText ? [] : [say('inside.the_text')]), ...signed.leavesOut]
  return (
    <p className="soft sm">
      {say('inside.signed', { kind: kinds[signed.kind] })}{' '}
      <span data-text="">
        {covered.length > 0 ? say('inside.covers', { parts: list(covered) }) : say('inside.covers_none')}{' '}
        {left.length > 0 && say('inside.leaves_out', { parts: list(left) })}
      </span>
    </p>
  )
}

/** The mail exactly as it came, as a file to keep. */
export function MailSource({ entry }: { entry: MessageEntry }) {
  const { say, data } = useCase()
  if (!entry.mail) return null
  const save = async () => {
    try {
      const link = document.createElement('a')
      link.href = (await get<{ url: string }>(`/cases/${data.id}/mail/${entry.message}/raw`)).url
      link.download = ''
      link.rel = 'noopener noreferrer'
      link.click()
    } catch (thrown) {
      toast(refused(thrown, say))
    }
  }
  return (
    <Button kind="quiet" onClick={() => void save()}>
      {say('inside.source')}
    </Button>
  )
}
