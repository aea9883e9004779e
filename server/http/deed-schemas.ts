// What an API client or the agents' app sends for each deed: plain words where the core keeps references.
// Not: what a deed becomes (deeds.ts). Unknown keys are refused everywhere.
import { z } from 'zod'
import { followUpEnds } from '#core/case/satisfaction-fact.ts'
import { lookMinutesMax } from '#core/case/deed/look.ts'
import * as facts from '#core/case/event.ts'
import * as sheet from '#core/case/hand-off-facts.ts'
import { helpReasons, helpReplies } from '#core/case/help-fact.ts'
import { helpedFields } from '#server/http/article-schemas.ts'
import { helpDeedSchemas } from '#server/http/help-deed-schemas.ts'
import { missings, noteKinds } from '#core/case/note-kind.ts'
import { impactHarms, impactPeople, impactWorkarounds } from '#core/case/impact.ts'
import { messageSchemas } from '#server/http/message-schemas.ts'
import { liveDeedSchemas } from '#server/http/live-deed-schemas.ts'
import { findingSchemas } from '#server/http/finding-schemas.ts'
import { twoCaseSchemas } from '#server/http/two-case-schemas.ts'
import { apartSchemas } from '#server/http/apart-schemas.ts'
import { peopleSchemas } from '#server/http/people-deeds.ts'
import { verificationSchemas } from '#server/http/verification-schemas.ts'
import { claimFact, wantedFactSchemas } from '#server/http/wanted-fact-deeds.ts'
import { contactChange, workChange } from '#server/http/contact-change-schema.ts'
import {
  caseRefInBody,
  idSchema,
  instantSchema,
  kind,
  language,
  line,
  nullable,
  paragraphs,
  phone,
  severity,
  slug,
  words,
} from '#server/http/schema.ts'

const agent = idSchema('agt')
const matterId = z.union([idSchema('prb'), idSchema('spc'), idSchema('chr')])
const team = idSchema('tea')
const customer = idSchema('cus')
const product = z.union([idSchema('pro'), z.null()])
const promise = idSchema('prm')
const question = idSchema('que')
const handOff = idSchema('hnd')
const help = idSchema('hlp')
const step = idSchema('stp')
const claim = idSchema('cla')
const walk = idSchema('wlk')
const asBefore = 'Absent: as it was judged by before; null: none.'
const flaggable = z.union([idSchema('not'), step, handOff])
const stepName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)

/** How long a word to the customer waits so that it can be undone. */
const undoSeconds = z.int().min(0).max(30)

export const keeps = z.union([z.array(promise).max(20), z.literal('all')])
export const waitForCustomer = z.strictObject({
  reason: z.enum(facts.waitReasons),
  until: instantSchema.optional(),
})
const from = instantSchema
  .optional()
  .meta({ description: 'Not before then: the beginning of a window that ends with `dueAt`.' })
export const nextPromise = z.strictObject({
  topic: line,
  means: z.enum(facts.promiseMeans),
  from,
  dueAt: instantSchema,
  keeper: agent.optional().meta({ description: 'Who gives the word; absent: I do.' }),
})
const checkBack = z.enum(['holds', 'came_back'])
const news = z.boolean().optional().meta({ description: 'false: it only says that there is no news yet.' })
const opening = z.strictObject({
  name: line.optional().meta({ description: 'The caller as he gave his name; absent: as we know him.' }),
  callBack: nullable(phone)
    .optional()
    .meta({ description: 'Where he is called if the line drops; null: he wants no call.' }),
  language: language.optional().meta({ description: 'In which it is spoken; absent: his own.' }),
})
export const contactHeld = z.strictObject({
  means: z.enum(facts.contactMeans),
  direction: z.enum(['in', 'out']),
  reach: z.enum(facts.reaches),
  startedAt: instantSchema.optional().meta({ description: 'Absent: just now.' }),
  minutes: z
    .int()
    .min(0)
    .max(24 * 60),
  text: paragraphs.optional(),
  opening: opening.optional().meta({
    description: 'How the call began; for whom the caller may speak is found by the contracts.',
  }),
})

/** Whether a wish makes something new: the client may name its id beforehand; otherwise we make one. */
const newId = <P extends Parameters<typeof idSchema>[0]>(prefix: P) =>
  idSchema(prefix).optional().meta({ description: 'Made here unless the client names a fresh one.' })

const tells = z
  .array(idSchema('nws'))
  .max(50)
  .optional()
  .meta({ description: 'The news to pass on that this tells the customer.' })
const speech = idSchema('spe')

export const deedSchemas = {
  'case.classify': z.strictObject({
    kind: kind.optional(),
    severity: severity.optional().meta({ description: 'As it is. Another one: `severity.assess`.' }),
    product: product.optional(),
    language: language.optional(),
    subject: line.optional(),
    because: line.optional(),
  }),
  'case.solve': z.strictObject({
    fix: paragraphs.meta({ description: 'What fixed it.' }),
    step: step.optional(),
    ...helpedFields,
  }),
  'case.close': z.strictObject({
    reason: z.enum(facts.closeReasons),
    because: paragraphs.optional().meta({ description: 'Of `referred`: why ours does not serve this.' }),
    instead: paragraphs.optional().meta({ description: 'Of `referred`: what does; the customer reads it.' }),
  }),
  'case.reopen': z.strictObject({
    reason: z.enum(facts.reopenReasons).default('by_agent'),
    text: paragraphs.optional(),
  }),
  ...twoCaseSchemas,
  'question.add': z.strictObject({ question: newId('que'), text: line }),
  'question.answer': z.strictObject({ question, text: paragraphs }),
  'question.decline': z.strictObject({ question, because: line }),
  'question.split': z.strictObject({ question, subject: line.optional() }),
  'worker.take': z.strictObject({}),
  'worker.assign': z.strictObject({ agent, ...workChange }),
  'worker.queue': z.strictObject({ team, ...workChange }),
  'contact.assign': z.strictObject({ agent, ...contactChange }),
  'contact.take_over': z.strictObject(contactChange),
  'accountable.assign': z.strictObject({ agent, because: line }),
  'file.release': z.strictObject({ file: idSchema('fil'), because: words(2_000) }),
  'matter.join': z.strictObject({ matter: matterId, because: line.optional() }),
  'matter.leave': z.strictObject({ matter: matterId, because: line }),
  'skill.need': z.strictObject({ skill: idSchema('skl'), because: line }),
  'skill.release': z.strictObject({ skill: idSchema('skl'), because: line }),
  'customer.look': z.strictObject({
    because: line,
    minutes: z.int().min(1).max(lookMinutesMax).optional().meta({ description: 'Absent: an hour.' }),
  }),
  'message.queue': z.strictObject({
    message: newId('msg'),
    text: paragraphs,
    channel: z.enum(facts.channels).optional().meta({ description: 'Absent: how the customer is reached.' }),
    attached: z.array(idSchema('fil')).max(20).optional(),
    seenSeq: z.int().min(0).meta({ description: 'The last entry the writer has seen.' }),
    keeps: keeps.optional(),
    nextPromise: nextPromise.optional(),
    noPromise: line.optional().meta({ description: 'Why no next update is promised.' }),
    wait: waitForCustomer.optional(),
    news,
    checkBack: z.boolean().optional().meta({ description: 'It asks whether the fix holds.' }),
    explains: help.optional().meta({ description: 'The request for more help it answers.' }),
    tells,
    undoSeconds: undoSeconds.optional(),
  }),
  ...messageSchemas,
  'contact.hold': contactHeld.extend({
    contact: newId('con'),
    with: customer.optional(),
    keeps: keeps.optional(),
    wait: waitForCustomer.optional(),
    news,
    checkBack: checkBack.optional().meta({ description: 'What he says to whether the fix holds.' }),
    help: z
      .strictObject({ reason: z.enum(helpReasons), text: paragraphs.optional() })
      .optional()
      .meta({ description: 'He asked for more help in it.' }),
    explains: z
      .strictObject({ help, reply: z.enum(helpReplies).optional() })
      .optional()
      .meta({ description: 'The request for more help that was answered in it, and what he said to that.' }),
    tells,
    joined: agent.optional().meta({ description: 'The contact, who was on the line as well.' }),
    nextPromise: nextPromise.optional(),
  }),
  'note.add': z.strictObject({
    note: newId('not'),
    text: paragraphs,
    mentions: z.array(agent).max(20).optional(),
    minutes: z
      .int()
      .min(1)
      .max(24 * 60)
      .optional()
      .meta({ description: 'How long was worked beside the contacts with the customer.' }),
    tell: z.boolean().optional().meta({ description: 'The customer should hear it: news to pass on.' }),
    kind: z.enum(noteKinds).optional().meta({ description: 'What it is about.' }),
    shared: z
      .literal(true)
      .optional()
      .meta({ description: 'A partner who has the case reads it, too; absent: it stays with us.' }),
  }),
  'news.set_aside': z.strictObject({ news: z.array(idSchema('nws')).min(1).max(50), because: line }),
  'speech.ask': z.strictObject({ speech: newId('spe'), about: line }),
  'speech.agree': z.strictObject({
    speech: newId('spe').meta({ description: 'What was asked; absent: it is given unasked.' }),
    agent: agent.optional().meta({ description: 'Unasked: who may speak.' }),
    about: line.optional().meta({ description: 'Unasked: about what.' }),
    text: paragraphs.optional().meta({ description: 'A word to whoever asked.' }),
    until: instantSchema.optional().meta({ description: 'Absent: for one word.' }),
  }),
  'speech.decline': z.strictObject({ speech, because: line }),
  'speech.withdraw': z.strictObject({ speech }),
  'note.strike': z.strictObject({ note: idSchema('not'), because: line }),
  'note.flag': z.strictObject({
    about: flaggable,
    missing: z.enum(missings),
    words: line.optional().meta({ description: 'Needed with `other`.' }),
  }),
  'note.mend': z.strictObject({ about: flaggable, text: paragraphs }),
  'claim.make': z.strictObject({
    ...{ claim: newId('cla'), text: paragraphs, from: customer.optional(), fact: claimFact },
  }),
  'claim.judge': z.strictObject({ claim, verdict: z.enum(facts.verdicts), because: line }),
  'step.try': z.strictObject({
    step: newId('stp'),
    what: line,
    why: line,
    outcome: z.enum(facts.stepOutcomes),
    result: paragraphs.optional(),
    doneBy: z.enum(facts.stepDoers).default('agent'),
    repeats: step.optional(),
    repeatBecause: line.optional(),
  }),
  ...findingSchemas,
  ...verificationSchemas,
  ...wantedFactSchemas,
  'promise.make': nextPromise.extend({ promise: newId('prm'), instead: promise.optional() }),
  'promise.keep': z.strictObject({ promise }),
  'promise.miss': z.strictObject({ promise, because: line }),
  'promise.move': z.strictObject({
    ...{ promise, to: newId('prm'), from, dueAt: instantSchema, because: line },
  }),
  'promise.withdraw': z.strictObject({ promise, because: line }),
  'promise.take_over': z.strictObject({
    promise,
    agent: agent.optional().meta({ description: 'Absent: I keep it.' }),
  }),
  'check_back.end': z.strictObject({ how: checkBack, text: paragraphs.optional() }),
  'satisfaction.follow_up': z.strictObject({
    ...{ satisfaction: idSchema('sat'), how: z.enum(followUpEnds), text: paragraphs },
  }),
  'hand_off.offer': z.strictObject({
    handOff: newId('hnd'),
    team,
    agent: agent.optional(),
    question: paragraphs.meta({ description: 'What is wanted from the receiver.' }),
    problem: paragraphs.optional().meta({ description: 'Absent: the subject of the case.' }),
    noSteps: z
      .enum(sheet.noStepsReasons)
      .optional()
      .meta({ description: 'Why it goes up without a step tried; absent with words: another reason.' }),
    noStepsBecause: line.optional(),
    wishedIn: z
      .union([claim, idSchema('msg')])
      .optional()
      .meta({ description: 'Where the customer asked for it expressly.' }),
    ask: z.enum(sheet.askKinds).optional(),
    wantedBy: instantSchema.optional(),
    wantedBecause: line.optional(),
    openBecause: line.optional().meta({ description: 'Why a wanted fact is open that is needed.' }),
    notReproduced: line.optional().meta({ description: 'Why nobody tried to make it happen again.' }),
    notWalked: line.optional().meta({ description: 'Why no script was walked to an end.' }),
    guess: paragraphs.optional().meta({ description: 'The leading idea of the cause.' }),
    guessConfidence: z.enum(sheet.confidences).optional(),
    ruledOut: paragraphs.optional(),
    ifThen: paragraphs.optional().meta({ description: 'What to do if it fails again meanwhile.' }),
    doNot: paragraphs.optional().meta({ description: 'What not to do, and why; what is dangerous.' }),
    access: paragraphs.optional().meta({ description: 'How one gets in, and when the customer is there.' }),
    mayTell: paragraphs.optional().meta({ description: 'What may be told to the customer.' }),
    claims: z.array(claim).max(200).optional().meta({ description: 'Absent: all.' }),
    steps: z.array(step).max(200).optional().meta({ description: 'Absent: all.' }),
    promise: promise.optional().meta({ description: 'Absent: the one that falls due first.' }),
    tellCustomer: paragraphs.optional(),
    nextPromise: nextPromise.optional(),
    seenSeq: z.int().min(0).optional(),
    follow: z.boolean().optional().meta({ description: 'False: its giver does not follow the case.' }),
    help: nullable(help).optional().meta({
      description: 'The request for more help it answers once accepted; absent: the open one, on the way up.',
    }),
  }),
  'hand_off.accept': z.strictObject({ handOff, readBack: paragraphs.optional() }),
  'hand_off.correct': z.strictObject({ handOff, text: paragraphs }),
  'hand_off.return': z.strictObject({
    handOff,
    reason: z.enum(sheet.returnReasons),
    nextAct: line,
    missing: z.array(z.enum(sheet.sheetParts)).max(20).optional().meta({ description: 'missing_evidence' }),
    notDone: line.optional().meta({ description: 'step_not_done: which.' }),
    knownIn: line.optional().meta({ description: 'known_error: where it is written.' }),
    duplicateOf: caseRefInBody.optional().meta({ description: 'duplicate: of which case.' }),
    team: team.optional().meta({ description: 'wrong_team: the right one; it goes there.' }),
    solution: paragraphs.optional().meta({ description: 'level_1_can: what to do.' }),
  }),
  'hand_off.decide': z.strictObject({ handOff, how: z.enum(['stays', 'must_take']), text: line }),
  'hand_off.withdraw': z.strictObject({ handOff }),
  'hand_off.answer': z.strictObject({
    handOff,
    result: paragraphs,
    cause: paragraphs,
    verified: paragraphs,
    tell: paragraphs,
    ...helpedFields,
    level1Because: line.optional().meta({ description: 'Why level 1 could have solved it.' }),
  }),
  'wait.start': z.strictObject({
    turn: z.enum(['supplier', 'us', 'customer']),
    reason: z.enum(facts.waitReasons),
    text: line.optional(),
    until: instantSchema.optional().meta({
      description: 'When we look again. For a date or a window of ours it must be there.',
    }),
  }),
  'wait.end': z.strictObject({
    how: z
      .enum(['answer'])
      .optional()
      .meta({ description: '`answer`: whoever was waited for has given his word; absent: he has not.' }),
  }),
  ...helpDeedSchemas,
  'stuck.answer': z
    .strictObject({
      how: z.enum(['carry_on', 'help']),
      until: instantSchema
        .optional()
        .meta({ description: 'When it is looked at again; of `help` optional.' }),
      because: line
        .optional()
        .meta({ description: 'What is tried or awaited; what the colleague is asked.' }),
      agent: agent.optional().meta({ description: 'Of `help`: who is asked.' }),
    })
    .refine(({ how, until, because }) => how !== 'carry_on' || (until && because), {
      message: 'until, because',
    })
    .refine(({ how, agent }) => (how === 'help') === (agent !== undefined), { message: 'agent' }),
  'severity.assess': z.strictObject({
    people: z.enum(impactPeople),
    workaround: z.enum(impactWorkarounds),
    harm: z.enum(impactHarms).default('none'),
    wished: severity.optional(),
    since: instantSchema.optional().meta({ description: 'Since when it has been so, as he says.' }),
    claim: idSchema('cla').optional(),
    because: paragraphs,
  }),
  'entitlement.decide': z.strictObject({
    serial: nullable(words(100)).optional().meta({ description: asBefore }),
    site: nullable(words(200)).optional().meta({ description: asBefore }),
    because: paragraphs.optional(),
  }),
  'walk.begin': z.strictObject({ walk: newId('wlk'), script: slug }),
  'walk.answer': z.strictObject({
    walk,
    step: stepName,
    answer: z.enum(['value', 'worked', 'failed', 'skipped', 'cannot', 'told']),
    value: z
      .union([z.number(), z.string().min(1).max(200)])
      .optional()
      .meta({ description: 'Of a choice its name, of a number or date (2027-01-31) that.' }),
    text: words(4_000).optional().meta({ description: 'Of a question for words or a serial number.' }),
    photo: idSchema('fil').optional().meta({ description: 'Of a question for a photo: an upload.' }),
    says: paragraphs.optional().meta({ description: "The customer's own words: kept as a claim." }),
    because: line.optional().meta({ description: 'Why it was skipped, or cannot be done.' }),
    result: paragraphs.optional().meta({ description: 'What came of what was done.' }),
    doneBy: z.enum(facts.stepDoers).default('customer'),
    nowhere: z.boolean().optional().meta({ description: 'He said that this leads nowhere.' }),
  }),
  'walk.reuse': z.strictObject({ walk, step: stepName }),
  'walk.go_back': z.strictObject({ walk }),
  'walk.jump': z.strictObject({
    walk,
    to: stepName,
    verified: line.meta({ description: 'What was made sure of.' }),
  }),
  'walk.pause': z.strictObject({ walk }),
  'walk.resume': z.strictObject({ walk }),
  'walk.give_up': z.strictObject({ walk, because: line }),
  'walk.send': z
    .strictObject({
      walk: walk.optional().meta({ description: 'He goes on where it stands.' }),
      script: slug.optional().meta({ description: 'He begins this one.' }),
      text: paragraphs.optional().meta({ description: 'The letter; absent: the usual one in his language.' }),
      undoSeconds: undoSeconds.optional(),
    })
    .refine(one => (one.walk === undefined) !== (one.script === undefined), { message: 'walk | script' }),
  ...liveDeedSchemas,
  ...apartSchemas,
  ...peopleSchemas,
} as const satisfies Readonly<Record<string, z.ZodObject>>

export type DeedType = keyof typeof deedSchemas
export type DeedBody<T extends DeedType> = z.output<(typeof deedSchemas)[T]>
