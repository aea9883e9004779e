// A customer's browser for tests of the routes. Not: a real one (test/journeys).
import type { LightMyRequestResponse } from 'fastify'
import type { TestPortal } from '#server/http/portal-testing.ts'

/** A browser without a script: keeps cookies, sends plain forms from our own pages. */
export function visitor(
  portal: Pick<TestPortal, 'app'>,
  headers: Record<string, string> = {},
  remoteAddress = '192.0.2.1',
) {
  const cookies = new Map<string, string>()
  const keep = (answer: LightMyRequestResponse) => {
    for (const { name, value, maxAge } of answer.cookies as {
      name: string
      value: string
      maxAge?: number
    }[])
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    return answer
  }
  const common = () => ({
    remoteAddress,
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
  })
  return {
    cookies,
    get: async (url: string) => keep(await portal.app.inject({ method: 'GET', url, ...common() })),
    async post(url: string, fields: Record<string, string | Blob>, more: Record<string, string> = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields))
        if (typeof value === 'string') form.append(name, value)
        else form.append('files', value, name)
      const request = new Request('http://here', { method: 'POST', body: form })
      const payload = Buffer.from(await request.arrayBuffer())
      const { headers: own, ...rest } = common()
      const type = request.headers.get('content-type')!
      const sent = { 'content-type': type, 'sec-fetch-site': 'same-origin', ...own, ...more }
      return keep(await portal.app.inject({ method: 'POST', url, payload, headers: sent, ...rest }))
    },
  }
}
export type Browser = ReturnType<typeof visitor>

export const hidden = (html: string, name: string) =>
  html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
export const words = 'The internet goes off every evening. The light turns red.'

export async function asks(browser: Browser, more: Record<string, string> = {}) {
  await browser.post('/en/help/ask/what', { words, ...more })
  await browser.post('/en/help/ask/when', { when: 'times', since: 'since Monday' })
  await browser.post('/en/help/ask/who', { name: 'Anna', mail: 'anna@example.org', tel: '', ...more })
  await browser.post('/en/help/ask/check', {})
  return browser.get('/en/help/ask/done')
}
export const numberIn = (html: string) => Number(html.match(/class="number">(\d+)/)?.[1])
