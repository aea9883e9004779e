// The composer's small Markdown as elements: what words/written.ts makes, which lets no HTML of the writer through.
import { writtenHtml } from '#words/written.ts'
import s from './written.module.css'

export default function WrittenHtml({ words }: { words: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own renderer with HTML switched off; tested there
  return <div className={s.written} dangerouslySetInnerHTML={{ __html: writtenHtml(words) }} />
}
