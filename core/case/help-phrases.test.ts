// What customers write when they want more help, and what only sounds like it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asksForMoreHelp } from '#core/case/help-phrases.ts'

test('plain words for a manager are noticed in each language', () => {
  for (const words of [
    'I want to speak to a manager now.',
    'Please escalate this.',
    'Jag vill tala med en chef.',
    'Vorrei parlare con un responsabile.',
    'Ich möchte mit Ihrem Vorgesetzten reden.',
    'Ich will die Leitung sprechen!',
    'Vull parlar amb un responsable.',
    'Хочу поговорить с вашим руководителем.',
    'Your agent was rude to me.',
    'Jag blev illa bemött.',
  ])
    assert.equal(asksForMoreHelp(words), 'want_manager', words)
})

test('so are words that it leads nowhere, or that more help is needed', () => {
  for (const words of [
    'We are going in circles.',
    'Det leder ingenstans.',
    'Non porta a nulla.',
    'Das führt zu nichts.',
    'Això no porta enlloc.',
    'Мы ходим по кругу.',
    'I need more help with this',
    'Ich brauche mehr Hilfe.',
  ])
    assert.equal(asksForMoreHelp(words), 'leads_nowhere', words)
})

test('ordinary words, and what is quoted of an older mail, are not taken for it', () => {
  for (const words of [
    'Thank you for your help.',
    'The task manager shows 100 %.',
    'Could you help me with the router?',
    'Now it works.\n> I want to speak to a manager',
    'Der Chef ist im Urlaub.',
    '',
  ])
    assert.equal(asksForMoreHelp(words), null, words)
})
