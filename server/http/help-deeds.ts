// Deeds around a customer's request for more help, and what a call or a hand-off says of one. Part of
// deeds.ts.
import type { Command } from '#core/case/case.ts'
import { openHelp } from '#core/case/deed/help-facts.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ContactId, HelpId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { DeedBody, DeedType } from '#server/http/deed-schemas.ts'
import type { Making, Row } from '#server/http/deeds.ts'

type HelpDeed = Extract<DeedType, `help.${string}`>

export const helpDeeds: { readonly [T in HelpDeed]: Row<T> } = {
  'help.ask': {
    summary: 'Ask for more help on behalf of the customer.',
    commands: ({ help, text, ...body }, { id, maybeRef }) => [
      { ...body, type: 'help.ask', help: id('hlp', 'help', help), text: maybeRef(text) },
    ],
  },
  'help.take_up': {
    summary: 'Say that one is at the request for more help.',
    commands: ({ help }) => [{ type: 'help.take_up', help }],
  },
  'help.pass_on': {
    summary: 'Answer a request for more help by a hand-off: it ends when that is accepted.',
    commands: ({ help, handOff }) => [{ type: 'help.pass_on', help, handOff }],
  },
  'help.explain': {
    summary: 'Answer a request for more help by words the customer was told: it ends when they have left.',
    commands: ({ help, evidence }) => [{ type: 'help.explain', help, evidence }],
  },
  'help.reply': {
    summary: 'Say what the customer says to the answer; not content, it goes to a lead.',
    commands: body => [{ ...body, type: 'help.reply' }],
  },
  'help.withdraw': {
    summary: 'Say that the customer wants no more help, with the words in which he said so.',
    commands: body => [{ ...body, type: 'help.withdraw' }],
  },
}

/** That he asked for more help in a call, and that the call was what answered him. */
export function helpInCall(
  { help, explains }: Pick<DeedBody<'contact.hold'>, 'help' | 'explains'>,
  { contact, text }: { readonly contact: ContactId; readonly text: TextRef | undefined },
  making: Making,
): Command[] {
  const commands: Command[] = []
  if (explains) {
    commands.push({ type: 'help.explain', help: explains.help, evidence: contact })
    if (explains.reply)
      commands.push({ type: 'help.reply', help: explains.help, reply: explains.reply, evidence: contact })
  }
  if (help)
    commands.push({
      type: 'help.ask',
      help: making.id('hlp', 'help'),
      reason: help.reason,
      // What he asked for stands in what was written down of the call, unless it was written apart.
      text: making.maybeRef(help.text) ?? text,
      from: contact,
    })
  return commands
}

/** Whoever asked for more help has it once somebody further up has accepted. */
export function answeredUp(state: OpenedCase, team: TeamId, { levelOf }: Making): HelpId | null {
  const level = levelOf(team)
  return level !== null && level > state.level ? (openHelp(state)?.id ?? null) : null
}
