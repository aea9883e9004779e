// How a call begins, as the server knows it: what to read aloud, for whom the caller may speak, what his case
// would be entitled to. Not: the screen.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { severityOf } from '#core/case/impact.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { Coverage } from '#core/entitlement/contract.ts'
import type { Entitled } from '#core/entitlement/entitle.ts'
import type { SpeakRight } from '#core/entitlement/right-to-speak.ts'
import type { Language } from '#core/people/language.ts'
import type { OpeningFact } from '#core/script/opening-words.ts'
import type { Wording } from '#core/script/script.ts'
import { get } from '#web/api/client.ts'
import type { Say } from '#words/say.ts'
import type { Begun } from './new-case.ts'

export type Speaks = {
  readonly right: SpeakRight
  readonly contract: { readonly id: string; readonly name: string } | null
  /** where a line of it names him, not all of it */
  readonly line?: { readonly coverage: Coverage }
}
export type CallOpening = {
  readonly script: { readonly slug: string; readonly version: number } | null
  readonly greeting: readonly Wording[]
  readonly asks: Readonly<Partial<Record<OpeningFact, Wording>>>
  readonly next: Wording | null
  readonly speaks: Speaks
  readonly entitled: Entitled | null
  readonly due: readonly { readonly kind: TargetKind; readonly dueAt: number }[]
  /** of whom it was asked */
  readonly customer: string | undefined
}

/** The question for it: it changes with who calls and what it is about; until then the last answer stands. */
export const openingQuery = (begun: Begun, serial: string) => {
  const { person, product, site, impact, means } = begun
  const asked = {
    channel: means,
    customer: person?.is === 'known' ? person.id : undefined,
    product,
    serial: serial.trim(),
    site,
    severity: severityOf(impact),
  }
  return queryOptions({
    queryKey: ['calls', 'opening', asked] as const,
    queryFn: async ({ signal }): Promise<CallOpening> => ({
      ...(await get<Omit<CallOpening, 'customer'>>('/calls/opening', asked, signal)),
      customer: asked.customer,
    }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

/** The language after this one, of those the desk speaks. */
export function languageAfter(one: Language, all: readonly Language[]): Language {
  const index = all.indexOf(one)
  return all[(index + 1) % all.length] ?? one
}

/** Whether what was found says that this person may not call for this: a contract is there, for others. */
export const isForOthers = ({ speaks, entitled }: Pick<CallOpening, 'speaks' | 'entitled'>): boolean =>
  speaks.right === 'not_named' ||
  (entitled !== null &&
    (entitled.outcome === 'not_covered' || entitled.outcome === 'house') &&
    entitled.steps.some(({ result }) => result === 'not_a_caller'))

/** What a line is about, in a few words. */
export function coverageText(
  coverage: Coverage,
  products: readonly { readonly id: string; readonly name: string }[],
  say: Say,
): string {
  const { serial = '', site = '', product = '' } = { ...coverage } as Partial<Record<string, string>>
  const what = serial || site || (products.find(({ id }) => id === product)?.name ?? '–')
  return say(`set_up.covers_${coverage.kind}`, { what })
}
