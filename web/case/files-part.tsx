// What is attached to a message: each file with what it is, a picture made anew, what an archive holds; and
// one that is kept back with the reasons, which a lead gives free. Not: what is known of them
// (files-data.ts).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Attached } from '#core/case/event.ts'
import { urlOf } from '#web/api/client.ts'
import { markedName, pictureMark } from '#core/reply/picture-mark.ts'
import type { PictureOf } from '#words/written.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { TextArea } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { toast } from '#web/kit/toast.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { saveFile } from './save-file.ts'
import { type CaseFile, filesQuery, fitsFrame, isPixel, kindOf, sizeText } from './files-data.ts'
import s from './files.module.css'

/** What is known of the files of a message. */
function useKnown(attached: readonly Attached[]): readonly CaseFile[] | undefined {
  const { data } = useCase()
  // A fact about a file changes what is known of it once it is stored; asked before, the answer is the old.
  const facts = data.ledger.filter(one => one.type === 'file.quarantined' || one.type === 'file.released')
  return useQuery(filesQuery(data.id, attached.length, facts.length)).data
}

/** The pictures a letter shows in its words. */
export function usePictures(attached: readonly Attached[]): PictureOf {
  const { data, text } = useCase()
  const known = useKnown(attached)
  return name => {
    const file = attached.find(one => markedName(text(one.name)) === name)?.file
    const isShown = known?.some(one => one.file === file && one.preview !== null)
    return isShown ? urlOf(`/cases/${data.id}/files/${file}/preview`, { size: 'large' }) : null
  }
}

/** The files of one message. */
export function Files({ attached, words = '' }: { attached: readonly Attached[]; words?: string }) {
  const { say, text } = useCase()
  // Of what the words show already the name is enough.
  const isShown = (one: Attached) => words.includes(pictureMark(text(one.name)))
  const known = useKnown(attached)
  if (attached.length === 0) return null
  return (
    <ul className={s.files} aria-label={say('case.attached', { n: attached.length })}>
      {attached.map(one => (
        <FileRow
          key={one.file}
          attached={one}
          known={known?.find(({ file }) => file === one.file)}
          isShown={isShown(one)}
        />
      ))}
    </ul>
  )
}

type RowProps = { attached: Attached; known: CaseFile | undefined; isShown?: boolean }

function FileRow({ attached, known, isShown }: RowProps) {
  const { say, text, state } = useCase()
  const name = text(attached.name)
  // The case itself says so at once; what was found out about the file may come a moment later.
  const isHeld = state.held?.[attached.file]?.released === false || known?.standing === 'quarantined'
  const isGiven = !isHeld && known?.standing !== 'unchecked'
  return (
    <li className={isHeld ? s.held : undefined}>
      <Picture attached={attached} known={isHeld || isShown ? undefined : known} name={name} />
      <div>
        <p className={s.line}>
          {isGiven ? <SaveButton file={attached.file} name={name} /> : <b className={s.name}>{name}</b>}
          <span className="faint sm num">{sizeText(attached.size)}</span>
          {known?.found && <span className="soft sm">{say(kindOf(known.found))}</span>}
          <Standing known={known} isHeld={isHeld} />
        </p>
        {isHeld && <HeldBack attached={attached} known={known} />}
        {known && !isHeld && isPixel(known) && <p className="soft sm">{say('files.pixel')}</p>}
        {known?.isUnshown && !isHeld && <p className="soft sm">{say('files.no_preview')}</p>}
        {known?.holds && <Holds holds={known.holds} />}
      </div>
    </li>
  )
}

function SaveButton({ file, name }: { file: string; name: string }) {
  const { say, data } = useCase()
  const fetchFile = async () => {
    try {
      await saveFile(`/cases/${data.id}/files/${file}`)
    } catch (thrown) {
      toast(refused(thrown, say))
    }
  }
  return (
    <Button
      kind="quiet"
      glyph="clip"
      aria-label={say('files.save', { name })}
      onClick={() => void fetchFile()}
    >
      {name}
    </Button>
  )
}

/** In a word or two: kept back, being looked at, not checked yet. */
function Standing({ known, isHeld }: { known: CaseFile | undefined; isHeld: boolean }) {
  const { say } = useCase()
  if (isHeld) return <Tag kind="late">{say('files.held')}</Tag>
  if (!known) return null
  if (known.standing === 'waiting') return <Tag>{say('files.waiting')}</Tag>
  if (known.standing === 'unchecked') return <Tag kind="open">{say('files.unchecked_held')}</Tag>
  if (known.scan === 'away') return <Tag kind="open">{say('files.unchecked')}</Tag>
  if (known.standing === 'released') return <Tag>{say('files.free')}</Tag>
  return known.scan === 'clean' ? <span className="soft xs">{say('files.clean')}</span> : null
}

/** Why it is kept back, and the way to give it free for whoever may. */
function HeldBack({ attached, known }: RowProps) {
  const { say, state, open, offWhy } = useCase()
  const dangers = state.held?.[attached.file]?.dangers ?? known?.dangers ?? []
  const why = offWhy('file.release')
  return (
    <>
      <ul className={s.why}>
        {dangers.map(one => (
          <li key={one}>
            <Glyph name="warn" /> {say(`files.danger_${one}`)}
          </li>
        ))}
      </ul>
      {why === '' ? (
        <Button onClick={() => open({ name: 'release-file', id: attached.file })}>
          {say('files.release')}
        </Button>
      ) : (
        <p className="soft sm">{why}</p>
      )}
    </>
  )
}

/** A picture made anew, small until it is pressed. */
function Picture({ attached, known, name }: RowProps & { name: string }) {
  const { say, data } = useCase()
  const [isLarge, setLarge] = useState(false)
  if (!known?.preview || isPixel(known)) return null
  const size = isLarge ? 'large' : 'small'
  return (
    <button
      type="button"
      className={isLarge ? s.large : s.small}
      data-own-size={fitsFrame(known) ? '' : undefined}
      aria-expanded={isLarge}
      aria-label={say('files.show_picture', { name })}
      onClick={() => setLarge(!isLarge)}
    >
      <img
        src={urlOf(`/cases/${data.id}/files/${attached.file}/preview`, { size })}
        alt={say('files.picture_of', { name })}
        loading="lazy"
      />
    </button>
  )
}

function Holds({ holds }: { holds: NonNullable<CaseFile['holds']> }) {
  const { say } = useCase()
  const more = holds.count - holds.names.length
  return (
    <details className={s.holds}>
      <summary>
        {say('files.holds', { n: holds.count })} <span className="faint num">{sizeText(holds.bytes)}</span>
      </summary>
      <ul>
        {holds.names.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an archive may hold the same name twice
          <li key={i}>{name}</li>
        ))}
        {more > 0 && <li className="soft">{say('files.holds_more', { n: more })}</li>}
      </ul>
    </details>
  )
}

/** Giving a file free: with the reason, which stays in the case. */
export function ReleaseFileForm({ id, onClose }: SheetProps) {
  const { say, act, text, state } = useCase()
  const [because, setBecause] = useState('')
  const held = state.held?.[id as Attached['file']]
  const missing = because.trim() === '' ? say('files.release_needs') : ''
  return (
    <DeedDialog
      moment="files"
      title={say('files.release_title')}
      note={
        held && (
          <>
            {text(held.name)}: {held.dangers.map(one => say(`files.danger_${one}`)).join(', ')}
          </>
        )
      }
      doText={say('files.release_do')}
      missing={missing}
      onDo={() => void act('file.release', { file: id, because: because.trim() })}
      onClose={onClose}
      aside={say('files.release_aside')}
    >
      <TextArea
        label={say('files.release_why')}
        needed={missing !== ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
