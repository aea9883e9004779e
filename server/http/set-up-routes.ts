// All routes of the set-up, of one's own settings and of the board, registered together. Not: what they do
// (their files).
import { articleRoutes } from '#server/http/articles.ts'
import { boardRoute } from '#server/http/board.ts'
import { capacityRoutes } from '#server/http/capacity.ts'
import { overloadRoutes } from '#server/http/overload.ts'
import { whatIfRoutes } from '#server/http/what-if.ts'
import { measureRoutes } from '#server/http/measures.ts'
import type { App } from '#server/http/route.ts'
import { entitlementTryRoute } from '#server/http/entitlement-try.ts'
import { agreementRoutes } from '#server/http/set-up-agreements.ts'
import { calendarRoutes } from '#server/http/set-up-calendars.ts'
import { healthRoute } from '#server/http/set-up-health.ts'
import { deskRoutes } from '#server/http/set-up-desk.ts'
import { firstDoorRoutes, invitationRoutes } from '#server/http/set-up-invitations.ts'
import { leavingRoutes } from '#server/http/set-up-leaving.ts'
import { listRoutes } from '#server/http/set-up-lists.ts'
import { mailboxRoutes } from '#server/http/set-up-mailboxes.ts'
import { mailSenderRoutes } from '#server/http/set-up-mail-senders.ts'
import { mailTemplateRoutes } from '#server/http/set-up-mail-templates.ts'
import { meRoutes } from '#server/http/set-up-me.ts'
import { noteTemplateRoutes } from '#server/http/set-up-notes.ts'
import { onCallRoutes } from '#server/http/set-up-on-call.ts'
import { outageRoutes } from '#server/http/set-up-outages.ts'
import { supplierSetUpRoutes } from '#server/http/set-up-suppliers.ts'
import { outboxRoutes } from '#server/http/set-up-outbox.ts'
import { systemMailRoutes } from '#server/http/set-up-system-mail.ts'
import { placeSupplierMail } from '#server/http/supplier-placing.ts'
import { unreadableMailRoutes } from '#server/http/set-up-unreadable-mail.ts'
import { peopleRoutes } from '#server/http/set-up-people.ts'
import { routingRoutes } from '#server/http/set-up-routing.ts'
import { replyRoutes } from '#server/http/set-up-replies.ts'
import { signingRoutes } from '#server/http/set-up-signing.ts'
import { suppressionRoutes } from '#server/http/set-up-suppressions.ts'
import { teamRoutes } from '#server/http/set-up-teams.ts'
import { tokenRoutes } from '#server/http/set-up-tokens.ts'
import { trackerRoutes } from '#server/http/set-up-trackers.ts'
import { weekRoutes } from '#server/http/set-up-weeks.ts'
import { waiverRoutes } from '#server/http/set-up-waivers.ts'
import { waiverReportRoutes } from '#server/http/waiver-report.ts'
import { shiftRoutes } from '#server/http/shifts.ts'
import { wantedRoutes } from '#server/http/set-up-wanted.ts'
import type { Doorman } from '#server/http/signed.ts'
import type { LiveHub } from '#server/live/hub.ts'
import type { Shell } from '#server/shell.ts'

/** Adds them to /api/v1. */
export default function setUpRoutes(app: App, shell: Shell, door: Doorman, hub: LiveHub): void {
  const set = { shell, door }
  invitationRoutes(app, set)
  firstDoorRoutes(app, set)
  peopleRoutes(app, set)
  leavingRoutes(app, set)
  teamRoutes(app, set)
  deskRoutes(app, set)
  onCallRoutes(app, set)
  weekRoutes(app, set)
  listRoutes(app, set)
  mailboxRoutes(app, set)
  trackerRoutes(app, set)
  routingRoutes(app, set)
  wantedRoutes(app, set)
  shiftRoutes(app, set)
  calendarRoutes(app, set)
  agreementRoutes(app, set)
  waiverRoutes(app, set)
  waiverReportRoutes(app, set)
  entitlementTryRoute(app, set)
  outageRoutes(app, set)
  supplierSetUpRoutes(app, set)
  articleRoutes(app, set)
  replyRoutes(app, set)
  noteTemplateRoutes(app, set)
  tokenRoutes(app, set)
  outboxRoutes(app, set)
  mailSenderRoutes(app, set)
  mailTemplateRoutes(app, set)
  signingRoutes(app, set)
  suppressionRoutes(app, set)
  systemMailRoutes(app, set)
  placeSupplierMail(app, set)
  unreadableMailRoutes(app, set)
  healthRoute(app, set, hub)
  meRoutes(app, set)
  boardRoute(app, set, hub)
  measureRoutes(app, set)
  capacityRoutes(app, set)
  whatIfRoutes(app, set)
  overloadRoutes(app, set)
}
