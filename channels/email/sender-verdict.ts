// What the checks of a mail come to: whether the domain of its sender confirms it, denies it, or says nothing
// we could hear. A table over results, without network. Not: how they are found (sender-check.ts).
import { domainToASCII } from 'node:url'
import type { CheckResult, SenderChecked } from '#core/case/sender-check.ts'
import type { Header } from './mail.ts'

/** What came of the checks, with words for whoever wants to know it exactly. */
export type Findings = Omit<SenderChecked, 'details'> & { readonly details: string }

/** The checks as a library or a mail server names their results. */
export type Results = {
  readonly dkim: readonly { readonly result: string; readonly domain: string; readonly isAligned: boolean }[]
  /** null: no address of whoever handed the mail over is known */
  readonly spf: { readonly result: string; readonly domain: string; readonly isAligned: boolean } | null
  readonly dmarc: { readonly result: string; readonly policy: string; readonly domain: string }
  readonly arc: { readonly result: string; readonly sealedBy: string; readonly says: string }
}

const resultOf = (word: string): CheckResult => {
  if (word === 'pass') return 'pass'
  if (word === 'temperror' || word === 'permerror') return 'error'
  return word === 'none' || word === 'neutral' || word === '' ? 'none' : 'fail'
}

/** The best of several: one signature that holds is enough. */
const bestOf = (results: readonly CheckResult[]): CheckResult =>
  (['pass', 'error', 'fail'] as const).find(one => results.includes(one)) ?? 'none'

/**
 * The verdict. A seal counts only from a forwarder the desk trusts, and only when that one saw the mail
 * confirmed. Where SPF could not be asked, DKIM alone counts, and a domain that asks for nothing denies
 * nothing.
 */
export function verdictOf(results: Results, forwarders: readonly string[]): Findings {
  const dkim = bestOf(results.dkim.map(one => resultOf(one.result)))
  const spf = results.spf ? resultOf(results.spf.result) : 'off'
  const dmarc = resultOf(results.dmarc.result)
  const arc = resultOf(results.arc.result)
  const isSealed =
    arc === 'pass' && results.arc.says === 'pass' && forwarders.some(one => isSame(one, results.arc.sealedBy))
  const found = { dkim, spf, dmarc, arc, details: detailsOf(results) }
  const isAligned =
    results.dkim.some(one => one.isAligned && one.result === 'pass') ||
    (results.spf?.isAligned === true && spf === 'pass')
  if (dmarc === 'pass' || isSealed || (dmarc === 'none' && isAligned))
    return { sender: 'confirmed', ...found }
  const isDenied =
    dmarc === 'fail'
      ? // A key or record that just could not be asked for may be the one that confirms it.
        dkim !== 'error' && spf !== 'error' && (spf !== 'off' || results.dmarc.policy !== 'none')
      : dmarc === 'none' && results.spf?.result === 'fail' && dkim !== 'pass' && dkim !== 'error'
  return { sender: isDenied ? 'denied' : 'unknown', ...found }
}

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase()

function detailsOf({ dkim, spf, dmarc, arc }: Results): string {
  const parts = [
    ...dkim.filter(one => one.domain).map(one => `DKIM ${one.domain}: ${one.result}`),
    ...(spf?.domain ? [`SPF ${spf.domain}: ${spf.result}`] : []),
    ...(dmarc.domain ? [`DMARC ${dmarc.domain}: ${dmarc.result} (p=${dmarc.policy || '–'})`] : []),
    ...(arc.sealedBy ? [`ARC ${arc.sealedBy}: ${arc.result}`] : []),
  ]
  return parts.join(' · ').slice(0, 1_000)
}

/** Nothing could be asked. */
export const unasked = (result: 'error' | 'off'): Findings => ({
  sender: 'unknown',
  ...{ dkim: result, spf: result, dmarc: result, arc: result, details: '' },
})

/**
 * What a mail server in front of us found, by its own header: only the first one, which it wrote last, and
 * only if the desk names it. null: there is none of it.
 * @param from the address the desk takes for the writer's: a word on another domain is none on this one
 */
export function findingsOf(headers: readonly Header[], host: string, from: string): Findings | null {
  const value = headers.find(one => one.name === 'authentication-results')?.value ?? ''
  const said = value.replace(/\([^()]*\)/g, ' ')
  const [, by = ''] = /^\s*([^\s;]+)/.exec(said) ?? []
  if (!host || !isSame(by.replace(/\/\d+$/, ''), host)) return null
  const word = (name: string) =>
    new RegExp(`;\\s*${name}\\s*=\\s*([a-z]+)`, 'i').exec(said)?.[1]?.toLowerCase()
  const of = (name: string): CheckResult => {
    const found = word(name)
    return found === undefined ? 'off' : resultOf(found)
  }
  const dmarc = of('dmarc')
  const [, asked = ''] = /\bheader\.from\s*=\s*"?[^\s;"]*?([^\s;"@]+)"?(?=[\s;]|$)/i.exec(said) ?? []
  const own = domainToASCII(from.slice(from.lastIndexOf('@') + 1))
  const isOther = asked !== '' && from.includes('@') && !isSame(domainToASCII(asked), own)
  const passed = isOther ? 'denied' : 'confirmed'
  const sender = dmarc === 'pass' ? passed : dmarc === 'fail' ? 'denied' : 'unknown'
  return {
    sender,
    dkim: of('dkim'),
    spf: of('spf'),
    dmarc,
    arc: of('arc'),
    details: said.trim().slice(0, 1_000),
  }
}

/** Who handed a mail to a host of ours, by that host's own header; null: it does not say. */
export function handedOverBy(headers: readonly Header[], host: string): string | null {
  const value = headers.find(one => one.name === 'received')?.value ?? ''
  const [, from = '', by = ''] = /^\s*from\s(.*?)\sby\s+([^\s;()]+)/is.exec(value) ?? []
  if (!host || !isSame(by, host)) return null
  return /\[(?:IPv6:)?([0-9a-f.:]+)\]/i.exec(from)?.[1] ?? null
}
