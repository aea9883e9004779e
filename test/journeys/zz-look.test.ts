import { after } from 'node:test'
import { seedDesk } from '#bin/seeding.ts'
import { weekdays } from '#core/clock/date.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { signInBy, startJourney } from '#test/support/journey.ts'
const journey = await startJourney()
const { desk } = journey
after(() => journey.end())
const karin = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const eva = await desk.person('Eva Ek', { roles: ['agent'], levels: [2] })
const out = '/tmp/h/whatif'
journey.scene('look', async () => {
  await seedDesk({ url: desk.databaseUrl, store: desk.shell.store as never, cases: 4000, progress: () => {}, openShare: 0, seed: 1 })
  const client = await signIn(desk.url, karin.email, password)
  const { version: v, setting } = (await client.ask('GET', 'settings')).json
  const r0 = await client.ask('PATCH', 'settings', { version: v, capacity: { ...setting.capacity, handleMinutes: [35, 60, 60] } })
  console.log(r0.status)
  const people = (await client.ask('GET', 'agents')).json.items
  for (const who of [karin, eva]) {
    const { version } = people.find((one: { id: string }) => one.id === who.id)
    const hours = Object.fromEntries(weekdays.slice(0, 5).map(one => [one, [['09:00', '17:00']]]))
    const r = await client.ask('PUT', `working-weeks/${who.id}`, { version, zone: 'UTC', hours, cover: null })
    console.log(r.status)
  }
  const page = await journey.open({ viewport: { width: 1280, height: 1000 } })
  await signInBy(page, desk.url, karin.email)
  const q = 'people=1:1:mon-fri:9-17,1:1&solved=5&arrivals=10'
  await page.goto(`${desk.url}/capacity/what-if`)
  await page.locator('[data-sentence]').waitFor()
  await page.screenshot({ path: `${out}/now.png` })
  await page.goto(`${desk.url}/capacity/what-if?${q}`)
  await page.locator('[data-sentence]').waitFor()
  await page.screenshot({ path: `${out}/en.png` })
  await page.keyboard.press('t')
  await page.screenshot({ path: `${out}/table.png` })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: `${out}/phone-table.png` })
  await page.keyboard.press('t')
  await page.screenshot({ path: `${out}/phone.png` })
  await page.locator('[data-figure="busy-1"]').scrollIntoViewIfNeeded()
  await page.screenshot({ path: `${out}/phone2.png` })
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const language of ['de', 'ru']) {
    await client.ask('PUT', 'me/language', { language })
    const me = await client.ask('PATCH', 'me', { language })
    console.log(me.status)
    await page.evaluate(l => { document.cookie = `language=${l}; path=/` }, language)
    await page.setViewportSize({ width: 1280, height: 1000 })
    await page.goto(`${desk.url}/capacity/what-if?${q}`)
    await page.locator('[data-sentence]').waitFor()
    await page.screenshot({ path: `${out}/${language}.png` })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${desk.url}/capacity`)
    await page.locator('[data-sentence]').waitFor()
    await page.screenshot({ path: `${out}/${language}-cap.png` })
  }
})
