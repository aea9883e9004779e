// Files put into the words of a reply: attached, and a picture shown where one writes. Not: how they are sent
// (use-files.ts), nor what becomes of a mark (words/written.ts).
import { withoutPicture, withPicture } from '#core/reply/picture-mark.ts'
import type { useFiles } from './use-files.ts'

type Files = Pick<ReturnType<typeof useFiles>, 'files' | 'attach' | 'drop'>

/** What mail programs show. */
const isPicture = ({ type }: File): boolean => /^image\/(?:png|jpeg|webp)$/.test(type)

/** What comes from a clipboard has the same name each time. */
function ownName(file: File, taken: readonly { readonly name: string }[]): File {
  if (!taken.some(one => one.name === file.name)) return file
  const [, stem = '', ending = ''] = /^(.*?)(\.\w+)?$/.exec(file.name) ?? []
  for (let n = 2; ; n++) {
    const name = `${stem}-${n}${ending}`
    if (!taken.some(one => one.name === name)) return new File([file], name, { type: file.type })
  }
}

/** Takes files into a reply, and takes a file away with the marks that showed it. */
export function pastedInto({ files, attach, drop }: Files, write: (text: string) => void) {
  const put = async (list: readonly File[], field: HTMLTextAreaElement) => {
    const taken: { readonly name: string }[] = [...files]
    for (const each of list) {
      const file = ownName(each, taken)
      taken.push(file)
      const [one] = await attach([file])
      if (!one || !isPicture(file)) continue
      // One may have written on meanwhile.
      const { text, at } = withPicture(field.value, one.name, field.selectionStart)
      write(text)
      requestAnimationFrame(() => field.setSelectionRange(at, at))
    }
  }
  const takeAway = (id: string, text: string) => {
    const name = files.find(one => one.id === id)?.name
    drop(id)
    if (name !== undefined) write(withoutPicture(text, name))
  }
  return { put, takeAway }
}
