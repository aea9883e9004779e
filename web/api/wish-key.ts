// The key of a wish that a form makes: as long as the words on it are the same it is the same wish, so that
// what was lost on the way and is sent again is done once. Not: deeds of a case, which wait by themselves
// (case/unsent.ts).
import { useRef } from 'react'
import { deedKey } from './client.ts'

export type WishKeys = {
  of(wish: unknown): string
  /** it was done: the same again is another one */
  done(): void
}

export function useWishKeys(): WishKeys {
  const last = useRef<{ readonly wish: string; readonly key: string } | null>(null)
  return {
    of(wish) {
      const text = JSON.stringify(wish)
      if (last.current?.wish !== text) last.current = { wish: text, key: deedKey() }
      return last.current.key
    },
    done: () => {
      last.current = null
    },
  }
}
