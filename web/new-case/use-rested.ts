// What was typed, once the hand rests: what is asked for with every letter is asked a few times instead.
import { useEffect, useState } from 'react'

const typingMs = 150

/** The text as it stood when nothing was typed for a moment. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), typingMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
