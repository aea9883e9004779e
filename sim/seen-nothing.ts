// Everything of which a case has none yet when it begins, as a bystander keeps it. Part of seen-case.ts.
import type { SeenCase } from '#sim/seen-case.ts'
import { noWaits } from '#sim/seen-waits.ts'

type Lists = Pick<
  SeenCase,
  | 'joined'
  | 'handOffs'
  | 'promises'
  | 'owed'
  | 'targets'
  | 'openTargets'
  | 'messages'
  | 'underWay'
  | 'contacts'
  | 'speeches'
  | 'openQuestions'
  | 'claims'
  | 'steps'
  | 'notes'
  | 'walks'
  | 'untold'
  | 'belongs'
  | 'told'
  | 'ignoredBy'
  | 'checks'
  | 'waits'
>

export const nothingSeen = (): Lists => ({
  joined: new Map(),
  handOffs: new Map(),
  promises: new Map(),
  owed: new Set(),
  targets: new Map(),
  openTargets: new Map(),
  messages: new Map(),
  underWay: new Set(),
  contacts: new Map(),
  speeches: new Map(),
  openQuestions: new Set(),
  claims: new Set(),
  steps: new Set(),
  notes: new Set(),
  walks: new Map(),
  untold: new Map(),
  belongs: new Map(),
  told: new Set(),
  ignoredBy: new Set(),
  checks: new Map(),
  waits: noWaits(),
})
