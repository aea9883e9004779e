// Deeds of the three roles: another contact, news set aside, who speaks with the customer.
// Rows of the table in deeds.ts.
import type { ContactChange } from '#core/case/deed/assignment.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { DeedBody, DeedType } from '#server/http/deed-schemas.ts'
import type { Making, Row } from '#server/http/deeds.ts'

type RoleDeed = Extract<
  DeedType,
  'contact.assign' | 'contact.take_over' | 'news.set_aside' | `speech.${string}`
>

export const roleDeeds: { readonly [T in RoleDeed]: Row<T> } = {
  'contact.assign': {
    summary: "Make another agent the customer's contact.",
    commands: async ({ agent, ...change }, making) => [
      { type: 'contact.assign', agent, ...(await contactChange(change, agent, making)) },
    ],
  },
  'contact.take_over': {
    summary: "Become the customer's contact, where he is better served.",
    commands: async (change, making) => [
      { type: 'contact.take_over', ...(await contactChange(change, making.by, making)) },
    ],
  },
  'news.set_aside': {
    summary: 'Say why there is nothing to tell the customer of news that waits to be passed on.',
    commands: ({ news, because }, { ref }) => [{ type: 'news.set_aside', news, because: ref(because) }],
  },
  'speech.ask': {
    summary: 'Ask the contact to let me speak with the customer.',
    commands: ({ speech, about }, { id, ref }) => [
      { type: 'speech.ask', speech: id('spe', 'speech', speech), about: ref(about) },
    ],
  },
  'speech.agree': {
    summary: 'Let somebody who works on the case speak with the customer, once or until a time.',
    commands: async ({ speech, about, text, ...rest }, { id, state, maybeRef }) => {
      const known = speech && (await state()).speeches[speech] ? speech : undefined
      return [
        {
          ...rest,
          type: 'speech.agree',
          speech: known ?? id('spe', 'speech', speech),
          about: known ? undefined : maybeRef(about),
          text: maybeRef(text),
        },
      ]
    },
  },
  'speech.decline': {
    summary: 'Say no, with a word why: the contact speaks with the customer himself.',
    commands: ({ speech, because }, { ref }) => [{ type: 'speech.decline', speech, because: ref(because) }],
  },
  'speech.withdraw': {
    summary: 'Take back what was asked, or agreed.',
    commands: ({ speech }) => [{ type: 'speech.withdraw', speech }],
  },
}

/** Another contact, with the letter to the customer: his own words, or the usual ones in his language. */
async function contactChange(
  { from, because, note, tell, untold, reason }: Omit<DeedBody<'contact.assign'>, 'agent'>,
  agent: AgentId,
  making: Making,
): Promise<ContactChange> {
  const { id, ref, maybeRef } = making
  const { contact } = await making.state()
  const isTold = contact !== null && contact !== agent && untold === undefined
  const letter = isTold
    ? {
        message: id('msg', 'message'),
        channel: await making.channel(undefined),
        text: ref(tell ?? (await making.contactLetter(agent))),
        undoSeconds: await making.undoSeconds(undefined),
      }
    : undefined
  return { from, reason, because: maybeRef(because), note: maybeRef(note), untold: maybeRef(untold), letter }
}
