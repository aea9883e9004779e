import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writtenHtml } from '#words/written.ts'

test('the small Markdown of the composer becomes elements', () => {
  assert.equal(writtenHtml('Hello **Anna**,\nwe look.'), '<p>Hello <strong>Anna</strong>,<br>\nwe look.</p>')
  assert.match(writtenHtml('1. off\n2. on'), /^<ol>\s*<li>off<\/li>\s*<li>on<\/li>\s*<\/ol>$/)
})
test('a link leads to the web, a mailbox or a number, and to nothing else', () => {
  assert.match(
    writtenHtml('[here](https://help.example/a)'),
    /<a rel="noopener noreferrer nofollow" target="_blank" href="https:\/\/help.example\/a">here<\/a>/,
  )
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ' javascript:alert(1)'])
    assert.doesNotMatch(writtenHtml(`[here](${bad})`), /<a/)
})
test('HTML and pictures of the writer are text', () => {
  for (const hostile of [
    '<script>x</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://t.example/p.png)',
    '<a href="javascript:x">y</a>',
  ])
    assert.doesNotMatch(writtenHtml(hostile), /<(?:script|img|a)\b[^>]*(?:onerror|javascript|src)/i)
})
