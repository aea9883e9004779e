// A picture of a script as it is shown: lazily, with the words that stand for it. Not: adding one
// (scripts/step-picture.tsx).
import { urlOf } from '#web/api/client.ts'
import s from './walk.module.css'

/** Its name never stands for another picture: a browser asks for it once. */
export const ScriptPicture = ({ file, alt }: { file: string; alt: string }) => (
  <img
    className={s.picture}
    src={urlOf(`/script-pictures/${encodeURIComponent(file)}`)}
    alt={alt}
    loading="lazy"
    decoding="async"
  />
)
