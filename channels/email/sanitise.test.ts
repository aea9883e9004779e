import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sanitise } from './sanitise.ts'

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<iframe srcdoc="<script>1</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\nscript:alert(1)">x</a>',
  '<a href="data:text/html,x">x</a>',
  '<form action=/x><input name=a></form>',
  '<math><mtext><table><mglyph><style><img src=x onerror=1>',
  '<base href=//x>',
  '<meta http-equiv=refresh content="0;url=//x">',
  '<link rel=stylesheet href=//x>',
  '<object data=x></object><embed src=x>',
  '<p style="position:fixed;top:0">x</p>',
  '<p style="background:url(//x)">x</p>',
  '<p style="width:expression(1)">x</p>',
  '<style>@import "//x"</style>',
  '<noscript><p title="</noscript><img src=x onerror=1>">',
  '<img src="data:image/svg+xml,x">',
  '<!--><img src=x onerror=1>-->',
  '<b title="<!--" ><i title="--><img src=x onerror=1>">',
]

for (const html of hostile) {
  test(`nothing runs, loads or covers: ${html.slice(0, 50)}`, () => {
    const safe = sanitise(`<p>before</p>${html}`).html
    assert.doesNotMatch(safe, /<(script|style|iframe|svg|math|form|input|base|meta|link|object|embed)\b/i)
    assert.doesNotMatch(
      safe.replace(/title="[^"]*"/g, ''),
      /<[^>]*\s(on\w+\s*=|style="[^"]*(position|url\(|expression))/i,
    )
    assert.doesNotMatch(safe, /(?:href|src)="\s*(javascript|vbscript|data:text|data:image\/svg)/i)
    assert.match(safe, /<p>before<\/p>/)
    assert.equal(sanitise(safe).html, safe)
  })
}

test('pictures from elsewhere become markers and are counted; those of the mail itself are shown', () => {
  const { html, remoteImages } = sanitise(
    '<img src="http://t/x.png" alt="logo"><img src="cid:a@b">',
    id => `/f/${id}`,
  )
  assert.equal(html, '<span data-image="remote">logo</span><img src="/f/a@b" />')
  assert.equal(remoteImages, 1)
})

test('what people write stays: words, links, lists, colours', () => {
  const { html } = sanitise(
    '<ul><li style="color:#c00">röd</li></ul><a href="https://x.se">l</a><a href="tel:+4640">t</a>',
  )
  assert.match(html, /<li style="color:#c00">röd<\/li>/)
  assert.match(html, /<a href="https:\/\/x.se" target="_blank" rel="noopener noreferrer nofollow">/)
  assert.match(html, /href="tel:\+4640"/)
})

for (const [name, html] of Object.entries({
  'nested elements': '<div>'.repeat(400_000),
  'misnested elements': '<b></i>'.repeat(280_000),
  'hidden end tags': '<b title="x></b>">'.repeat(100_000),
  'open tags': '<a'.repeat(1_000_000),
  'one long style': `<p style="${'color:red;'.repeat(200_000)}">`,
})) {
  test(`2 MB of ${name} take a few seconds at most`, () => {
    const since = performance.now()
    sanitise(html)
    assert.ok(performance.now() - since < 5_000)
  })
}
