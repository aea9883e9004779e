// A draft on the screen: restored from this browser or the server, kept while one types, gone when it was
// sent.
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { post } from '#web/api/client.ts'
import type { CaseAnswer } from './case-data.ts'
import { type Audience, DraftBuffer, draftName, type Keeper } from './drafts.ts'
import { keep, kept } from './local-store.ts'

/** What this browser keeps of a draft. */
type Local = { readonly text: string; readonly at: number }

const local: Keeper = (name, text) =>
  keep(`draft ${name}`, text === '' ? undefined : ({ text, at: Date.now() } satisfies Local))

const buffers = new Map<string, DraftBuffer>()

/** One buffer for each case, agent and audience, for as long as the page lives. */
function bufferFor(data: CaseAnswer, agent: string, audience: Audience): DraftBuffer {
  const name = draftName(data.id, agent, audience)
  const known = buffers.get(name)
  if (known) return known
  const remote: Keeper = (_name, text) =>
    post(`/cases/${data.id}/drafts/${audience}`, { text }, { method: 'PUT' })
  const buffer = new DraftBuffer(name, '', local, remote)
  buffers.set(name, buffer)
  // The newer of the two is taken over: the one in this browser, or the one another browser left on the
  // server.
  void kept<Local>(`draft ${name}`).then(here => {
    const there = data.drafts[audience]
    const isNewer = here !== undefined && here.at >= (there?.updatedAt ?? 0)
    buffer.restore((isNewer ? here?.text : there?.text) ?? '')
  })
  return buffer
}

/** The draft of this agent for one audience of a case. */
export function useDraft(data: CaseAnswer, agent: string, audience: Audience) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a buffer belongs to the case, not to one answer
  const buffer = useMemo(() => bufferFor(data, agent, audience), [data.id, agent, audience])
  const state = useSyncExternalStore(buffer.watch, buffer.state)
  useEffect(() => {
    const flush = () => void buffer.flush()
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [buffer])
  return {
    text: state.text,
    savedAt: state.savedAt,
    write: (text: string) => buffer.write(text),
    clear: () => void buffer.clear(),
  }
}
