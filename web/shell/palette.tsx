// The palette: acts of this screen, recent cases, search. Loaded when it is first opened.
import { Dialog as Base } from '@base-ui/react/dialog'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue, useState } from 'react'
import { speaker } from '#words/say.ts'
import { useActGroups } from '../kit/acts-registry.ts'
import { marked } from '../kit/find.ts'
import { Glyph } from '../kit/glyph.tsx'
import { KeyHint } from '../kit/key-hint.tsx'
import sheet from '../kit/sheet.module.css'
import { KeyLayer } from '../kit/use-keys.ts'
import { messagesFor, useSay } from '../words.ts'
import { type Line, type LineGroup, paletteGroups } from './palette-lines.ts'
import s from './palette.module.css'
import { readRecent } from './recent.ts'
import { searchCases } from './search-cases.ts'
import { takeTyping } from './type-ahead.ts'

/** Opens over everything; Enter does what is chosen, the key at its right does the same without this list. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const navigate = useNavigate()
  const groups = useActGroups()
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed.trim())
  const { data: english } = useQuery({
    queryKey: ['words', 'en'],
    queryFn: async () => speaker('en', await messagesFor('en')),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { data: found = [] } = useQuery({
    queryKey: ['palette', asked],
    queryFn: ({ signal }) => searchCases(asked, signal),
    enabled: asked.length > 1,
    placeholderData: before => before,
  })
  const lines = paletteGroups({
    typed,
    groups,
    recent: readRecent(),
    found: asked.length > 1 ? found : [],
    say,
    sayEnglish: english ?? say,
    openCase: number => void navigate({ to: '/c/$number', params: { number: String(number) } }),
    searchAll: text => void navigate({ to: '/s', search: { q: text } }),
  })
  return (
    <Base.Root open onOpenChange={open => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={sheet.veil} />
        <Base.Popup className={s.palette} aria-label={say('shell.search_or_do')}>
          <KeyLayer>
            <PaletteBody
              typed={typed}
              onType={setTyped}
              groups={lines}
              onDone={onClose}
              onReady={() => setTyped(now => now + takeTyping())}
            />
          </KeyLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

type BodyProps = {
  typed: string
  onType: (text: string) => void
  groups: readonly LineGroup[]
  onDone: () => void
  /** the field has the focus for the first time */
  onReady?: () => void
}

/** The field and its list, as the gallery shows them too. */
export function PaletteBody({ typed, onType, groups, onDone, onReady }: BodyProps) {
  const say = useSay()
  const run = (line: Line) => {
    onDone()
    // The palette gives the focus back when it goes; a form that the act opens takes it after that, not
    // before.
    requestAnimationFrame(() => line.run())
  }
  return (
    <Command shouldFilter={false} loop label={say('shell.search_or_do')} className={s.command}>
      <div className={s.head}>
        <Glyph name="search" />
        <Command.Input
          className={s.input}
          value={typed}
          onFocus={onReady}
          onValueChange={onType}
          placeholder={say('shell.search_or_do')}
        />
        <KeyHint keys="escape" />
      </div>
      <Command.List className={s.list} label={say('shell.results')}>
        <Command.Empty className={s.empty}>{say('shell.nothing_fits')}</Command.Empty>
        {groups.map(group => (
          <Command.Group key={group.title} heading={group.title} className={s.group}>
            {group.lines.map(line => (
              <Command.Item key={line.id} value={line.id} onSelect={() => run(line)} className={s.item}>
                <span className={s.text}>
                  <Marked text={line.text} typed={typed} />
                </span>
                {line.aside && <span className={s.aside}>{line.aside}</span>}
                {line.keys && <KeyHint keys={line.keys} />}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <p className={s.foot}>
        <span>
          <KeyHint keys="arrowup" /> <KeyHint keys="arrowdown" /> {say('shell.choose')}
        </span>
        <span>
          <KeyHint keys="enter" /> {say('shell.do_it')}
        </span>
        <span className={s.hint}>{say('shell.key_does_the_same')}</span>
      </p>
    </Command>
  )
}

/** A text with the typed parts marked. */
export function Marked({ text, typed }: { text: string; typed: string }) {
  return marked(text, typed).map((part, index) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text stand in their order
      <mark key={index}>{part.text}</mark>
    ) : (
      part.text
    ),
  )
}
