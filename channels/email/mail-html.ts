// The HTML of a mail to a customer: blocks, styles inline, no tables, no picture that does not come with it.
// Not: its plain text (mail-plain.ts), which is written and not derived.
import type { Block, Foot, Link } from './blocks.ts'
import { type PictureOf, writtenHtml } from '#words/written.ts'

export type HtmlMail = {
  readonly language: string
  readonly subject: string
  /** what mail programs show beside the subject: it holds the time */
  readonly preheader: string
  readonly desk: string
  readonly blocks: readonly Block[]
  readonly foot: Foot
  readonly signature?: string | null
  /** what comes with the mail and is seen in its words */
  readonly pictures?: PictureOf
}

const dark = `@media (prefers-color-scheme: dark) {
  body, .sheet { background: #101618 !important; color: #EBE9E4 !important; }
  .soft, .foot, .foot a { color: #BCBBB3 !important; }
  a { color: #70C8CD !important; }
  .btn { background: #70C8CD !important; border-color: #70C8CD !important; color: #101618 !important; }
  .btn2 { background: #182022 !important; border-color: #798285 !important; color: #EBE9E4 !important; }
  .sum { border-top-color: #70C8CD !important; border-bottom-color: #EBE9E4 !important; }
  .foot { border-top-color: #2F393B !important; }
  .late { border-top-color: #F47062 !important; } .own { color: #F47062 !important; }
}`

const sans = "'Source Sans 3','Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const serif = "'Source Serif 4',Georgia,'Times New Roman',serif"

/** The whole document. */
export function mailHtml(mail: HtmlMail): string {
  const blocks = mail.blocks.map(block => htmlOf(block, mail.pictures)).join('\n')
  const foot = mail.foot.map(line => `<p style="margin:0 0 4px;">${escaped(line)}</p>`).join('\n')
  return `<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(mail.subject)}</title>
<style>
${dark}
</style>
</head>
<body style="margin:0;padding:0;background:#FBFAF6;color:#24201A;">
<div style="display:none;max-height:0;overflow:hidden;">${escaped(mail.preheader)}</div>
<div class="sheet" role="article" aria-label="${escaped(mail.subject)}" lang="${mail.language}" style="max-width:560px;margin:0 auto;padding:24px 20px 32px;background:#FBFAF6;color:#24201A;font:17px/26px ${sans};">
<p style="margin:0 0 24px;font-weight:bold;">${escaped(mail.desk)}</p>
${blocks}${signatureHtml(mail.signature)}
<div class="foot" style="margin-top:32px;padding-top:16px;border-top:1px solid #DCD9D2;font-size:15px;line-height:22px;color:#514C46;">
${foot}
</div>
</div>
</body>
</html>
`
}

/** The desk's own words under what was written. */
const signatureHtml = (text: string | null | undefined): string =>
  text ? `\n<p style="margin:0 0 16px;">${text.split('\n').map(escaped).join('<br>')}</p>` : ''

function htmlOf(block: Block, pictures?: PictureOf): string {
  switch (block.type) {
    case 'paragraph':
      return `<p style="margin:0 0 16px;">${escaped(block.text)}</p>`
    case 'written':
      return markdownHtml(block.markdown, pictures)
    case 'quote':
      return `<p style="margin:0 0 16px;padding-left:16px;border-left:1px solid #848078;font:19px/28px ${serif};">${escaped(block.text)}</p>`
    case 'promise':
      return promiseHtml(block)
    case 'question':
      return `<p style="margin:0 0 12px;font-size:22px;line-height:28px;font-weight:bold;">${escaped(block.text)}</p>`
    case 'links':
      return `<p style="margin:0 0 16px;">${block.links.map((link, at) => button(link, at === 0)).join('')}</p>`
    case 'soft':
      return `<p class="soft" style="margin:0 0 16px;color:#514C46;">${escaped(block.text)}</p>`
    case 'signed':
      return `<p style="margin:0 0 16px;">${escaped(block.name)}${roleHtml(block.role)}</p>`
  }
}

const roleHtml = (role: string): string =>
  role ? `<br><span class="soft" style="color:#514C46;">${escaped(role)}</span>` : ''

function promiseHtml({ before, time, after, late }: Extract<Block, { type: 'promise' }>): string {
  const rule = late ? '#8B1915' : '#0A626A'
  const note = late
    ? `<p class="own" style="margin:0 0 6px;color:#8B1915;font-weight:bold;">▲ ${escaped(late)}</p>\n`
    : ''
  // A line of its own does not begin with the comma of the sentence.
  const rest = after.replace(/^[,.]\s*/, '')
  const line = rest === '' ? '' : `\n<p style="margin:0;">${escaped(rest)}</p>`
  return `<div class="sum${late ? ' late' : ''}" style="margin:0 0 24px;padding:14px 0 18px;border-top:3px solid ${rule};border-bottom:4px double #24201A;">
${note}<p style="margin:0;">${escaped(before)}</p>
<p style="margin:2px 0;font-size:36px;line-height:42px;font-weight:bold;">${escaped(time)}</p>${line}
</div>`
}

function button({ label, href }: Link, isMain: boolean): string {
  const colors = isMain
    ? 'border:1px solid #0A626A;border-radius:4px;background:#0A626A;color:#FBFAF6;'
    : 'border:1px solid #848078;border-radius:4px;background:#FFFFFF;color:#24201A;'
  const place = 'display:inline-block;margin:0 8px 8px 0;padding:11px 20px;'
  return `<a class="${isMain ? 'btn' : 'btn2'}" href="${escaped(webAddress(href))}" style="${place}${colors}font-weight:600;text-decoration:none;">${escaped(label)}</a>`
}

/** Only addresses of the web leave in our links. */
function webAddress(href: string): string {
  if (!/^https?:\/\/[^\s"<>]+$/.test(href))
    throw new Error(`a mail may only link to the web, not to ${href.slice(0, 40)}`)
  return href
}

/** An agent's words as mail programs show them: styles stand at the elements. */
export const markdownHtml = (text: string, pictures?: PictureOf): string =>
  writtenHtml(text, pictures)
    .replaceAll('<p>', '<p style="margin:0 0 16px;">')
    .replaceAll('<img ', '<img style="display:block;max-width:100%;height:auto;margin:8px 0;" ')

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, mark => marks[mark]!)
