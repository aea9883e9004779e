// A tracker of the desk, ready to be spoken with: its kind's own dialect and its secrets opened. Not: what is
// said (deliver-calls.ts, poll.ts).
import { TrackerFault } from '#channels/tracker/fault.ts'
import { github } from '#channels/tracker/github.ts'
import { gitlab } from '#channels/tracker/gitlab.ts'
import type { Tracker } from '#channels/tracker/tracker.ts'
import type { TrackerId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

export type TrackerShell = Pick<
  Shell,
  'desk' | 'store' | 'now' | 'newId' | 'facts' | 'sealer' | 'secrets'
> & {
  readonly config: Pick<Shell['config'], 'secret' | 'publicUrl'>
}

export const trackerSecrets = ['token', 'webhookSecret'] as const
export type TrackerSecret = (typeof trackerSecrets)[number]
/** What a secret is sealed for. */
export const trackerUse = (id: TrackerId, secret: TrackerSecret): string => `tracker/${id}/${secret}`

/** Speaks with it as it is set. */
export function openTracker(
  { secrets }: Pick<TrackerShell, 'secrets'>,
  row: TrackerRow,
  { signal, timeoutMs }: { signal?: AbortSignal; timeoutMs?: number } = {},
): Tracker {
  const token = secrets.open(row.token, trackerUse(row.id, 'token'))
  if (token === null) throw new TrackerFault('secret_lost', '')
  const place = {
    ...{ kind: row.kind, apiUrl: row.apiUrl, project: row.project, token },
    ...{ isPrivateAllowed: row.allowPrivate, rejectedLabel: row.labels.rejected },
    ...(timeoutMs && { timeoutMs }),
  }
  return row.kind === 'github' ? github(place, signal) : gitlab(place, signal)
}
