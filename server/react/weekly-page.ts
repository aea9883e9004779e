// The page of the week: on Monday morning the measures of the week that ended go by mail to whoever of ours
// wants them, in his language; each once, whichever node is first, for a letter's key is one mail. Not: what
// a measure is (core/measure), nor how it is said (words/measure-text.ts).
import { articleName } from '#core/article/article.ts'
import { isPartner } from '#core/access/share.ts'
import { maySetUp } from '#core/access/set-up.ts'
import { hourMs, type Instant, minuteMs } from '#core/kit/time.ts'
import { articleIn, figureKind } from '#core/measure/measure-name.ts'
import type { Measure } from '#core/measure/of-period.ts'
import { type Period, periodBeside, readWeek, weekAt } from '#core/measure/period.ts'
import { inReport } from '#core/measure/report-order.ts'
import { measured } from '#server/measured.ts'
import type { Letter, Shell } from '#server/shell.ts'
import type { AgentWithTeams } from '#store/desk/agent.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import {
  changeText,
  figureText,
  measureName,
  ofHowMany,
  periodName,
  rangeText,
  reportSentences,
  type Speaking,
  groupName,
  type ToldMeasure,
} from '#words/measure-text.ts'
import { sayIn } from '#words/say-in.ts'

export type WeeklyShell = Pick<Shell, 'store' | 'facts' | 'now' | 'config' | 'sendLetter'> & {
  readonly desk: Pick<Shell['desk'], 'agents' | 'settings' | 'agreements' | 'articles'>
}

const restMs = minuteMs
/** Monday at six, and for a day: a desk that stood still then still writes, a week later nobody is told. */
const fromMs = 6 * hourMs
const untilMs = 30 * hourMs

/** Mails the page of last week where it is due and wanted. Answers how long to rest, in milliseconds. */
export async function mailWeeklyPages(shell: WeeklyShell): Promise<number> {
  const zone = (await shell.desk.settings.desk()).setting.timeZone ?? 'UTC'
  const week = weekToTell(shell.now(), zone)
  if (week === null) return restMs
  const told = toldBy(shell, week)
  const readers = (await shell.desk.agents.all()).filter(one => wantsIt(shell, one) && !told.has(one.id))
  if (readers.length === 0) return restMs
  const all = await measuresOf(shell, week, zone)
  const names = new Map([...(await policyNames(shell)), ...(await articleNames(shell, all))])
  const nameOf = (id: string) => names.get(id) ?? id
  for (const one of readers) {
    await shell.sendLetter(letterTo(shell, one, { week, all, nameOf }))
    told.add(one.id)
  }
  return restMs
}

type Named = readonly (readonly [id: string, name: string])[]

const policyNames = async ({ desk }: WeeklyShell): Promise<Named> =>
  (await desk.agreements.policies.all()).map(({ id, name }) => [id, name])

/** Of those that measures are told of. */
async function articleNames({ desk }: WeeklyShell, all: readonly ToldMeasure[]): Promise<Named> {
  const ids = new Set(all.flatMap(({ scope }) => articleIn(scope) ?? []))
  return ids.size === 0 ? [] : (await desk.articles.some([...ids])).map(one => [one.id, articleName(one)])
}

// A memory, no state: who was written to by this node is not reckoned for again. A node that begins anew
// reckons once more, and the outbox knows the letters.
const remembered = new WeakMap<object, { readonly week: string; readonly told: Set<string> }>()

function toldBy(shell: WeeklyShell, week: string): Set<string> {
  const known = remembered.get(shell.desk.agents)
  if (known?.week === week) return known.told
  const told = new Set<string>()
  remembered.set(shell.desk.agents, { week, told })
  return told
}

/** The week that has just ended, on Monday and early on Tuesday; null at other times. */
export function weekToTell(now: Instant, zone: string): string | null {
  const running = weekAt(now, zone)
  const since = now - readWeek(running, zone)!.from
  return since >= fromMs && since < untilMs ? periodBeside(running, -1) : null
}

/** He asked for it, and may read reports. */
function wantsIt({ facts }: WeeklyShell, { id, preferences, disabledAt }: AgentWithTeams): boolean {
  const desk = facts()
  const known = desk.agents[id]
  if (!known || preferences.weeklyPage !== true || disabledAt !== null) return false
  return maySetUp(known, 'reports', 'read') && !isPartner(known, desk)
}

async function measuresOf({ store }: WeeklyShell, week: string, zone: string): Promise<ToldMeasure[]> {
  const read = (period: Period | null): Promise<readonly Measure[]> =>
    period ? measured(store as PostgresStore, period) : Promise.resolve([])
  const own = await read(readWeek(week, zone))
  const before = await read(readWeek(periodBeside(week, -1), zone))
  return own.map(({ measure, scope, value, n, range }) => ({
    ...{ measure, scope, value, n, range },
    before: before.find(one => one.measure === measure && one.scope === scope) ?? null,
  }))
}

type Page = {
  readonly week: string
  readonly all: readonly ToldMeasure[]
  /** how a policy or an article is called */
  readonly nameOf: (id: string) => string
}

function letterTo(
  { config, facts }: WeeklyShell,
  { id, name, email, language }: AgentWithTeams,
  { week, all, nameOf }: Page,
): Letter {
  const currency = facts().costs?.currency
  const speaking = { say: sayIn(language), language, currency }
  const named = { of: periodName(week, speaking), before: periodName(periodBeside(week, -1), speaking) }
  return {
    key: `weekly/${week}/${id}`,
    to: email,
    ...{ name, language, kind: 'weekly' },
    url: `${config.publicUrl}/reports?of=${week}`,
    values: {
      week: named.of,
      told: reportSentences(all, named, speaking).join(' '),
      listed: listed({ week, all, nameOf }, named.before, speaking),
    },
  }
}

/** Every measure under its head, a line each; what stands beside it follows it. */
function listed({ all, nameOf }: Page, before: string, speaking: Speaking): string {
  const lineOf = (one: ToldMeasure) => {
    const kind = figureKind(one.measure, one, one.before)
    const target = groupName(one.scope, nameOf, speaking)
    const scope = target === null ? '' : ` (${target})`
    const value = figureText(kind, one.value, speaking)
    const more = [
      ofHowMany(kind, one, speaking),
      rangeText(kind, one, speaking),
      changeText(one, before, speaking),
    ]
    const said = one.value === null ? [] : more.filter(each => each !== null)
    return `- ${plain(measureName(one.measure, speaking) + scope)}: **${value}**${said.map(each => `, ${each}`).join('')}`
  }
  const parts = inReport(all).map(({ group, pairs }) =>
    [`**${speaking.say(`reports.group_${group}`)}**`, '', ...pairs.flat().map(lineOf)].join('\n'),
  )
  return parts.join('\n\n')
}

/** What could be read as Markdown is only text here. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]]/g, sign => `\\${sign}`)
