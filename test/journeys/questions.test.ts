// Three questions of one customer and their three ends, on the case page: answered, declined with a reason,
// split off into a case of its own; only then is the case solved. Not: who may settle them
// (server/http/access.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'
import { followLink } from '#test/support/mailbox.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Berg')
const asBo = await signIn(desk.url, bo.person.email, password)
const subject = 'The line drops every evening'
await desk.mail({ from: 'Anna Lind <anna@customers.example>', subject, text: 'Every evening at eight.' })
const receipt = await desk.outside.find(({ to }) => to.includes('anna@customers.example'))
const number = Number(receipt.mail.subject?.match(/\d+/)?.[0])
const { id } = await asBo.read(number)
await asBo.deed(id, 'worker/take')

const questions = {
  why: 'Why is it always at eight?',
  money: 'Do I get the month back?',
  phone: 'Can my old telephone stay?',
}
const answer = 'The profile changes at eight.'
const because = 'Less than a day of the month was lost.'
const newSubject = 'Old telephone on the new line'

const dialog = bo.getByRole('dialog')
const panel = bo.getByRole('complementary')
const entry = (question: string) => bo.getByRole('article').filter({ hasText: question })
const settle = (question: string) => panel.getByRole('button', { name: `Settle: ${question}` })
/** The line beside the case: the question, and what became of it. */
const line = (question: string) => panel.getByRole('listitem').filter({ hasText: question })
const openCase = async (which: number, title: string) => {
  await bo.goto(`${desk.url}/c/${which}`)
  await bo.getByRole('heading', { level: 1, name: title }).waitFor()
}
const gone = () => dialog.waitFor({ state: 'detached' })
const refused = (words: string) => dialog.getByRole('alert').filter({ hasText: words }).waitFor()
/** What its ledger holds of its questions and of its end. */
const facts = async () => {
  const { events } = await desk.ledger(id)
  return events.map(({ type }) => type).filter(type => /^question\.|^case\.solved/.test(type))
}

journey.scene('what the customer wants to know is added, each as a question of its own', async () => {
  await openCase(number, subject)
  for (const question of Object.values(questions)) {
    await bo.getByRole('button', { name: 'More acts' }).click()
    await bo.getByRole('menuitem', { name: 'Add a question of the customer' }).click()
    await dialog.getByLabel('The question').fill(question)
    await dialog.getByRole('button', { name: 'Add the question' }).click()
    await gone()
    await settle(question).waitFor()
    await entry(question).getByText('open', { exact: true }).waitFor()
    // What is still on its way to the desk cannot be settled in the ledger.
    await entry(question).getByRole('button', { name: 'Settle' }).waitFor()
  }
})

journey.scene('while they are open the case cannot be solved, and the form says which', async () => {
  await bo.getByRole('heading', { level: 1 }).focus()
  await bo.keyboard.press('d')
  await dialog.getByLabel('What fixed it', { exact: true }).fill('A new line profile.')
  for (const question of Object.values(questions)) await dialog.getByText(question).waitFor()
  await dialog.getByRole('button', { name: 'Solved' }).click()
  await refused('3 questions of the customer are still open.')
  assert.deepEqual(await axeFinds(bo), [])
  assert.deepEqual(await facts(), ['question.added', 'question.added', 'question.added'])
})

journey.scene('the first is answered, from the very form that named it', async () => {
  await dialog
    .getByRole('listitem')
    .filter({ hasText: questions.why })
    .getByRole('button', { name: 'Settle' })
    .click()
  await dialog.getByRole('button', { name: 'Save the answer' }).click()
  await refused('Write the answer.')
  await dialog.getByLabel('The answer').fill(answer)
  await dialog.getByRole('button', { name: 'Save the answer' }).click()
  await gone()
  await line(questions.why).getByText('answered', { exact: true }).waitFor()
  await entry(questions.why).getByText(answer).waitFor()
})

journey.scene('the second is declined, and the reason stands with it', async () => {
  await settle(questions.money).click()
  await dialog.getByRole('radio', { name: 'Declined' }).check()
  await dialog.getByRole('button', { name: 'Decline' }).click()
  await refused('Write why it is declined.')
  await dialog.getByLabel('Why it is declined').fill(because)
  await dialog.getByRole('button', { name: 'Decline' }).click()
  await gone()
  await line(questions.money).getByText('declined', { exact: true }).waitFor()
  await entry(questions.money).getByText(because).waitFor()
})

journey.scene('the third becomes a case of its own, which each of the two leads to', async () => {
  await settle(questions.phone).click()
  await dialog.getByRole('radio', { name: 'A case of its own' }).check()
  await dialog.getByLabel(/^Title of the new case/).fill(newSubject)
  assert.deepEqual(await axeFinds(bo), [])
  await dialog.getByRole('button', { name: 'Make a new case' }).click()
  await gone()
  await line(questions.phone).getByText('own case', { exact: true }).waitFor()
  await panel.getByRole('link', { name: newSubject }).click()
  await bo.getByRole('heading', { level: 1, name: newSubject }).waitFor()
  await settle(questions.phone).waitFor()
  await entry(`split from ${number}`).waitFor()
  await panel.getByRole('link', { name: `${number} ${subject}` }).click()
  await bo.getByRole('heading', { level: 1, name: subject }).waitFor()
})

journey.scene('with all three settled it is solved, and its customer reads what became of them', async () => {
  await bo.getByRole('heading', { level: 1 }).focus()
  await bo.keyboard.press('d')
  await dialog.getByLabel('What fixed it', { exact: true }).fill('A new line profile.')
  assert.equal(await dialog.getByText('still open').count(), 0)
  const recorded = bo.waitForResponse(/\/case\/solve$/)
  await dialog.getByRole('button', { name: 'Solved' }).click()
  assert.equal((await recorded).status(), 200)
  assert.deepEqual((await facts()).slice(3), [
    'question.answered',
    'question.declined',
    'question.split',
    'case.solved',
  ])
  const anna = await journey.open()
  await anna.goto(followLink(receipt))
  await anna.getByText(answer).first().waitFor()
  for (const question of Object.values(questions)) await anna.getByText(question).first().waitFor()
  quiet(journey)
})
