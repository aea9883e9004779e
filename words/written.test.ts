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
test('a picture is shown where its name stands, if it is attached', () => {
  const of = (name: string) => (name === 'lamp "on".png' ? 'cid:1&2' : null)
  assert.equal(
    writtenHtml('See\n![lamp "on".png]', of),
    '<p>See<br>\n<img src="cid:1&amp;2" alt="lamp &quot;on&quot;.png"></p>',
  )
  assert.equal(writtenHtml('**![other.png]**', of), '<p><strong>[other.png]</strong></p>')
  assert.equal(writtenHtml('![lamp "on".png]'), '<p>[lamp &quot;on&quot;.png]</p>')
  assert.equal(writtenHtml('`![lamp "on".png]`', of), '<p><code>![lamp &quot;on&quot;.png]</code></p>')
  assert.doesNotMatch(writtenHtml('![lamp "on".png](https://t.example/p.png)', of), /<img/)
  assert.doesNotMatch(writtenHtml('![<b>x</b>]', of), /<b>/)
})
test('a picture takes no empty line behind it', () => {
  assert.equal(
    writtenHtml('![a.png]\nMore', () => 'cid:1'),
    '<p><img src="cid:1" alt="a.png">\nMore</p>',
  )
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
test('words without a mark are the same as the parser would have them', () => {
  const words = [
    'We look at it.',
    'Ja (gewiß), morgen: oder?',
    'Вам позвонят.\nСегодня.',
    'A',
    'a.\n\n\nb;\nc',
  ]
  const marks = ['- off', 'off\n- on', 'off\n1) on', 'a\\*b', 'a *b* c', 'a_b_c', 'a `b`', '> said', 'a\n> b']
  const blanks = ['a\n    b', ' a', 'a ', 'a \nb', 'a\tb', 'a\r\nb', 'a\n \nb', '']
  const others = ['a & b', '"a" <b>', '![a.png]', '[a](https://b.example)', '# a', 'a\n===', '~~~\na\n~~~']
  // With a mark behind it a text is parsed as a whole.
  for (const text of [...words, ...marks, ...blanks, ...others])
    assert.equal(writtenHtml(`${text}\n\n*x*`), `${writtenHtml(text)}\n<p><em>x</em></p>`.trim(), text)
})
