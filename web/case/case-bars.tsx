// What the case wants of whoever opens it, the most pressing first; several at once are one line, so that the
// ledger keeps its room. Not: each of these (the files named below).
import { useState } from 'react'
import { cx } from '#web/kit/cx.ts'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { useTight } from '#web/kit/panes.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useCase } from './case-context.ts'
import b from './bars.module.css'
import { OfferBar, offerTitles } from './forms-hand-off.tsx'
import { OriginBar, originTitles } from './origin-part.tsx'
import { firstTitles, ReadFirstPart, useReadFirst } from './read-first.tsx'
import { RolesBar, rolesTitles } from './roles-bar.tsx'
import { StuckBar, stuckTitles } from './stuck-bar.tsx'
import { useAskKey } from './wanted-part.tsx'

/** So many at once are folded; fewer where there is little room. */
const manyAtOnce = 3
const manyWhereTight = 2

export function Bars() {
  const view = useCase()
  const { say } = view
  const first = useReadFirst()
  const titles = [
    ...offerTitles(view),
    ...originTitles(view),
    ...stuckTitles(view),
    ...firstTitles(view, first),
    ...rolesTitles(view),
  ]
  const folds = titles.length >= (useTight() ? manyWhereTight : manyAtOnce)
  const [isOpen, setOpen] = useState(false)
  const isFolded = folds && !isOpen
  const toggle = () => setOpen(!isOpen)
  useKeys({ l: folds ? { does: say('bars.key'), run: toggle } : undefined }, 'list')
  useAskKey()
  return (
    <div className={cx(b.bars, !folds && b.few)}>
      {folds && (
        <button type="button" className={b.barsHead} aria-expanded={isOpen} onClick={toggle}>
          <b>{say('bars.wait', { n: titles.length })}</b> <KeyHint keys="l" />{' '}
          <span data-clamp="">{titles.join(' · ')}</span>
        </button>
      )}
      {/* Folded they still stand: how far one had read on coming is not lost. */}
      <div hidden={isFolded}>
        <OfferBar />
        <OriginBar />
        <StuckBar />
        <ReadFirstPart first={first} isFolded={isFolded} onUnfold={() => setOpen(true)} />
        <RolesBar />
      </div>
    </div>
  )
}
