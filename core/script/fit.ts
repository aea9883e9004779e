// How well scripts fit what somebody says: the words he used against those of each script. Words come folded,
// without case and accents. Not: which scripts are offered to whom.

/** The words of a script's title, and those of each way customers say that they need it. */
export type Vocabulary = readonly (readonly string[])[]

/** Words all sentences have: they say nothing of what is wrong. */
const quiet = new Set(
  [
    'and any all are but can could did does for from get has have into its just not off out the them then there',
    'they this that was what when will with won you your any every never time times',
    'inte och att det den ett som har hade jag min mitt mina kan med till vid alla',
    'non che per una uno del della con mio mia sono piu mai tutto tutti',
    'nicht und der die das dem den ein eine einen ist mein meine meinem ich mit kein keine auf von zum mehr',
    'que per una uns els les del dels amb meu meva esta mai tot tots ara',
    'work works working doesnt dont cant fungerar funkar funziona funzionano geht funktioniert funciona работает',
    'что это мой моя мое мне меня нет как все уже для при или она они его',
  ].flatMap(line => line.split(' ')),
)

/** Two words say the same: one is the other with another ending. "druckt", "drucken"; "light", "lights". */
function isSame(a: string, b: string): boolean {
  if (a === b) return true
  const longest = Math.max(a.length, b.length)
  let shared = 0
  while (shared < longest && a[shared] === b[shared]) shared++
  return shared >= 4 && shared >= longest - 3
}

/**
 * How well each fits: a word that few of them use says more than one that many use, and more of a script in
 * which it comes again and again; in its title it counts twice.
 */
export function fitsOf(scripts: readonly Vocabulary[], said: readonly string[]): number[] {
  const fit = scripts.map(() => 0)
  for (const word of said) {
    if (word.length < 3 || quiet.has(word)) continue
    const shares = scripts.map(lines => shareOf(lines, word))
    const count = shares.filter(share => share > 0).length
    // A word that most of them use is one of those all sentences have.
    if (count === 0 || (scripts.length > 3 && count > scripts.length * 0.6)) continue
    shares.forEach((share, i) => {
      fit[i]! += share * Math.log(1 + scripts.length / count)
    })
  }
  return fit
}

/** In how much of what is said of a script the word comes. */
function shareOf(lines: Vocabulary, word: string): number {
  const hits = lines.map(line => line.some(one => isSame(one, word)))
  const count = hits.filter(Boolean).length + (hits[0] ? 1 : 0)
  return count === 0 ? 0 : 0.2 + count / (lines.length + 1)
}
