// A script with three checks, live in two versions, and the walks of many customers through it. Not: walks
// on cases.
import type { WalkId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import type { CourseEnd, Left, WalkTold } from '#core/measure/walk-told.ts'
import { languages } from '#core/people/language.ts'
import { newId } from '#server/new-id.ts'
import type { LiveDesk } from '#test/support/desk.ts'

const all = (words: string) => Object.fromEntries(languages.map(one => [one, `${words} (${one})`]))
const check = (name: string, words: string, failed: string) => ({
  ...{ name, do: all(words), why: all('It is quick.'), say: all(words), expect: all('It works again.') },
  ...{ worked: 'fine', failed, otherwise: failed, group: 'line', minutes: 2 },
})
const form = (slug: string) => ({
  ...{ slug, languages, title: all('Line is down'), says: all('The line is down'), article: slug },
  start: 'cabinet',
  steps: [
    check('cabinet', 'Open the cabinet in the stairwell and look at the fuse', 'cable'),
    check('cable', 'Pull the cable out and push it in again until it clicks', 'power'),
    check('power', 'Switch the router off for sixty seconds and on again', 'pass-on'),
    { name: 'fine', end: 'solved', say: all('It works.'), fixed: all('A check') },
    {
      name: 'pass-on',
      end: 'hand_off',
      toLevel: 2,
      question: all('Is the line at fault?'),
      say: all('Wait.'),
    },
  ],
})

/** Publishes it twice and tells of so many walks through each version; the third check solves most. */
export async function walkedScript(
  desk: LiveDesk,
  slug: string,
  walks: readonly [number, number],
): Promise<void> {
  const { shell } = desk
  for (const version of [1, 2])
    await shell.desk.scripts.publish({
      ...{ slug, version, form: form(slug), at: shell.now(), by: null },
      shipped: `${slug} ${version}`,
    })
  for (const [i, many] of walks.entries())
    for (let n = 0; n < many; n++) {
      const walk = newId('wlk') as WalkId
      const at = instant(shell.now() - (n % 60) * dayMs - 60_000)
      const told: WalkTold = {
        ...{ walk, part: 0, walker: 'customer', reopened: false, begunAt: at, changedAt: at },
        ...courseOf(slug, i + 1, n),
      }
      await shell.desk.walkFigures.tellAlone(walk, [told])
    }
}

function courseOf(slug: string, version: number, n: number): Pick<WalkTold, 'course' | 'seconds'> {
  const first: Left = n % 3 === 0 ? 'skipped' : 'failed'
  const [passed, end, stands] = ((): [[string, Left][], CourseEnd, string] => {
    if (n % 10 === 9) return [[['cabinet', first]], 'abandoned', 'cable']
    if (n % 10 === 8) return [[['cabinet', 'worked']], 'solved', 'fine']
    const before: [string, Left][] = [
      ['cabinet', first],
      ['cable', 'failed'],
    ]
    if (n % 10 > 7 - version) return [[...before, ['power', 'failed']], 'hand_off', 'pass-on']
    return [[...before, ['power', 'worked']], 'solved', 'fine']
  })()
  return {
    course: {
      ...{ slug, version, end, stands },
      passed: passed.map(([step, how]) => ({ step, how, nowhere: how === 'skipped', undone: false })),
    },
    seconds: passed.map((_, at) => (at === 0 ? 400 + (n % 7) * 20 : 90 + (n % 5) * 10)),
  }
}
