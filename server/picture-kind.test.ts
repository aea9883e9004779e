// What counts as a picture of a script: by its bytes, and nothing that could act.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pictureKind, pictureName } from '#server/picture-kind.ts'

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`
const kindOf = (text: string, encoding: BufferEncoding = 'latin1') =>
  pictureKind(Buffer.from(text, encoding))?.ending ?? null

test('a picture is told by its first bytes', () => {
  assert.equal(kindOf('\x89PNG\r\n\x1a\nrest'), 'png')
  assert.equal(kindOf('\xff\xd8\xff\xe0'), 'jpg')
  assert.equal(kindOf('RIFF....WEBPVP8'), 'webp')
  assert.equal(kindOf(svg('<path d="M0 0"/>')), 'svg')
  assert.equal(kindOf(`<?xml version="1.0"?>\n<!-- light -->\n${svg('<use href="#a"/>')}`), 'svg')
  for (const none of ['', 'GIF89a', '<html><svg>', 'hello', '%PDF-1.7'])
    assert.equal(kindOf(none), null, none)
  assert.equal(kindOf('\xfe\xff<svg>'), null, 'no text of ours')
})

test('a drawing that could act, or load from elsewhere, is none', () => {
  for (const inside of [
    '<script>alert(1)</script>',
    '<path onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><path/></a>',
    '<foreignObject><iframe/></foreignObject>',
    '<image href="http://evil.example/a.png"/>',
    '<image xlink:href="data:text/html,x"/>',
    '<use href="other.svg#a"/>',
    '<style>@import "x.css"</style>',
    '<rect fill="url(http://evil.example/x)"/>',
  ])
    assert.equal(kindOf(svg(inside)), null, inside)
  assert.equal(kindOf(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`), null)
  assert.equal(kindOf(svg('<rect fill="url(#g)"/>')), 'svg')
})

test('its name is letters, digits and hyphens, whatever it was called', () => {
  const png = pictureKind(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))!
  assert.equal(pictureName('DSL Light (2).PNG', png), 'dsl-light-2.png')
  assert.equal(pictureName('../../etc/passwd', png), 'etc-passwd.png')
  assert.equal(pictureName('светодиод.svg', png), 'picture.png')
  assert.equal(pictureName('a.svg', png, '1f2e3d'), 'a-1f2e3d.png')
})
