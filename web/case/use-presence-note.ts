// Tells the desk that I look at a case or write to its customer; writing ends after 20 s without a key.
import { useEffect, useRef, useState } from 'react'
import { post } from '#web/api/client.ts'

const againMs = 10_000
const idleMs = 20_000

const tell = (caseId: string, doing: 'viewing' | 'writing' | 'left') =>
  void post('/presence', { caseId, doing }).catch(() => undefined)

/** Notes being here while mounted. The returned function is called with every key typed to the customer. */
export function usePresenceNote(caseId: string): () => void {
  const [writing, setWriting] = useState(false)
  const idle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    const doing = writing ? 'writing' : 'viewing'
    const say = () => document.visibilityState === 'visible' && tell(caseId, doing)
    say()
    const timer = setInterval(say, againMs)
    return () => clearInterval(timer)
  }, [caseId, writing])
  // Only with the case: between looking and writing nobody left, and the two words could change places.
  useEffect(() => () => tell(caseId, 'left'), [caseId])
  useEffect(() => () => clearTimeout(idle.current), [])
  return () => {
    setWriting(true)
    clearTimeout(idle.current)
    idle.current = setTimeout(() => setWriting(false), idleMs)
  }
}
