// What the portal's routes of one node share: drafts, limits, links used up. Made once by the plugin
// (portal-routes.ts).
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Page } from '#portal/page.ts'
import { buckets } from '#server/http/limits.ts'
import { type AskDrafts, askDrafts } from '#server/http/portal-drafts.ts'
import { type PortalUploads, portalUploads } from '#server/http/portal-uploads.ts'
import { enterer } from '#server/http/portal-visitor.ts'
import { type ScriptOffers, scriptOffers } from '#server/script-offer.ts'
import { type ScriptShelf, scriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'

type Buckets = ReturnType<typeof buckets>

export type Portal = {
  readonly shell: Shell
  readonly drafts: AskDrafts
  readonly uploads: PortalUploads
  readonly shelf: ScriptShelf
  readonly offers: ScriptOffers
  /** cases opened from one address of the net: 20 an hour */
  readonly openings: Buckets
  /** cases opened by form on the whole desk */
  readonly allOpenings: Buckets
  /** forms sent from one address of the net */
  readonly forms: Buckets
  /** walks solved alone from one address that count: 20 an hour */
  readonly solvings: Buckets
  /** numbers registered from one address of the net: whoever guesses is slow */
  readonly registrations: Buckets
  /** links asked for from one address of the net, and for one mail address */
  readonly linksFrom: Buckets
  readonly linksTo: Buckets
  readonly enter: ReturnType<typeof enterer>
  /** runs work once for two presses at the same moment */
  once<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** Routes of one language. */
export type PortalScope = {
  readonly app: FastifyInstance
  readonly portal: Portal
  pageOf(request: FastifyRequest): Page
}

const perHour = (most: number) => ({ most, perMinute: most / 60 })

/** The shared part of the portal. */
export function portalOf(shell: Shell): Portal {
  const now = () => shell.now() as number
  const shelf = scriptShelf(shell.desk.scripts)
  const running = new Map<string, Promise<unknown>>()
  return {
    shell,
    drafts: askDrafts(shell),
    uploads: portalUploads(shell),
    shelf,
    offers: scriptOffers(shell.desk.scripts, shelf),
    openings: buckets(perHour(20), now),
    allOpenings: buckets(perHour(600), now),
    forms: buckets(perHour(400), now),
    solvings: buckets(perHour(20), now),
    registrations: buckets(perHour(20), now),
    linksFrom: buckets(perHour(20), now),
    linksTo: buckets(perHour(3), now),
    enter: enterer(shell),
    once<T>(key: string, work: () => Promise<T>): Promise<T> {
      const before = running.get(key)
      if (before) return before as Promise<T>
      const one = work().finally(() => running.delete(key))
      running.set(key, one)
      return one
    },
  }
}

/** Seconds to wait before another form from here; 0: go ahead. */
export const formLimits = ({ forms }: Portal, request: FastifyRequest): number => forms.take(request.ip)
