// What small facts of a case say in one line, and how people stand in it. Not: entries with a form of their
// own.
import type { ChangeEntry } from '#core/case/timeline.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Words } from '#web/kit/times.ts'
import { wallTime } from '#web/kit/times.ts'
import type { Say } from '#words/say.ts'
import type { OpenCaseView } from './case-context.ts'
import { coveredText } from './clocks-data.ts'

type Context = { readonly view: OpenCaseView; readonly words: Words; readonly now: number }
type Of<T extends ChangeEntry['event']['type']> = Extract<ChangeEntry['event'], { type: T }>

const classified = ({ view }: Context, event: Of<'case.classified'>): string => {
  const { say, desk } = view
  const product = event.product && desk.products.find(one => one.id === event.product)?.name
  const parts = [
    ...(event.severity
      ? [say('case.now_severity', { n: event.severity, name: say(`kinds.severity_${event.severity}`) })]
      : []),
    ...(event.kind ? [say(`kinds.kind_${event.kind}`)] : []),
    ...(event.product === null ? [say('case.now_no_product')] : product ? [product] : []),
    ...(event.language ? [say(`kinds.language_${event.language}`)] : []),
    ...(event.subject ? [say('case.quoted', { text: view.text(event.subject) })] : []),
  ]
  return parts.join(' · ')
}

/** The severity with what it follows from, and what the customer asked for beside it. */
const assessed = ({ view: { say }, words, now }: Context, event: Of<'severity.assessed'>): string => {
  const { people, workaround, harm, severity, wished, since } = event
  const name = say('case.now_severity', { n: severity, name: say(`kinds.severity_${severity}`) })
  const wish = wished && `${say('impact.wished')}: S${wished}`
  return [
    name,
    say(`impact.people_${people}`),
    `${say('impact.workaround')}: ${say(`impact.workaround_${workaround}`)}`,
    ...(harm === 'none' ? [] : [say(`impact.harm_${harm}`)]),
    ...(wish ? [wish] : []),
    ...(since ? [`${say('impact.since')}: ${wallTime(since, now, words)}`] : []),
  ].join(' · ')
}

const waitStarted = ({ view, words, now }: Context, event: Of<'wait.started'>): string => {
  const { say } = view
  const sentence = say(`case.wait_${event.turn}`, { what: say(`kinds.wait_${event.reason}`) })
  const over = event.until ?? event.atMost
  const until = over ? ` · ${say('case.look_again', { at: wallTime(over, now, words) })}` : ''
  return `${sentence}${event.text ? `: ${view.text(event.text)}` : ''}${until}`
}

function breachText({ kind, how, because }: Of<'target.breached'>, say: OpenCaseView['say']): string {
  const what = say(`kit.clock_what_${kind}`)
  if (how === 'due') return say('clocks.did_breach', { what })
  return say(`clocks.did_breach_${because ?? 'severity'}`, { what })
}

type OfStuck = Of<'stuck.noticed' | 'stuck.answered' | 'lead.alerted'>
const isOfStuck = (event: ChangeEntry['event']): event is OfStuck =>
  event.type.startsWith('stuck.') || event.type === 'lead.alerted'

/** By which signs it is stuck; what its worker does about it; that a lead was told. */
function stuckText(event: OfStuck, context: Context): string {
  const { view, words, now } = context
  const { say, who } = view
  if (event.type === 'lead.alerted')
    return say('inner.did_alert', { why: say(`inner.because_${event.because}`) })
  if (event.type === 'stuck.noticed')
    return say('stuck.did_notice', {
      what: event.signs.map(one => say(`stuck.sign_${one.sign}`)).join(' · '),
    })
  return say(`stuck.did_${event.how}`, {
    at: wallTime(event.until, now, words),
    agent: event.agent ? who({ kind: 'agent', id: event.agent }).name : '',
  })
}

const nameOf = (view: OpenCaseView, agent: AgentId): string => view.who({ kind: 'agent', id: agent }).name

/** Who the contact is now; when there was another, in whose place, why, and what he left behind. */
function contactText(view: OpenCaseView, event: Of<'contact.assigned'>): string {
  const { say } = view
  const agent = nameOf(view, event.agent)
  if (!event.from) return say('case.did_contact', { agent })
  const reason = event.reason ? say(`roles.reason_${event.reason}`) : '–'
  return [
    say('roles.did_contact', { agent, from: nameOf(view, event.from), reason }),
    ...(event.note ? [say('roles.did_note', { agent, text: view.text(event.note) })] : []),
    ...(event.untold ? [say('roles.did_untold', { text: view.text(event.untold) })] : []),
  ].join(' · ')
}

/** Work that somebody left behind: why, and what the next one should know. */
function given(line: string, event: Of<'worker.assigned' | 'worker.queued'>, view: OpenCaseView): string {
  const { say } = view
  const reason = event.reason ? `: ${say(`roles.reason_${event.reason}`)}` : ''
  return `${line}${reason}${event.note ? ` · ${say('case.quoted', { text: view.text(event.note) })}` : ''}`
}

function speechText(
  { view, words, now }: Context,
  { agent, about, text, until }: Of<'speech.agreed'>,
): string {
  const { say } = view
  const howLong = until ? say('roles.until', { at: wallTime(until, now, words) }) : say('roles.for_one')
  const agreed = `${say('roles.did_agree', { agent: nameOf(view, agent) })} ${howLong}: ${view.text(about)}`
  return text ? `${agreed} · ${say('case.quoted', { text: view.text(text) })}` : agreed
}

const numberOf = (view: OpenCaseView, id: string): string =>
  String(view.data.links.find(one => one.id === id)?.number ?? '')

type OfMatter = Of<'matter.joined' | 'matter.left' | 'matter.moved' | 'matter.told'>
const isOfMatter = (event: ChangeEntry['event']): event is OfMatter => event.type.startsWith('matter.')
/** What the case belongs to, and what came of that. */
function matterText({ data, say }: OpenCaseView, event: OfMatter): string {
  const nameOf = (matter: string) => {
    const one = data.matters.find(({ id }) => id === matter)
    return one ? say(`matter.kind_${one.kind}`, { number: one.number }) : '–'
  }
  const what = nameOf(event.matter)
  if (event.type === 'matter.moved') return say('matter.did_move', { what, into: nameOf(event.into) })
  if (event.type === 'matter.joined') return say('matter.did_join', { what })
  if (event.type === 'matter.left') return say('matter.did_leave', { what })
  return say('matter.did_tell', { what, news: say(`matter.news_${event.news}`) })
}

type OfRoles = Of<
  | 'news.late'
  | 'news.set_aside'
  | 'skill.needed'
  | 'skill.released'
  | `speech.${'asked' | 'agreed' | 'declined' | 'withdrawn' | 'ended'}`
>
const isOfRoles = (event: ChangeEntry['event']): event is OfRoles =>
  event.type === 'news.late' || event.type === 'news.set_aside' || /^(speech|skill)\./.test(event.type)
function rolesText(event: OfRoles, context: Context): string {
  const { view } = context
  const { say } = view
  switch (event.type) {
    case 'news.late':
      return say('roles.did_news_late')
    case 'news.set_aside':
      return say('roles.set_aside')
    case 'skill.needed':
      return say('roles.did_need', { skill: view.desk.facts.skills?.[event.skill]?.name ?? '–' })
    case 'skill.released':
      return say('roles.did_release', { skill: view.desk.facts.skills?.[event.skill]?.name ?? '–' })
    case 'speech.asked':
      return `${say('roles.did_ask', { agent: nameOf(view, event.agent) })}: ${view.text(event.about)}`
    case 'speech.agreed':
      return speechText(context, event)
    case 'speech.declined':
      return say('roles.did_decline')
    case 'speech.withdrawn':
      return say('roles.did_withdraw')
    case 'speech.ended':
      return say(`roles.did_end_${event.how}`)
  }
}

type OfFile = Of<'file.quarantined' | 'file.released'>
const isOfFile = (event: ChangeEntry['event']): event is OfFile => event.type.startsWith('file.')
type OfWriter = Of<'writer.admitted' | 'writer.left_out'>
const isOfWriter = (event: ChangeEntry['event']): event is OfWriter => event.type.startsWith('writer.')
/** Who may write in the case, or no more. */
const writerText = ({ say, text }: OpenCaseView, { type, address }: OfWriter): string =>
  say(type === 'writer.admitted' ? 'origin.did_admit' : 'origin.did_leave_out', { address: text(address) })

const isApart = (event: ChangeEntry['event']): event is OfRoles | OfFile | OfWriter =>
  isOfRoles(event) || isOfFile(event) || isOfWriter(event)
function apartText(event: OfRoles | OfFile | OfWriter, context: Context): string {
  if (isOfWriter(event)) return writerText(context.view, event)
  return isOfFile(event) ? fileText(context.view, event) : rolesText(event, context)
}

/** That a file is kept back and why, or that it was given free. */
function fileText({ say, text }: OpenCaseView, event: OfFile): string {
  const name = text(event.name)
  if (event.type === 'file.released') return say('files.did_release', { name })
  const why = event.dangers.map(one => say(`files.danger_${one}`)).join(', ')
  return say('files.did_hold', { name, why })
}

/** The line of a small change: who has the case, what it is about, whose turn it is, how it ended. */
export function changeText(entry: ChangeEntry, context: Context): string {
  const { view } = context
  const { say, desk } = view
  const { event } = entry
  if (isApart(event)) return apartText(event, context)
  if (isOfMatter(event)) return matterText(view, event)
  if (isOfStuck(event)) return stuckText(event, context)
  switch (event.type) {
    case 'case.opened':
      return openedText(view, event)
    case 'case.classified':
      return classified(context, event)
    case 'case.linked':
    case 'case.merged':
    case 'case.parted':
    case 'case.unlinked':
      return twoCasesText(view, event)
    case 'case.closed':
      return say('case.did_close', { reason: closedText(event, view) })
    case 'case.reopened':
      return say('case.did_reopen', { reason: say(`kinds.reopen_${event.reason}`) })
    case 'contact.assigned':
      return contactText(view, event)
    case 'accountable.assigned':
      return say('partner.did_account', { agent: view.who({ kind: 'agent', id: event.agent }).name })
    case 'share.ended':
      return say(`partner.did_end_${event.because}`, { team: desk.teamName(event.team) })
    case 'customer.looked':
      return say('kept.did_look', { at: wallTime(event.until, context.now, context.words) })
    case 'case.flooded':
    case 'customer.unreachable':
      return machineText(event, say)
    case 'worker.assigned':
      return given(say('case.did_work', { agent: nameOf(view, event.agent) }), event, view)
    case 'worker.queued':
      return given(say('case.did_queue', { team: desk.teamName(event.team) }), event, view)
    case 'wait.started':
      return waitStarted(context, event)
    case 'wait.ended':
      return say(`case.wait_over_${event.how}`)
    case 'severity.assessed':
      return assessed(context, event)
    case 'entitlement.decided':
      return coveredText(event, desk.facts.policies, say)
    case 'news.missing':
      return say('case.did_news_missing', { n: event.times })
    case 'target.breached':
      return breachText(event, say)
  }
}

/** Two cases that belong together, became one, or are two again. */
function twoCasesText(
  view: OpenCaseView,
  event: Of<'case.linked' | 'case.merged' | 'case.parted' | 'case.unlinked'>,
): string {
  const { say } = view
  switch (event.type) {
    case 'case.linked':
      return say('case.did_link', { how: say(`kinds.link_${event.how}`), number: numberOf(view, event.to) })
    case 'case.merged':
      return say('case.did_merge', { number: numberOf(view, event.into) })
    case 'case.parted':
      return say('case.did_part', { number: numberOf(view, event.from) })
    case 'case.unlinked':
      return say('case.did_unlink', { number: numberOf(view, event.to) })
  }
}

const machineText = (event: Of<'case.flooded' | 'customer.unreachable'>, say: Say): string =>
  event.type === 'case.flooded' ? say('case.did_flood', { n: event.mails }) : say('case.did_unreach')
const openedText = ({ say, desk }: OpenCaseView, { channel, team }: Of<'case.opened'>): string =>
  say('case.did_open', { channel: say(`kinds.channel_${channel}`), team: desk.teamName(team) })

/** Why it was closed; of an honest referral with what the customer was sent to. */
const closedText = ({ reason, instead }: Of<'case.closed'>, { say, text }: OpenCaseView): string =>
  [say(`kinds.close_${reason}`), ...(instead ? [text(instead)] : [])].join(' · ')

/** The words that give a reason for a small change, if any were given. */
export function changeReason(entry: ChangeEntry, view: OpenCaseView): string {
  const { event } = entry
  // A clock says why it was moved by a word of ours, which its line holds already.
  if (event.type !== 'target.breached' && 'because' in event && typeof event.because === 'object')
    return view.text(event.because)
  return event.type === 'case.reopened' && event.text ? view.text(event.text) : ''
}
