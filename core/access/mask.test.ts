// Known people are taken out of words however they are written; what is about the matter stays.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskForms, maskOf, masked, withoutSignature } from '#core/access/mask.ts'

const anna = maskOf({
  names: ['Åsa de la Cruz', 'Bo Lindqvist'],
  phrases: ['Nordic Print AB'],
  emails: ['asa.cruz@nordic.example', 'info@nordic.example', 'bo@x.example'],
  phones: ['+46701234567', '112'],
})

describe('words with a person in them', () => {
  const rows: readonly [string, string][] = [
    ['Åsa ringde', `${masked} ringde`],
    ['ASA and Asas router', `${masked} and ${masked} router`],
    ['A\u030Asa Lindqvists skrivare', `${masked} ${masked} skrivare`],
    ['Bo called', `${masked} called`],
    ['write to asa.cruz@nordic.example.', `write to ${masked}.`],
    ['someone.else+x@mail.example too', `${masked} too`],
    ['login asa.cruz', `login ${masked}`],
    ['call 070-123 45 67 or +46 (0)70 123 45 67', `call ${masked} or ${masked}`],
    ['call 08-555 12 34', `call ${masked}`],
    ['of NORDIC  PRINT AB', `of ${masked}`],
  ]
  for (const [words, said] of rows) it(`“${words}” becomes “${said}”`, () => assert.equal(anna(words), said))
})

describe('words about the matter', () => {
  const rows = [
    'The print server prints de la page.',
    'Vi bo här; asphalt, lindqvi',
    'Error 0x80070057 at 192.168.0.1, MAC 00:1A:2B:3C:4D:5E, version 0.9.12.30.4',
    'since 01.02.2026 09:15, again 2026-11-27, 01-02-03',
    'serial SN-0012345678, order 4821, info',
    'emergency 112',
  ]
  for (const words of rows) it(`“${words}” stays`, () => assert.equal(anna(words), words))

  it('stays where nobody is known, but for forms of addresses and numbers', () => {
    const nobody = maskOf({ names: ['!'], phrases: [], emails: [], phones: [] })
    assert.equal(nobody('Anna 1, a@b.example'), `Anna 1, ${masked}`)
    assert.equal(maskForms('+49 30 1234567890123456'), '+49 30 1234567890123456')
  })
})

describe('lines by which somebody signs', () => {
  it('are left out where words stand above them', () => {
    assert.equal(withoutSignature('It blinks.\n\nMit freundlichen Grüßen\nAnna\nStr. 1'), 'It blinks.')
    assert.equal(withoutSignature('It blinks.\n-- \nAnna'), 'It blinks.')
    assert.equal(withoutSignature('С уважением\nАнна'), 'С уважением\nАнна')
    assert.equal(withoutSignature('No name here'), 'No name here')
    const long = `--\n${'line\n'.repeat(20)}`
    assert.equal(withoutSignature(`Log:\n${long}`), `Log:\n${long}`)
  })
})
