// How answers of the server are kept in the browser. Not: the asking (client.ts), nor what pushes them
// (live/).
import { QueryClient } from '@tanstack/react-query'
import { isProblem, mayRetry } from './problem.ts'

/** The keeper: what the live stream keeps fresh is not asked for again on its own. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        retry: (count, thrown) => count < 2 && (mayRetry(thrown) || !isProblem(thrown)),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })

/** The names under which answers are kept, so that the live stream finds them. */
export const keys = {
  session: ['session'] as const,
  /** every list of cards begins with this */
  queues: ['queue'] as const,
  queue: (view: string, query: Readonly<Record<string, unknown>> = {}) => ['queue', view, query] as const,
  /** a case by number or id, with its ledger: `number` as text */
  cases: ['case'] as const,
  case: (numberOrId: string) => ['case', numberOrId] as const,
  /** what is known of the files of a case */
  files: (caseId: string) => ['case-files', caseId] as const,
  board: ['board'] as const,
  reports: ['reports'] as const,
  /** the list of my notices, and how many of them are new */
  notices: ['notices'] as const,
  unread: ['unread'] as const,
  /** what leads read, and words to oneself, begin with this */
  coach: ['coach'] as const,
  /** who is on, and wishes for somebody who leads: the stream says when they changed */
  shifts: ['set-up', '/shifts'] as const,
  escalations: ['escalations'] as const,
  /** the live line: all of it, and what I am in */
  liveLines: ['live-line'] as const,
  liveMine: ['live-mine'] as const,
  /** problems, supplier cases, change requests: lists and single ones begin with this */
  matters: ['matters'] as const,
  /** what was given beyond what is owed: it changes with its case, and with what cases belong to */
  given: ['matters', 'goodwill'] as const,
  /** lists and single scripts begin with this */
  scripts: ['scripts'] as const,
  search: (text: string) => ['search', text] as const,
}
