// The composer's small Markdown as elements, as words/written.ts makes them: no HTML of the writer gets
// through.
import { type PictureOf, writtenHtml } from '#words/written.ts'
import s from './written.module.css'

export default function WrittenHtml({
  words,
  pictures,
}: {
  words: string
  pictures?: PictureOf | undefined
}) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our renderer has HTML switched off; tested there
  return <div className={s.written} dangerouslySetInnerHTML={{ __html: writtenHtml(words, pictures) }} />
}
