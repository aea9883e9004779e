// The one place where a "no", whatever it is, becomes a problem document (RFC 9457). Not: the codes
// (problems.ts).
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { $ZodIssue } from 'zod/v4/core'
import { ca, de, en, it, ru, sv } from 'zod/v4/locales'
import { momentOfRefusal } from '#core/house-policy/moment.ts'
import type { Language } from '#core/people/language.ts'
import { type FieldProblem, Problem, type ProblemCode, refusedField } from '#server/http/problems.ts'
import { acceptedLanguage, speakerOf } from '#server/http/words.ts'
import { BlobsAway, BlobsNotKept } from '#store/blob-damaged.ts'
import { BadCursor } from '#store/cursor.ts'
import { OutcomeUnknown } from '#store/outcome-unknown.ts'
import { refusalKey } from '#words/refusal-key.ts'

/** What a schema did not accept. */
export class NotAsDescribed extends Error {
  override readonly name = 'NotAsDescribed'
  readonly issues: readonly $ZodIssue[]

  constructor(issues: readonly $ZodIssue[]) {
    super('the request does not have the form described')
    this.issues = issues
  }
}

/** Faults of Fastify and its parsers that are the asker's, by their code. */
const foreign: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.wrong_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_REQ_FILE_TOO_LARGE: 'upload.too_large',
  FST_FILES_LIMIT: 'request.invalid',
  FST_PARTS_LIMIT: 'request.invalid',
  FST_FIELDS_LIMIT: 'request.invalid',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'request.wrong_type',
  FST_ERR_BAD_URL: 'route.not_found',
}
/** PostgreSQL had no time or no connection for us: the asker may come back. */
const busy = new Set(['57014', '55P03', '53300', '57P03', 'ECONNREFUSED', 'ETIMEDOUT'])

/** The problem a thrown thing is. What we cannot explain is a fault of ours, and says no more than that. */
export function problemFrom(thrown: unknown, language: Language): Problem {
  if (thrown instanceof Problem) return thrown
  if (thrown instanceof NotAsDescribed)
    return new Problem('request.invalid', { fields: fieldsOf(thrown.issues, language) })
  if (thrown instanceof BadCursor) return new Problem('cursor.invalid')
  if (thrown instanceof OutcomeUnknown)
    return new Problem('outcome.unknown', { headers: { 'retry-after': '2' } })
  if (thrown instanceof BlobsAway)
    return new Problem(thrown instanceof BlobsNotKept ? 'file.not_kept' : 'file.away', {
      headers: { 'retry-after': '30' },
    })
  const { code, statusCode } = (thrown ?? {}) as { code?: string; statusCode?: number }
  const known = code === undefined ? undefined : foreign[code]
  if (known) return new Problem(known)
  if (code !== undefined && busy.has(code))
    return new Problem('server.busy', { headers: { 'retry-after': '2' } })
  if (statusCode === 429) return new Problem('request.too_many')
  if (statusCode === 413) return new Problem('request.too_large')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem('request.malformed')
  return new Problem('server.fault')
}

// What a sentence may name; a refusal that does not say it must not break the sentence.
const unsaid = {
  ...{ count: 1, seconds: 60, agent: '…', choices: '…', facts: '…', least: '…', most: '…', script: '…' },
  ...{ has: '…', of: '…', mb: '…', amount: '…', currency: '…' },
  ...{ spent: '…', limit: '…', when: '…', about: '…', name: '…', number: '…' },
}

/** The problem document as it goes out. */
export function problemDocument(problem: Problem, ref: string, language: Language) {
  const say = speakerOf(language)
  const title = say(refusalKey(problem.code), { ...unsaid, ...problem.details })
  const fields = fieldsIn(problem, title).map(one => ({
    ...one,
    // A part that judges by what the desk knows names only the place: that it does not fit is all there is
    // to say.
    message: one.message || say('refusal.field_form'),
  }))
  const named = fields.map(({ path, message }) => (path ? `${path}: ${message}` : message))
  return {
    type: `/api/v1/problems/${problem.code}`,
    title,
    status: problem.status,
    code: problem.code,
    detail: problem.fields.length > 0 ? named.join(' · ') : title,
    ...(Object.keys(problem.details).length > 0 && { details: problem.details }),
    ...(fields.length > 0 && { fields }),
    ref,
  }
}

/** What is wrong with which field; what the core refused of one field says so in its own sentence. */
function fieldsIn({ code, fields }: Problem, title: string): readonly FieldProblem[] {
  const path = refusedField[code as keyof typeof refusedField]
  return path && fields.length === 0 ? [{ path, message: title }] : fields
}

/**
 * Where whoever works here reads what the house has agreed about what was refused him. Customers and partners
 * are told no policies of the house.
 */
function policiesAbout({ signed }: FastifyRequest, code: string): string | null {
  const moment = momentOfRefusal(code)
  const isOurs = signed?.by.kind === 'agent' && !signed.facts.roles.includes('partner')
  return moment && isOurs ? `/api/v1/house-policies?moment=${moment}` : null
}

/** The language of whoever asks: his own when he is signed in, else his browser's. */
export const languageOf = (request: FastifyRequest): Language =>
  request.signed?.language ?? acceptedLanguage(request.headers['accept-language']) ?? 'en'

/** Answers with a problem. */
export function replyProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const policies = policiesAbout(request, problem.code)
  const led = policies !== null && { policies }
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problemDocument(problem, request.id, languageOf(request)), ...led }))
}

/** Makes the app answer every fault with a problem document. */
export function answerProblems(app: FastifyInstance, log: (line: string) => void): void {
  app.setErrorHandler((thrown: FastifyError, request, reply) => {
    const problem = problemFrom(thrown, languageOf(request))
    // No bodies and no addresses of people: what failed, where, and the name the asker was given.
    if (problem.status >= 500)
      log(`${request.id} ${request.method} ${request.routeOptions.url ?? '?'}: ${thrown?.stack ?? thrown}`)
    return replyProblem(request, reply, problem)
  })
}

type LocaleError = (issue: $ZodIssue) => string | { message: string } | undefined | null

const localeErrors = Object.fromEntries(
  Object.entries({ en, sv, it, de, ca, ru }).map(([language, locale]) => [language, locale().localeError]),
) as Readonly<Record<Language, LocaleError>>

const fieldsMax = 20

function fieldsOf(issues: readonly $ZodIssue[], language: Language): FieldProblem[] {
  const fields: FieldProblem[] = []
  for (const issue of issues.flatMap(nearest)) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    for (const key of keys) {
      const path = [...issue.path, ...(key === null ? [] : [key])].map(String).join('.')
      fields.push({ path: path.slice(0, 200), message: messageOf(issue, language) })
    }
  }
  return fields.slice(0, fieldsMax)
}

/**
 * Of a field that may be one of several forms, usually something or null: what is wrong with the only form
 * that is of the type given. Else that none fits.
 */
function nearest(issue: $ZodIssue): readonly $ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const isOtherType = (one: $ZodIssue) => one.code === 'invalid_type' && one.path.length === 0
  const [form, ...others] = issue.errors.filter(all => !all.every(isOtherType))
  if (!form || others.length > 0) return [issue]
  return form.flatMap(nearest).map(one => ({ ...one, path: [...issue.path, ...one.path] }))
}

function messageOf(issue: $ZodIssue, language: Language): string {
  const say = speakerOf(language)
  if (issue.code === 'unrecognized_keys') return say('refusal.field_unknown')
  if (issue.code === 'invalid_type' && issue.input === undefined) return say('refusal.field_missing')
  if (issue.code === 'custom') return say(String(issue.params?.says ?? 'refusal.field_empty'))
  if (issue.code === 'invalid_format' && issue.format === 'regex') return say('refusal.field_form')
  if (issue.code === 'too_big' && issue.origin === 'string')
    return say('refusal.field_too_long', { max: Number(issue.maximum) })
  const said = localeErrors[language](issue)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}
