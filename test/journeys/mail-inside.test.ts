// A mail with a quote, a meeting, a mail handed on and a signature: the agent sees the new words, has the
// rest one key away, and reads what else it holds.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import { deskAddress } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const raw = `From: Anna Lindqvist <anna@customers.example>
To: ${deskAddress}
Subject: Fwd: The router drops the line
Message-ID: <inside@customers.example>
Content-Type: multipart/mixed; boundary=o

--o
Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

--s
Content-Type: text/plain; charset=utf-8

It drops the line again. Can we meet?

On Thu, 26 Nov 2026 at 10:12, Eva <eva@customers.example> wrote:
> Have you asked the support desk?
--s
Content-Type: application/pgp-signature; name=signature.asc

x
--s--
--o
Content-Type: text/calendar; method=REQUEST

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Look at the router
DTSTART:20261126T091500Z
DTEND:20261126T101500Z
ORGANIZER;CN=Anna Lindqvist:mailto:anna@customers.example
END:VEVENT
END:VCALENDAR
--o
Content-Type: message/rfc822
Content-Disposition: attachment; filename=eva.eml

From: Eva Ek <eva@customers.example>
Subject: The router

It is the grey one.
--o--
`.replace(/\n/g, '\r\n')

journey.scene('the new words stand alone, and the quote is one key away and back', async () => {
  await desk.mail({ envelope: { from: 'anna@customers.example', to: [deskAddress] }, raw })
  await bo.goto(`${desk.url}/q/all`)
  await bo.getByText('The router drops the line').first().click()
  await bo.getByText('It drops the line again. Can we meet?').first().waitFor()
  assert.equal(await bo.getByText('Have you asked the support desk?').count(), 0)
  const shown = bo.getByRole('button', { name: 'Show quoted text' })
  await shown.click()
  await bo.getByText('Have you asked the support desk?').waitFor()
  await bo.getByRole('button', { name: 'New words only' }).click()
  await shown.waitFor()
})

journey.scene('what else it holds is said: the meeting, the mail handed on, what is signed', async () => {
  await bo.getByText('Invitation:').waitFor()
  await bo.getByText(/Look at the router · .*26 Nov 2026.* · by Anna Lindqvist/).waitFor()
  await bo.getByText(/Eva Ek <eva@customers\.example> · The router/).waitFor()
  await bo.getByText('Carries a signature (OpenPGP) that nobody has checked.').waitFor()
  await bo.getByText(/It covers the text\. Not covered: .*eva\.eml/).waitFor()
})

journey.scene('the mail is saved exactly as it came', async () => {
  const [saved] = await Promise.all([
    bo.waitForEvent('download'),
    bo.getByRole('button', { name: 'Save as it came' }).click(),
  ])
  assert.ok((await readFile(await saved.path(), 'utf8')).endsWith(raw))
  quiet(journey)
})
