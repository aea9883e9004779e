// Keeps the newest of a ledger in sight while its reader is at the end. Not: the anchors (case-ledger.tsx).
import { useEffect, useRef } from 'react'

const nearPx = 80

/**
 * A case is read from its end: what is newest stands above the box. What is added later is followed when
 * the reader is at the end, or has added it himself; otherwise the page stays where it is.
 */
export function useEnd(scroll: React.RefObject<HTMLDivElement | null>, entries: number, own: boolean): void {
  const atEnd = useRef(!/^#e\d+$/.test(location.hash))
  useEffect(() => {
    const box = scroll.current
    if (!box) return
    const note = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
    }
    box.addEventListener('scroll', note, { passive: true })
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight
    })
    watcher.observe(box)
    return () => {
      box.removeEventListener('scroll', note)
      watcher.disconnect()
    }
  }, [scroll])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new entry asks anew
  useEffect(() => {
    const box = scroll.current
    if (box && (atEnd.current || own)) box.scrollTop = box.scrollHeight
  }, [entries])
}
