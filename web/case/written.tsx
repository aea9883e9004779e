// An agent's words as the customer got them. The library that reads marks comes only where there are marks.
import { lazy, Suspense } from 'react'
import { isPlain } from '#core/reply/plain.ts'
import type { PictureOf } from '#words/written.ts'
import { Paragraphs } from './paragraphs.tsx'

const WrittenHtml = lazy(() => import('./written-html.tsx'))

export function Written({ words, pictures }: { words: string; pictures?: PictureOf | undefined }) {
  if (isPlain(words)) return <Paragraphs words={words} />
  return (
    <Suspense fallback={<Paragraphs words={words} />}>
      <WrittenHtml words={words} pictures={pictures} />
    </Suspense>
  )
}
