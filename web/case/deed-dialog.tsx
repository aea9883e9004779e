// The frame of the small forms over a case: a title, fields, one main button on ⌘↵ that says what is missing.
import { type ReactNode, useState } from 'react'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/sheet.tsx'
import type { Fill } from './case-context.ts'
import { PoliciesAt } from '../policies/policies-about.tsx'
import s from './case.module.css'

type Props = {
  title: string
  note?: ReactNode
  /** what the main button says */
  doText: string
  /** what is still missing; empty when it can be done */
  missing: string
  onDo: () => void
  onClose: () => void
  /** at the left of the foot */
  aside?: ReactNode
  /** the policies shown at this moment stand below the fields */
  moment?: PolicyMoment
  children: ReactNode
}

/** `onDo` is called only when nothing is missing; the reason is said after the first try, not before. */
export function DeedDialog({ title, note, doText, missing, onDo, onClose, aside, moment, children }: Props) {
  const [tried, setTried] = useState(false)
  const go = () => {
    setTried(true)
    if (missing === '') {
      onDo()
      onClose()
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      note={note}
      onSubmit={go}
      foot={
        <>
          <span className="soft sm">
            {tried && missing !== '' ? (
              <b className={s.refused} role="alert">
                {missing}
              </b>
            ) : (
              aside
            )}
          </span>
          <Button kind="main" type="submit" keys="mod+enter">
            {doText}
          </Button>
        </>
      }
    >
      <div className={s.form}>
        {children}
        {moment && <PoliciesAt moment={moment} />}
      </div>
    </Dialog>
  )
}

export type SheetProps = {
  readonly id?: string | undefined
  readonly choice?: string | undefined
  readonly fill?: Fill | undefined
  readonly onClose: () => void
}
