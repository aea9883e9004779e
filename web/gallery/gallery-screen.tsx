// Every part in every state, without a server. Theme, density and language can be switched; the time stands
// still.
import { useEffect, useLayoutEffect, useState } from 'react'
import { languages } from '#core/people/language.ts'
import { Choices } from '../kit/check.tsx'
import { LiveRegions } from '../kit/live-regions.tsx'
import { holdNow } from '../kit/now.ts'
import { Toasts } from '../kit/toasts.tsx'
import { useWords } from '../words.ts'
import s from './gallery.module.css'
import { Floating } from './part-floating.tsx'
import { Forms } from './part-forms.tsx'
import { Frames } from './part-frames.tsx'
import { LedgerPart } from './part-ledger.tsx'
import { Marks } from './part-marks.tsx'
import { QueuePart } from './part-queue.tsx'
import { States } from './part-states.tsx'
import { nowAt, zone } from './samples.ts'

type Theme = 'light' | 'dark' | 'system'

/** `?theme=dark&lang=ru&density=compact` sets it from the address. */
export default function GalleryScreen() {
  const { language, choose, setZone } = useWords()
  const asked = new URLSearchParams(location.search)
  const [theme, setTheme] = useState<Theme>((asked.get('theme') as Theme | null) ?? 'system')
  const [density, setDensity] = useState(asked.get('density') === 'compact' ? 'compact' : 'comfortable')
  const wished = languages.find(one => one === asked.get('lang'))
  useLayoutEffect(() => {
    holdNow(nowAt)
    setZone(zone)
    return () => holdNow(undefined)
  }, [setZone])
  useEffect(() => {
    if (wished) void choose(wished)
  }, [wished, choose])
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    if (density === 'compact') dataset.density = 'compact'
    else delete dataset.density
  }, [theme, density])
  return (
    <main className={s.page} data-language={language}>
      <header className={s.head}>
        <h1>Gallery</h1>
        <Choices
          label="Theme"
          inline
          value={theme}
          onChange={setTheme}
          choices={[
            { value: 'light', text: 'Light' },
            { value: 'dark', text: 'Dark' },
            { value: 'system', text: 'System' },
          ]}
        />
        <Choices
          label="Density"
          inline
          value={density}
          onChange={setDensity}
          choices={[
            { value: 'comfortable', text: 'Comfortable' },
            { value: 'compact', text: 'Compact' },
          ]}
        />
        <Choices
          label="Language"
          inline
          value={language}
          onChange={one => void choose(one)}
          choices={languages.map(one => ({ value: one, text: one }))}
        />
      </header>
      <Marks />
      <QueuePart />
      <LedgerPart />
      <Forms />
      <Frames />
      <States />
      <Floating />
      <LiveRegions />
      <Toasts />
    </main>
  )
}
