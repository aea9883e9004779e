// How a letter says where an attached picture is seen: its name between `![` and `]`. Not: what becomes of it
// (words/written.ts), nor which files are pictures.

const nameMost = 200

/** A file's name as a mark can hold it. */
export const markedName = (name: string): string =>
  name
    .replace(/[[\]\s]+/g, ' ')
    .trim()
    .slice(0, nameMost)

/** The mark that shows the picture of this name. */
export const pictureMark = (name: string): string => `![${markedName(name)}]`

const marks = /!\[([^[\]\n]{1,200})\](?!\()/g

/** A letter as plain text says it: of a picture its name. */
export const withNames = (text: string): string => text.replace(marks, '[$1]')

/** A letter without the mark of a picture, and without the line that held nothing else. */
export function withoutPicture(text: string, name: string): string {
  const mark = pictureMark(name)
  return text
    .split('\n')
    .filter(line => line.trim() !== mark)
    .join('\n')
    .replaceAll(mark, '')
}

/** A letter with a picture on a line of its own after `at`, and where one writes on. */
export function withPicture(text: string, name: string, at: number): { text: string; at: number } {
  const before = text.slice(0, at)
  const after = text.slice(at)
  const opened = before === '' || before.endsWith('\n') ? before : `${before}\n`
  const put = `${opened}${pictureMark(name)}\n`
  return { text: put + after.replace(/^\n/, ''), at: put.length }
}
