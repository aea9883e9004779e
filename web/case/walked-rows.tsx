// Why no script was walked, on the sheet of a hand-off, where a level or team wants one. Not: the walks
// themselves (walk-view.tsx), nor when one is wanted (core/case/deed/hand-off.ts).
import type { HandOffSummary } from '#core/case/hand-off-facts.ts'
import { TextArea } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { SheetRow } from '#web/kit/sheet.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import type { HandOffForm } from './use-hand-off.ts'

/** For the giver, and only where it has to be said. */
export function WalkedRow({ form: { written, write, unwalked } }: { form: HandOffForm }) {
  const { say } = useCase()
  if (!unwalked) return null
  const isOpen = written.notWalked.trim() === ''
  const mark = isOpen ? (
    <span className={s.needs}>
      <Glyph name="warn" />
    </span>
  ) : (
    <Glyph name="kept" />
  )
  return (
    <SheetRow mark={mark} name={say('walk.kind')}>
      <p className="soft">{say('hand_off.no_walk')}</p>
      <TextArea
        label={say('hand_off.not_walked')}
        needed={isOpen}
        value={written.notWalked}
        onChange={event => write({ notWalked: event.currentTarget.value })}
      />
    </SheetRow>
  )
}

/** For the receiver. */
export function WalkedRead({ summary: { notWalked } }: { summary: HandOffSummary }) {
  const { say, text } = useCase()
  if (!notWalked) return null
  return (
    <div>
      <dt>{say('walk.kind')}</dt>
      <dd>
        {say('hand_off.not_walked')}: {text(notWalked)}
      </dd>
    </div>
  )
}
