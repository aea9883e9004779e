// All phrases of the product, by area. The server sends each browser one language of them.
import type { Language } from '#core/people/language.ts'
import type { Phrase } from '#words/phrase.ts'
import overload from '#words/phrases/overload.ts'
import capacity from '#words/phrases/capacity.ts'
import whatIf from '#words/phrases/what-if.ts'
import callGoal from '#words/phrases/call-goal.ts'
import measures from '#words/phrases/measures.ts'
import measuresSaid from '#words/phrases/measures-said.ts'
import measuresMeant from '#words/phrases/measures-meant.ts'
import reports from '#words/phrases/reports.ts'
import reportsShown from '#words/phrases/reports-shown.ts'
import wall from '#words/phrases/wall.ts'
import weekly from '#words/phrases/weekly.ts'
import common from '#words/phrases/common.ts'
import conduct from '#words/phrases/conduct.ts'
import cover from '#words/phrases/cover.ts'
import desk from '#words/phrases/desk.ts'
import kit from '#words/phrases/kit.ts'
import kitState from '#words/phrases/kit-state.ts'
import kitTime from '#words/phrases/kit-time.ts'
import mailOut from '#words/phrases/mail-out.ts'
import mail from '#words/phrases/mail.ts'
import mailSender from '#words/phrases/mail-sender.ts'
import mailTemplate from '#words/phrases/mail-template.ts'
import mailInside from '#words/phrases/mail-inside.ts'
import origin from '#words/phrases/origin.ts'
import change from '#words/phrases/change.ts'
import matter from '#words/phrases/matter.ts'
import problem from '#words/phrases/problem.ts'
import problemActs from '#words/phrases/problem-acts.ts'
import problemAlike from '#words/phrases/problem-alike.ts'
import problemCourse from '#words/phrases/problem-course.ts'
import problemPage from '#words/phrases/problem-page.ts'
import setUpTrackers from '#words/phrases/set-up-trackers.ts'
import unreadable from '#words/phrases/unreadable.ts'
import portal from '#words/phrases/portal.ts'
import portalAsk from '#words/phrases/portal-ask.ts'
import portalCase from '#words/phrases/portal-case.ts'
import escalations from '#words/phrases/escalations.ts'
import finding from '#words/phrases/finding.ts'
import files from '#words/phrases/files.ts'
import help from '#words/phrases/help.ts'
import knowing from '#words/phrases/knowing.ts'
import live from '#words/phrases/live.ts'
import follow from '#words/phrases/follow.ts'
import inner from '#words/phrases/inner.ts'
import portalHelp from '#words/phrases/portal-help.ts'
import portalOutage from '#words/phrases/portal-outage.ts'
import portalRegister from '#words/phrases/portal-register.ts'
import portalScript from '#words/phrases/portal-script.ts'
import portalWalk from '#words/phrases/portal-walk.ts'
import goodwill from '#words/phrases/goodwill.ts'
import goodwillCustomer from '#words/phrases/goodwill-customer.ts'
import referrals from '#words/phrases/referrals.ts'
import refusalsGoodwill from '#words/phrases/refusals-goodwill.ts'
import problems from '#words/phrases/problems.ts'
import refusals from '#words/phrases/refusals.ts'
import refusalsFinding from '#words/phrases/refusals-finding.ts'
import verification from '#words/phrases/verification.ts'
import refusalsVerification from '#words/phrases/refusals-verification.ts'
import refusalsWanted from '#words/phrases/refusals-wanted.ts'
import wanted from '#words/phrases/wanted.ts'
import articles from '#words/phrases/articles.ts'
import supplierCourse from '#words/phrases/supplier-course.ts'
import supplierShared from '#words/phrases/supplier-shared.ts'
import suppliers from '#words/phrases/suppliers.ts'
import setUpSuppliers from '#words/phrases/set-up-suppliers.ts'
import refusalsSupplier from '#words/phrases/refusals-supplier.ts'
import housePolicy from '#words/phrases/house-policy.ts'
import mayTell from '#words/phrases/may-tell.ts'
import refusalsPolicy from '#words/phrases/refusals-policy.ts'
import refusalsScript from '#words/phrases/refusals-script.ts'
import refusalsLive from '#words/phrases/refusals-live.ts'
import refusalsWork from '#words/phrases/refusals-work.ts'
import shell from '#words/phrases/shell.ts'
import handOver from '#words/phrases/hand-over.ts'
import shifts from '#words/phrases/shifts.ts'
import takeNext from '#words/phrases/take-next.ts'
import walk from '#words/phrases/walk.ts'
import walkSend from '#words/phrases/walk-send.ts'
import walkActs from '#words/phrases/walk-acts.ts'
import board from '#words/phrases/board.ts'
import me from '#words/phrases/me.ts'
import roles from '#words/phrases/roles.ts'
import rota from '#words/phrases/rota.ts'
import setUp from '#words/phrases/set-up.ts'
import setUpAgreements from '#words/phrases/set-up-agreements.ts'
import setUpCalendars from '#words/phrases/set-up-calendars.ts'
import setUpContracts from '#words/phrases/set-up-contracts.ts'
import setUpDesk from '#words/phrases/set-up-desk.ts'
import setUpMailboxes from '#words/phrases/set-up-mailboxes.ts'
import setUpOrganisations from '#words/phrases/set-up-organisations.ts'
import setUpOutages from '#words/phrases/set-up-outages.ts'
import setUpRouting from '#words/phrases/set-up-routing.ts'
import setUpSenders from '#words/phrases/set-up-senders.ts'
import proposal from '#words/phrases/proposal.ts'
import goodwillList from '#words/phrases/goodwill-list.ts'
import costs from '#words/phrases/costs.ts'
import setUpCosts from '#words/phrases/set-up-costs.ts'
import measuresCost from '#words/phrases/measures-cost.ts'
import setUpGoodwill from '#words/phrases/set-up-goodwill.ts'
import setUpWaivers from '#words/phrases/set-up-waivers.ts'
import setUpFaults from '#words/phrases/set-up-faults.ts'
import setUpIcs from '#words/phrases/set-up-ics.ts'
import setUpLevels from '#words/phrases/set-up-levels.ts'
import setUpLists from '#words/phrases/set-up-lists.ts'
import setUpLook from '#words/phrases/set-up-look.ts'
import setUpPeople from '#words/phrases/set-up-people.ts'
import setUpPreview from '#words/phrases/set-up-preview.ts'
import signing from '#words/phrases/signing.ts'
import signIn from '#words/phrases/sign-in.ts'
import caseWords from '#words/phrases/case.ts'
import handOff from '#words/phrases/hand-off.ts'
import handOffSheet from '#words/phrases/hand-off-sheet.ts'
import impact from '#words/phrases/impact.ts'
import clocks from '#words/phrases/clocks.ts'
import deeds from '#words/phrases/deeds.ts'
import kept from '#words/phrases/kept.ts'
import kinds from '#words/phrases/kinds.ts'
import promises from '#words/phrases/promises.ts'
import callOpening from '#words/phrases/call-opening.ts'
import newCase from '#words/phrases/new-case.ts'
import coach from '#words/phrases/coach.ts'
import levelCheck from '#words/phrases/level-check.ts'
import readFirst from '#words/phrases/read-first.ts'
import notes from '#words/phrases/notes.ts'
import notice from '#words/phrases/notice.ts'
import noticeBeside from '#words/phrases/notice-beside.ts'
import queue from '#words/phrases/queue.ts'
import scriptFaults from '#words/phrases/script-faults.ts'
import scriptSteps from '#words/phrases/script-steps.ts'
import scriptConditions from '#words/phrases/script-conditions.ts'
import scriptEdit from '#words/phrases/script-edit.ts'
import scriptForm from '#words/phrases/script-form.ts'
import scriptSaving from '#words/phrases/script-saving.ts'
import scripts from '#words/phrases/scripts.ts'
import search from '#words/phrases/search.ts'
import scriptFigures from '#words/phrases/script-figures.ts'
import scriptCompare from '#words/phrases/script-compare.ts'
import scriptSuggestions from '#words/phrases/script-suggestions.ts'
import abuse from '#words/phrases/abuse.ts'
import thanks from '#words/phrases/thanks.ts'
import people from '#words/phrases/people.ts'
import satisfaction from '#words/phrases/satisfaction.ts'
import stuck from '#words/phrases/stuck.ts'
import testRun from '#words/phrases/test-run.ts'
import figures from '#words/phrases/figures.ts'
import units from '#words/phrases/units.ts'
import why from '#words/phrases/why.ts'
import windows from '#words/phrases/windows.ts'
import zones from '#words/phrases/zones.ts'

export const areas = {
  common,
  conduct,
  cover,
  desk,
  kit,
  kitState,
  kitTime,
  mail,
  mailOut,
  mailSender,
  mailTemplate,
  mailInside,
  origin,
  change,
  setUpTrackers,
  unreadable,
  matter,
  problem,
  problemActs,
  problemAlike,
  problemCourse,
  problemPage,
  portal,
  portalAsk,
  portalCase,
  portalOutage,
  portalRegister,
  portalScript,
  portalWalk,
  promises,
  escalations,
  finding,
  goodwill,
  goodwillCustomer,
  proposal,
  goodwillList,
  setUpGoodwill,
  costs,
  setUpCosts,
  measuresCost,
  refusalsGoodwill,
  refusalsVerification,
  verification,
  refusalsWanted,
  wanted,
  files,
  help,
  knowing,
  referrals,
  live,
  follow,
  inner,
  portalHelp,
  problems,
  refusals,
  roles,
  rota,
  refusalsFinding,
  refusalsSupplier,
  articles,
  suppliers,
  supplierCourse,
  supplierShared,
  setUpSuppliers,
  housePolicy,
  mayTell,
  refusalsPolicy,
  refusalsScript,
  walk,
  walkSend,
  walkActs,
  refusalsLive,
  refusalsWork,
  shell,
  takeNext,
  handOver,
  shifts,
  board,
  me,
  setUp,
  setUpAgreements,
  setUpCalendars,
  setUpContracts,
  setUpDesk,
  setUpMailboxes,
  setUpOrganisations,
  setUpOutages,
  setUpRouting,
  setUpSenders,
  setUpWaivers,
  setUpFaults,
  setUpIcs,
  setUpLevels,
  setUpLists,
  setUpLook,
  setUpPeople,
  setUpPreview,
  signIn,
  signing,
  caseWords,
  clocks,
  handOff,
  handOffSheet,
  impact,
  deeds,
  kept,
  kinds,
  callOpening,
  newCase,
  coach,
  levelCheck,
  readFirst,
  notes,
  notice,
  noticeBeside,
  queue,
  scriptFaults,
  scriptSteps,
  scriptConditions,
  scriptEdit,
  scriptForm,
  scriptSaving,
  scripts,
  search,
  figures,
  scriptFigures,
  scriptCompare,
  scriptSuggestions,
  satisfaction,
  people,
  abuse,
  thanks,
  stuck,
  testRun,
  units,
  why,
  windows,
  zones,
  capacity,
  whatIf,
  overload,
  callGoal,
  measures,
  measuresMeant,
  measuresSaid,
  reports,
  reportsShown,
  wall,
  weekly,
} as const

/** Every phrase by its key. */
export const allPhrases: Readonly<Record<string, Phrase>> = Object.assign({}, ...Object.values(areas))

/** One language of all phrases, key → ICU text. */
export const messagesOf = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(allPhrases).map(([key, phrase]) => [key, phrase[language]]))
