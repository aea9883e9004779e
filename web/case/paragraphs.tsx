// Text with its line breaks. Not: the marks of the composer (written.tsx).
import s from './case.module.css'

/** Text with its line breaks; struck text stays readable. */
export function Paragraphs({ words, struck = false }: { words: string; struck?: boolean }) {
  const lines = words.split(/\n{2,}/)
  return (
    <>
      {lines.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a recorded text never move
        <p key={i} data-text="" className={s.lines}>
          {struck ? <s>{one}</s> : one}
        </p>
      ))}
    </>
  )
}
