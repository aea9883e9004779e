// A picture pasted into a reply: seen where it was put by whoever wrote it, in the mail and on the customer's
// page; taken back, it comes back with the words.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'
import { followLink, type Letter } from '#test/support/mailbox.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const client = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna', email: 'anna@customers.example' }
const opened = await client.ask('POST', 'cases', { channel: 'phone', subject: 'Lamp', customer, take: true })
const box = bo.getByRole('textbox', { name: 'Reply to Anna' })
const png = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#0A626A' } })
  .png()
  .toBuffer()

const field = 'document.querySelector(\'textarea[aria-label="Reply to Anna"]\')'
/** As a browser gives what a clipboard holds: always under the same name. */
const paste = () =>
  bo.evaluate(`(() => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), one => one.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
    ${field}.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
type Seen = { document: { querySelector(path: string): { value: string } | null } }
const holds = (wanted: string) =>
  (globalThis as unknown as Seen).document.querySelector('textarea[aria-label="Reply to Anna"]')?.value ===
  wanted
const reads = (text: string) => bo.waitForFunction(holds, text)

/** A picture that was got has a width of its own. */
async function isDrawn(picture: Locator): Promise<void> {
  await picture.scrollIntoViewIfNeeded()
  const widthOf = async (one: { decode(): Promise<void>; naturalWidth: number }) => {
    await one.decode()
    return one.naturalWidth
  }
  assert.equal(await picture.evaluate(widthOf as never), 320)
}

journey.scene('what is pasted stands where one writes, each under a name of its own', async () => {
  await bo.goto(`${desk.url}/c/${opened.json.number}`)
  await box.fill('Look at the lamp.\nIs it green?')
  await bo.evaluate(`${field}.setSelectionRange(17, 17)`)
  await paste()
  await reads('Look at the lamp.\n![image.png]\nIs it green?')
  await paste()
  await reads('Look at the lamp.\n![image.png]\n![image-2.png]\nIs it green?')
  await bo.getByRole('button', { name: 'Remove image-2.png' }).click()
  await reads('Look at the lamp.\n![image.png]\nIs it green?')
})

journey.scene('taken back, words and picture are there again', async () => {
  await bo.keyboard.press('ControlOrMeta+Enter')
  await bo.getByRole('button', { name: 'Undo' }).first().click()
  await reads('Look at the lamp.\n![image.png]\nIs it green?')
  await bo.getByRole('button', { name: 'Remove image.png' }).waitFor()
})

journey.scene('it is seen in the case, in the mail and on the page of the customer', async () => {
  await bo.keyboard.press('ControlOrMeta+Enter')
  // The one taken back shows it as well.
  const seen = bo.getByRole('img', { name: 'image.png', exact: true }).last()
  await seen.waitFor()
  await isDrawn(seen)
  const { mail } = await desk.outside.find(one => (one.mail.text ?? '').includes('[image.png]'))
  const [picture] = mail.attachments
  assert.equal(mail.attachments.length, 1)
  assert.ok(mail.html!.includes(`src="cid:${picture!.contentId!.slice(1, -1)}"`))
  assert.deepEqual(Buffer.from(picture!.content as ArrayBuffer), png)
  const anna = await journey.open()
  await anna.goto(followLink({ mail } as Letter))
  await isDrawn(anna.getByRole('img', { name: 'image.png', exact: true }))
  for (const page of [bo, anna])
    assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
  assert.deepEqual(journey.complaints, [])
})
