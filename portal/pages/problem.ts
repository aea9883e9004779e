// Pages for what did not work: what happened, what is kept, what to do.
import type { Framed } from '#portal/frame.ts'
import { html } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'

export type PortalProblem =
  | 'no_page'
  | 'too_many'
  | 'fault'
  | 'unknown'
  | 'foreign'
  | 'too_large'
  | 'gone'
  | 'file_held'

/** One problem; `ref` names the answer in our logs. */
export function problemPage(page: Page, problem: PortalProblem, ref: string | null): Framed {
  const { say } = page
  return {
    title: say(`portal.problem_${problem}`),
    at: null,
    languagePath: '/help',
    main: html`<div class="narrow stack">
<h1>${say(`portal.problem_${problem}`)}</h1>
<p class="lede">${say(`portal.problem_${problem}_text`)}</p>
<p class="acts"><a class="btn" href="${linkTo(page, '/help')}">${say('portal.to_help')}</a></p>
${ref && html`<p class="meta">${say('portal.ref', { ref })}</p>`}
</div>`,
  }
}
