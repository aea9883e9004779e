// Two scripts with a step of every kind, for the journeys that go through one. Not: scripts that ship.
import { languages } from '#core/people/language.ts'

const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const to = (name: string) => [{ to: name }]
const ask = (name: string, words: string, next: string, more: object) => ({
  name,
  ask: all(words),
  why: all('It tells the line from the house'),
  say: all('Could you have a look?'),
  next: to(next),
  otherwise: next,
  ...more,
})
const choices = (...names: string[]) => ({
  choices: names.map(name => ({ name: name.toLowerCase().replace(/\W/g, '-'), words: all(name) })),
})
const models = { ...choices(...[...'ABCDEFGHIJKL'].map(one => `Model ${one}`)), fact: 'router.model' }
const script = (
  slug: string,
  title: string,
  says: string,
  steps: readonly { readonly name: string; readonly [key: string]: unknown }[],
) => ({
  slug,
  languages,
  title: all(title),
  says: all(says),
  article: slug,
  start: steps[0]!.name,
  steps,
})
const end = (name: string, more: object) => ({ name, end: name, say: all(`Told at ${name}`), ...more })
const solved = { name: 'fine', end: 'solved', say: all('Good'), fixed: all('A restart') }

/** Every kind of step, in one line. */
export const houseForm = script('line-or-house', 'Line or house', 'The router is down', [
  ask('model', 'Which model is it?', 'light', models),
  ask('light', 'Which light is on?', 'restart', choices('Green', 'Red')),
  {
    ...{ name: 'restart', do: all('Restart the router'), why: all('It clears a hung session') },
    ...{ say: all('Please restart it'), expect: all('It turns green') },
    ...{ worked: 'fine', failed: 'speed', otherwise: 'speed' },
  },
  ask('speed', 'How fast is it?', 'photo', { number: { least: 0, most: 1000, unit: 'Mbit/s' } }),
  ask('photo', 'A photo of it?', 'whole', { photo: {} }),
  ask('whole', 'Is it the whole house?', 'near', choices('Yes', 'No')),
  ask('near', 'Is it better nearby?', 'known', choices('Yes', 'No')),
  ask('known', 'The model, once more?', 'again', models),
  ask('again', 'And the model now?', 'words', models),
  ask('words', 'Anything else?', 'fine', { text: {} }),
  solved,
  {
    ...{
      name: 'line',
      end: 'hand_off',
      toLevel: 2,
      say: all('We pass it on to those who look after the line'),
    },
    question: all('Is the line of {customer} at fault?'),
  },
])

/** Another one, which comes first by its name. */
export const accountForm = script('account', 'Locked account', 'I forgot my password', [
  ask('which', 'Which account?', 'fine', choices('Mail', 'Shop')),
  solved,
])

/** One choice for each end. */
export const endsForm = script('ends', 'Every end', 'Whatever it is', [
  {
    ...ask('which', 'Which end?', 'solved', {}),
    choices: ['solved', 'visit', 'supplier', 'goodwill', 'article'].map(name => ({
      name,
      words: all(name),
      to: name,
    })),
  },
  end('solved', { fixed: all('A new cable') }),
  end('visit', { question: all('Where is the signal lost?') }),
  end('supplier', { question: all('Please send a tested one') }),
  end('goodwill', { question: all('May we help {customer} all the same?') }),
  end('article', { article: 'ends' }),
])
