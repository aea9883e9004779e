// The desk's one page of settings: its defaults filled in, and what is changed of it. Not: parts of it that
// have shapes of their own (set-up-desk-schemas.ts).
import { usualSizes } from '#core/people/size-setting.ts'
import { z } from 'zod'
import { kinds } from '#core/case/event.ts'
import { defaultCapacity } from '#core/capacity/capacity-setting.ts'
import { usualChecks } from '#core/case/sender-check.ts'
import { bySeverity } from '#store/desk/facts.ts'
import { defaultUnattended } from '#core/people/desk-facts.ts'
import { defaultLive } from '#core/people/live-setting.ts'
import { languages } from '#core/people/language.ts'
import { Problem } from '#server/http/problems.ts'
import { ofTheHouse, preview, previewPage, previewSchema } from '#server/http/agreement-preview.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, language, nullable, severity, timeZone } from '#server/http/schema.ts'
import { given, name, needSetUp, record, type SetUp, settled, version } from '#server/http/set-up-door.ts'
import {
  capacity,
  checkBacks,
  files,
  fourMinutes,
  innerLetters,
  live,
  minutes,
  senderChecks,
  sizes,
  stuck,
  systemSenders,
} from '#server/http/set-up-desk-schemas.ts'

const settingOut = z.looseObject({})

const deskFields = {
  name,
  languages: z.array(language).min(1).max(6),
  defaultLanguage: language,
  timeZone,
  answerMinutes: fourMinutes,
  newsMinutes: fourMinutes.meta({ description: 'Contacts pass on what others found out within so many.' }),
  helpMinutes: fourMinutes,
  managerMinutes: minutes.meta({ description: 'A wish for somebody who leads is read within so many.' }),
  reopenDays: z.int().min(0).max(365),
  waitDays: z.int().min(1).max(90).meta({
    description:
      'A customer who does not answer is waited for so many business days at most, where no date was agreed.',
  }),
  checkBacks,
  stuck,
  files,
  sizes,
  senderChecks,
  systemSenders,
  callBackNumber: z.string().max(40),
  portalIntro: z.partialRecord(language, z.string().max(2_000)),
  automaticMail: z.enum(['on', 'off']),
  innerLetters,
  satisfaction: z.enum(['on', 'off']).meta({
    description: 'Whether a customer is asked how we did, once an hour after his case was solved.',
  }),
  defaultTeam: idSchema('tea'),
  restrictedKinds: z.array(z.enum(kinds)).max(kinds.length),
  housePolicy: nullable(idSchema('pol')),
  unattended: z
    .strictObject({
      minutes,
      remindMinutes: minutes,
      reminders: z.int().min(0).max(20),
      severityMost: severity,
    })
    .meta({ description: 'A case waits and nobody who could take it is there: who is told, and when.' }),
  noticeMinutes: minutes.meta({ description: 'The lead hears of what nobody took up after so many.' }),
  live,
  capacity,
  coachFlags: z
    .int()
    .min(2)
    .max(20)
    .meta({ description: 'So many times unclear in 30 days, and the lead helps to write clearer.' }),
  conductTimes: z.int().min(2).max(20).meta({
    description: 'So many times words that mock customers in 30 days, and the lead hears of it.',
  }),
  contactDays: z.int().min(0).max(60).meta({
    description: 'Who is away for more days has his customers given another contact, and they are told.',
  }),
}
const deskSchema = z.object({ setting: settingOut, version: z.int() })
const deskChange = z.strictObject({ version, ...z.strictObject(deskFields).partial().shape })

/** `/settings`. */
export function deskRoutes(app: App, set: SetUp): void {
  settings(app, set)
  housePreview(app, set)
}

function settings(app: App, { shell }: SetUp): void {
  const { desk } = shell
  const whole = async () => {
    const { setting, version } = await desk.settings.desk()
    const facts = shell.facts()
    const { coachFlags, conductTimes, stuck, contactDays, waitDays } = facts
    const { answerMinutes, helpMinutes, managerMinutes, reopenDays, checkBacks, restrictedKinds } = facts
    const {
      housePolicy,
      newsMinutes,
      noticeMinutes,
      unattended = defaultUnattended,
      live = defaultLive,
    } = facts
    const innerLetters = { expert: true, lead: true, late: true }
    const files = { passes: [], unchecked: 'give' }
    const usual = {
      files,
      innerLetters,
      satisfaction: 'on' as const,
      name: 'Tierline',
      languages,
      defaultLanguage: 'en',
      timeZone: 'UTC',
    }
    return {
      setting: {
        ...usual,
        answerMinutes,
        newsMinutes,
        helpMinutes,
        managerMinutes,
        ...{ reopenDays, waitDays },
        checkBacks,
        restrictedKinds,
        housePolicy,
        noticeMinutes,
        stuck,
        sizes: usualSizes,
        senderChecks: usualChecks,
        systemSenders: [],
        coachFlags,
        conductTimes,
        contactDays,
        unattended,
        ...{ live, capacity: defaultCapacity },
        ...setting,
        ...(setting.helpMinutes !== undefined && { helpMinutes: bySeverity(setting.helpMinutes) }),
      },
      version,
    }
  }
  route(app, {
    method: 'GET',
    url: '/settings',
    summary: 'The settings of the whole desk; defaults are filled in.',
    tag: 'set-up',
    answers: { 200: deskSchema },
    async handler(request, reply) {
      needSetUp(request, 'desk', 'read')
      return reply.send(await whole())
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/settings',
    summary: 'Change settings of the whole desk.',
    tag: 'set-up',
    body: deskChange,
    answers: { 200: deskSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'desk', 'change')
      const { version, ...changes } = request.body
      const before = (await desk.settings.desk()).setting
      const next = { ...before, ...given(changes) }
      if (next.defaultLanguage && next.languages && !next.languages.includes(next.defaultLanguage))
        throw new Problem('request.invalid', { fields: [{ path: 'defaultLanguage', message: '' }] })
      if (changes.defaultTeam && !shell.facts().teams[changes.defaultTeam]?.active)
        throw new Problem('team.not_found')
      if (changes.housePolicy && !shell.facts().policies[changes.housePolicy])
        throw new Problem('policy.not_found')
      settled(await desk.settings.changeDesk(version, next))
      await record(shell, by, { what: 'desk.changed', about: null, before, after: next })
      return reply.send(await whole())
    },
  })
}

/** What everybody would get who has no contract, before it is chosen. */
function housePreview(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/settings/preview',
    summary: 'What another choice for those without a contract would move, a page of open cases at a time.',
    tag: 'set-up',
    body: z.strictObject({ housePolicy: deskFields.housePolicy, ...previewPage }),
    answers: { 200: previewSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'desk', 'change')
      const { cursor, limit, housePolicy } = request.body
      const facts = shell.facts()
      if (housePolicy && !facts.policies[housePolicy]) throw new Problem('policy.not_found')
      const change = { supposing: { facts: { ...facts, housePolicy } }, concerns: ofTheHouse }
      return reply.send(await preview(shell, by, change, { cursor, limit }))
    },
  })
}
