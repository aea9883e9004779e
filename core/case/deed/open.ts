// Opening a case and saying what it is about.
import { blank } from '#core/case/blank.ts'
import { firstAwaited } from '#core/case/awaited.ts'
import {
  type Deciders,
  deskFact,
  type Evolver,
  fact,
  type Outcome,
  present,
  type Wish,
} from '#core/case/deed/deed.ts'
import { housePromise } from '#core/case/deed/promise.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import type { Channel, Event, EventOf, Kind, Severity } from '#core/case/event.ts'
import type { OpenCase } from '#core/case/state.ts'
import { unstuck } from '#core/case/stuck.ts'
import type { AgentId, CustomerId, OrganisationId, ProductId, TeamId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Language } from '#core/people/language.ts'

export type OpenCommand = {
  channel: Channel
  subject: TextRef
  customer: CustomerId
  organisation?: OrganisationId | undefined
  language: Language
  team: TeamId
  /** the sender is who he says he is (registered and authenticated, or known by voice) */
  verified: boolean
  kind?: Kind | undefined
  severity?: Severity | undefined
  product?: ProductId | null | undefined
  /** the agent who took the call keeps the case: contact and worker from the first second */
  taker?: AgentId | undefined
  /** leave out the house's own promise, because the opener makes one himself */
  promised?: boolean | undefined
  /** what it is entitled to, judged by the door (core/entitlement); absent: this desk keeps no policies */
  entitled?: EntitlementDecision | undefined
}
export type ClassifyCommand = {
  kind?: Kind | undefined
  /** the one it has, for whoever sends back all he read: another follows from its impact (impact.ts) */
  severity?: Severity | undefined
  product?: ProductId | null | undefined
  language?: Language | undefined
  subject?: TextRef | undefined
  because?: TextRef | undefined
}

/**
 * A new case: opened, classified where something is known, taken where somebody is on the line, and promised
 * an answer.
 */
export function open(command: OpenCommand, wish: Wish): Outcome {
  const team = wish.setting.desk.teams[command.team]
  if (!team?.active) return refuse('team.not_found')
  const { kind, severity, product } = command
  const events: Event[] = [
    fact(
      wish,
      'case.opened',
      present({
        channel: command.channel,
        subject: command.subject,
        customer: command.customer,
        organisation: command.organisation,
        language: command.language,
        team: command.team,
        level: team.level,
        verified: command.verified,
      }),
    ),
  ]
  if (kind !== undefined || severity !== undefined || product !== undefined)
    events.push(fact(wish, 'case.classified', present({ kind, severity, product })))
  if (command.entitled) events.push(deskFact(wish, 'entitlement.decided', command.entitled))
  if (command.taker) {
    events.push(fact(wish, 'contact.assigned', { agent: command.taker }))
    events.push(
      fact(wish, 'worker.assigned', { agent: command.taker, level: team.level, team: command.team }),
    )
  }
  // By a policy the next word is promised when all of the deed is decided (deed/next-word.ts).
  if (!command.promised && !command.entitled?.policy)
    events.push(
      housePromise(wish, { to: command.customer, severity: severity ?? 3, team: team.id, means: 'email' }),
    )
  return events
}

export const opened = (event: EventOf<'case.opened'>): OpenCase => ({
  ...blank,
  lastAt: event.at,
  openedAt: event.at,
  owedFrom: event.at,
  channel: event.channel,
  verified: event.verified,
  subject: event.subject,
  customer: event.customer,
  organisation: event.organisation ?? null,
  language: event.language,
  level: event.level,
  levelSince: event.at,
  team: event.team,
  stuck: unstuck(event.at),
  awaited: firstAwaited(event),
})

export const openDeciders: Deciders<{ 'case.classify': ClassifyCommand }> = {
  'case.classify': (state, command, wish) => {
    const { because, subject, severity = state.severity } = command
    if (severity !== state.severity) return refuse('severity.by_impact')
    const changed = {
      kind: command.kind === state.kind ? undefined : command.kind,
      product: command.product === state.product ? undefined : command.product,
      language: command.language === state.language ? undefined : command.language,
      subject,
    }
    const facts = present(changed)
    return Object.keys(facts).length === 0
      ? []
      : [fact(wish, 'case.classified', { ...facts, ...present({ because }) })]
  },
}

export const classified: Evolver<'case.classified'> = (state, event) => ({
  ...state,
  kind: event.kind ?? state.kind,
  severity: event.severity ?? state.severity,
  product: event.product === undefined ? state.product : event.product,
  language: event.language ?? state.language,
  subject: event.subject ?? state.subject,
})
