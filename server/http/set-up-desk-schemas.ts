// Parts of the desk's one page of settings that have parts of their own: when customers are asked back, and
// by which signs a case counts as stuck.
import { z } from 'zod'
import { delayUnits, kinds } from '#core/case/event.ts'
import { waivableDangers } from '#core/case/file-fact.ts'
import type { InnerLetterKind } from '#core/case/inner-fact.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import { sizesMost } from '#core/people/size-setting.ts'
import { nullable } from '#server/http/schema.ts'

export const minutes = z.int().min(1).max(43_200)
export const fourMinutes = z
  .array(minutes)
  .length(4)
  .transform(four => four as unknown as readonly [number, number, number, number])
  .meta({ description: 'Minutes by severity 1–4.' })

const delay = z.strictObject({ count: z.int().min(1).max(90), unit: z.enum(delayUnits) })
export const checkBacks = z
  .strictObject({
    after: z.tuple([nullable(delay), nullable(delay), nullable(delay), nullable(delay)]),
    notFor: z.array(z.enum(kinds)).max(kinds.length),
  })
  .meta({
    description: 'After how long a customer is asked whether a fix holds; null: not at that severity.',
  })

const host = z
  .string()
  .max(253)
  .regex(/^[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?$/)
export const senderChecks = z
  .strictObject({
    on: z.boolean(),
    forwarders: z
      .array(host)
      .max(100)
      .meta({ description: 'Domains whose seal (ARC) on a mail is believed.' }),
    resultsHost: nullable(host).meta({
      description: 'The mail server before us whose Authentication-Results are taken; null: we check.',
    }),
    receivedHost: nullable(host).meta({
      description: 'The mail server before us whose Received says who handed a mail over; null: none.',
    }),
  })
  .meta({ description: 'How the senders of mails are checked.' })
export const systemSenders = z
  .array(
    z
      .string()
      .max(320)
      .regex(/^[^\s@]*@[^\s@]+$/)
      .transform(text => text.toLowerCase()),
  )
  .max(1_000)
  .meta({ description: 'Whose mail is kept aside: addresses, or `@` and a house.' })

export const stuck = z
  .strictObject({
    signs: z.array(z.enum(stuckSigns)).max(stuckSigns.length),
    leadMinutes: minutes.meta({ description: 'The lead hears of it so many after the worker.' }),
    carryOns: z.int().min(0).max(10).meta({ description: 'How often somebody may say that he carries on.' }),
  })
  .meta({ description: 'By which signs a case counts as stuck, and what follows.' })

const seconds = z.int().min(5).max(600)
export const live = z
  .strictObject({
    ringSeconds: seconds.meta({ description: 'The live line rings so long at one of the level.' }),
    onCallSeconds: seconds,
    leadSeconds: seconds,
    atOnce: z.int().min(1).max(10).meta({ description: 'At so many of the level at once.' }),
    swarmMinutes: minutes.meta({ description: 'A raised hand goes on for so many.' }),
    hypothesisMinutes: minutes.meta({ description: 'So long without a step tried, and one is proposed.' }),
    knowsFirst: z.boolean().optional().meta({
      description: 'Of those who have as little, it rings first at who knows the product; absent: no.',
    }),
  })
  .meta({ description: 'How long the live line rings, and how long a raised hand goes on.' })

export const files = z
  .strictObject({
    passes: z
      .array(z.enum(waivableDangers))
      .max(waivableDangers.length)
      .meta({ description: 'Kinds of file that are given out all the same.' }),
    unchecked: z.enum(['give', 'hold']).meta({
      description: 'What happens to a file the virus scanner could not be asked about.',
    }),
  })
  .meta({ description: 'Which files are kept back.' })

const mb = (most: number) => z.int().min(1).max(most)
export const sizes = z
  .strictObject({
    mailMb: mb(sizesMost.mailMb).meta({ description: 'A mail, whole as it travels.' }),
    portalMb: mb(sizesMost.portalMb).meta({ description: 'A file a customer adds on his pages.' }),
    workspaceMb: mb(sizesMost.workspaceMb).meta({ description: 'A file one of ours adds.' }),
  })
  .meta({ description: 'How many megabytes what comes in may have.' })

export const innerLetters = z
  .strictObject({ expert: z.boolean(), lead: z.boolean(), late: z.boolean() } satisfies Record<
    InnerLetterKind,
    z.ZodBoolean
  >)
  .meta({
    description:
      'Of what happens inside a case its customer is told by letter: an expert of level 3 works on it, a lead was told of it, a workaround or the solution is late. At most one such letter an hour for a case; his page says all of it in any case.',
  })

const percent = (least: number) => z.int().min(least).max(99)
export const capacity = z
  .strictObject({
    begunPercent: percent(1).meta({
      description: 'So large a share of what comes is begun within the wait.',
    }),
    waitMinutes: minutes,
    busyPercent: percent(30).meta({ description: 'People are busy for so much of their time at most.' }),
    patienceMinutes: nullable(minutes).meta({
      description: 'Whoever waits gives up after so many on average (Erlang A); null: he waits (Erlang C).',
    }),
    handleMinutes: z
      .array(minutes)
      .length(3)
      .transform(three => three as unknown as readonly [number, number, number])
      .meta({ description: 'So long a contact takes at level 1, 2 and 3, where too little was noted.' }),
    saysOverload: z.boolean().meta({
      description: 'While more comes than can be done, new customers are told the time that can be kept.',
    }),
  })
  .meta({ description: 'What is wanted of the staffing: see GET /capacity.' })
