// A message in the ledger: in serif what the customer wrote, with a petrol edge what he got from us, and
// its way.
import { useState } from 'react'
import { asksForMoreHelp } from '#core/case/help-phrases.ts'
import type { MessageEntry } from '#core/case/timeline.ts'
import { get } from '#web/api/client.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { Entry } from '#web/kit/entry.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { toast } from '#web/kit/toast.ts'
import { useOfNow } from '#web/kit/use-now.ts'
import { Said } from '#web/kit/voices.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { Echoes } from './echoes.tsx'
import { Files, usePictures } from './files-part.tsx'
import { MailInside, MailSource } from './mail-inside.tsx'
import { SendAgain } from './send-again.tsx'
import { Written } from './written.tsx'
import { Origin, OriginTag, writerOf } from './origin-part.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'
import s from './case.module.css'

/** Longer words show their beginning; the rest on demand. */
const longAbove = 1_200

export function MessageView({ entry, now = false }: ViewProps<MessageEntry>) {
  const view = useCase()
  const { say, who, text, offWhy } = view
  const { deed, ...frame } = useFrame(entry)
  const [whole, setWhole] = useState(false)
  const incoming = entry.way === 'in'
  const hasQuote = entry.full !== null && text(entry.full) !== text(entry.text)
  const words = text(whole && entry.full ? entry.full : entry.text)
  const isLong = text(entry.text).length > longAbove
  const short = !whole && isLong ? `${words.slice(0, longAbove)} …` : words
  const automatic = entry.automatic ? ` · ${say(`kinds.automatic_${entry.automatic}`)}` : ''
  const channel = say(`kinds.channel_${entry.channel}`)
  const by = incoming ? `${channel}${automatic}` : `${channel} · ${who(entry.by).name}${automatic}`
  const claimable = incoming && !entry.automatic && !deed && offWhy('claim.make') === ''
  return (
    <Entry
      {...frame}
      out={!incoming}
      now={now}
      kind={say(incoming ? 'case.kind_message_in' : 'case.kind_message_out', { name: writerOf(entry, view) })}
      by={by}
      stand={
        <>
          {!incoming && <Way entry={entry} />}
          <OriginTag entry={entry} />
          {!entry.news && <Tag>{say('case.no_news')}</Tag>}
          {claimable && <ToClaim entry={entry} now={now} />}
          {claimable && <MayAskHelp entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      {entry.subject && <p className="soft">{text(entry.subject)}</p>}
      <Words entry={entry} words={short} />
      <Keys entry={entry} now={now} words={{ isLong, hasQuote, whole }} turn={() => setWhole(!whole)} />
      <MailInside entry={entry} />
      <Files attached={entry.attached} words={incoming ? '' : text(entry.text)} />
      <Echoes entry={entry} />
      <Origin entry={entry} />
    </Entry>
  )
}

type Length = { isLong: boolean; hasQuote: boolean; whole: boolean }

/** More of the same mail: all of its words, as it was written, as it came. */
function Keys({ entry, now, words, turn }: ViewProps<MessageEntry> & { words: Length; turn: () => void }) {
  const { say } = useCase()
  const { isLong, hasQuote, whole } = words
  const more = hasQuote ? 'inside.show_quoted' : 'case.show_whole'
  return (
    <div className="row">
      {(isLong || hasQuote) && (
        <Button kind="quiet" keys={now && hasQuote ? 'shift+q' : undefined} onClick={turn}>
          {say(whole ? 'inside.hide_quoted' : more)}
        </Button>
      )}
      {entry.html && <MailPage entry={entry} />}
      <MailSource entry={entry} />
    </div>
  )
}

/** The words: his as he said them, ours as they were written. */
function Words({ entry, words }: { entry: MessageEntry; words: string }) {
  const { say, data } = useCase()
  const pictures = usePictures(entry.attached)
  return entry.way === 'in' ? (
    <Said lang={data.card.language}>{entry.automatic ? words : say('case.quoted', { text: words })}</Said>
  ) : (
    <div className={entry.standing === 'withdrawn' ? s.withdrawn : undefined}>
      <Written words={words} pictures={pictures} />
    </div>
  )
}

/** His words as a claim that can be checked. */
function ToClaim({ entry, now }: { entry: MessageEntry; now: boolean }) {
  const { say, text, open } = useCase()
  return (
    <StandActs>
      <Button
        kind="quiet"
        keys={now ? 'q' : undefined}
        onClick={() => open({ name: 'claim', choice: text(entry.text).slice(0, 600) })}
      >
        {say('case.make_claim')}
      </Button>
    </StandActs>
  )
}

/** His words sound as if he asked for more help: a hint, since only a person can tell. */
function MayAskHelp({ entry }: { entry: MessageEntry }) {
  const { say, text, open, offWhy, entries } = useCase()
  const isFiled = entries.some(one => one.kind === 'help' && one.from === entry.message)
  if (isFiled || offWhy('help.ask') !== '' || !asksForMoreHelp(text(entry.text))) return null
  return (
    <>
      <span className="soft">{say('case.may_ask_help')}</span>
      <StandActs>
        <Button kind="quiet" onClick={() => open({ name: 'help-ask', id: entry.message })}>
          {say('case.make_help')}
        </Button>
      </StandActs>
    </>
  )
}

/** Seconds until it goes out, with the way back; then that it is being sent. */
function OnItsWay({ entry }: { entry: MessageEntry }) {
  const { say, customerFirst, act, toReply, text, offWhy } = useCase()
  const left = useOfNow(now => Math.ceil((entry.sendAt - now) / 1_000))
  if (left <= 0)
    return (
      <span className="soft">
        <Glyph name="sending" /> {say(entry.failure ? 'case.being_sent_again' : 'case.being_sent')}
        {entry.failure && <span className="xs"> {entry.failure}</span>}
      </span>
    )
  const undo = () => {
    void act('message.withdraw', { message: entry.message })
    toReply(text(entry.text))
  }
  return (
    <>
      <span className="num">
        <Glyph name="sending" /> {say('case.goes_in', { name: customerFirst, n: left })}
      </span>
      {offWhy('message.withdraw') === '' && (
        <StandActs>
          <Button kind="quiet" onClick={undo}>
            {say('kit.undo')}
          </Button>
        </StandActs>
      )}
    </>
  )
}

/** Why a mail did not leave where no server said so. */
const ownReasons = ['suspended', 'cancelled', 'waited'] as const

/** What became of a message on its way out. */
function Way({ entry }: { entry: MessageEntry }) {
  const { say, toReply, text, data } = useCase()
  const ofOurs = ownReasons.find(one => one === entry.failure) ?? null
  switch (entry.standing) {
    case 'queued':
      return <OnItsWay entry={entry} />
    case 'sent':
      return (
        <span>
          <Glyph name="kept" /> {say('case.sent')} <TimeText at={entry.sendAt} as="time" />
        </span>
      )
    case 'failed':
    case 'bounced':
      return (
        <>
          <span className={s.refused}>
            <Glyph name="missed" />{' '}
            {say(`case.not_${ofOurs ?? entry.standing}`, {
              address: data.customer.email ?? '',
            })}
          </span>
          {entry.failure && !ofOurs && <span className="xs soft">{entry.failure}</span>}
          <SendAgain message={entry.message} />
          <Button kind="quiet" onClick={() => toReply(text(entry.text))}>
            {say('case.write_again')}
          </Button>
        </>
      )
    case 'withdrawn':
      return <Tag>{say('case.withdrawn')}</Tag>
    default:
      return null
  }
}

/** The mail as it was written, in a frame without scripts, cookies or our address. */
function MailPage({ entry }: { entry: MessageEntry }) {
  const { say, data } = useCase()
  const [url, setUrl] = useState<string | null>(null)
  if (url)
    return (
      <iframe
        className={s.mail}
        src={url}
        sandbox=""
        referrerPolicy="no-referrer"
        title={say('case.mail_as_written')}
        loading="lazy"
      />
    )
  const show = async () => {
    try {
      setUrl((await get<{ url: string }>(`/cases/${data.id}/mail/${entry.message}`)).url)
    } catch (thrown) {
      toast(refused(thrown, say))
    }
  }
  return (
    <Button kind="quiet" onClick={() => void show()}>
      {say('case.mail_show')}
    </Button>
  )
}
