// What is being typed in a field, handed on a moment after the last letter, when the field is left, and when
// it goes away: a long script is not drawn anew with every letter. Not: where it goes (editing.ts).
import { useEffect, useRef, useState } from 'react'

const quietMs = 300

/** The field's value and what it does; without a pause only leaving the field hands it on. */
export function useTyped(value: string, write: (text: string) => void, when: 'pause' | 'leave' = 'pause') {
  const [typed, setTyped] = useState<string | null>(null)
  const latest = useRef({ typed, value, write })
  latest.current = { typed: latest.current.typed, value, write }
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const give = () => {
    clearTimeout(timer.current)
    const { typed: text, value: had, write: to } = latest.current
    if (text !== null && text !== had && text.trim() !== had) to(text)
  }
  const keep = (text: string | null) => {
    latest.current.typed = text
    setTyped(text)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field goes away
  useEffect(() => give, [])
  return {
    value: typed ?? value,
    onChange: (event: { currentTarget: { value: string } }) => {
      keep(event.currentTarget.value)
      clearTimeout(timer.current)
      if (when === 'pause') timer.current = setTimeout(give, quietMs)
    },
    onBlur: () => {
      give()
      keep(null)
    },
    /** back to what it was */
    leave: () => {
      clearTimeout(timer.current)
      keep(null)
    },
    give,
  }
}
