// The regions screen readers listen to: status and alert; a chat brings its own log. Mounted once, by the
// shell.
import { type ReactNode, useSyncExternalStore } from 'react'
import { voices } from './live-region.ts'

export function LiveRegions() {
  const { polite, alert } = useSyncExternalStore(voices.watch, voices.heard)
  return (
    <>
      <div className="sr" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="sr" role="alert" aria-live="assertive">
        {alert}
      </div>
    </>
  )
}

/** The third region: an open conversation whose additions are read. */
export function ChatLog({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="log" aria-label={label} aria-live="polite" aria-relevant="additions">
      {children}
    </div>
  )
}
