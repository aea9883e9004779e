// ?view=print: a script on paper, as a picture or as text, in a language of its own; the picture also as a
// file. Not: the picture (picture.ts).
import { createElement, useEffect, useMemo, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { Scroll } from '../kit/layout.tsx'
import { Progress } from '../kit/progress.tsx'
import { useSay } from '../words.ts'
import { nodeHeight, rowGap } from './map-layout.ts'
import { headOf } from './map-words.ts'
import { type Outline, type OutlineStep, saidIn, type Way } from './outline.ts'
import { bandsOf, type Picture, pictureOf, svgText } from './picture.ts'
import { inWords } from './scripts-list.ts'
import { useLayout } from './use-layout.ts'
import s from './print.module.css'

type Props = { slug: string; outline: Outline; chosen: readonly Language[] }
const forms = ['picture', 'text'] as const
type Form = (typeof forms)[number]

export default function PrintView({ slug, outline, chosen }: Props) {
  const say = useSay()
  const [as, setAs] = useState<Form>('picture')
  const [language, setLanguage] = useState<Language>(chosen[0] ?? 'en')
  const layout = useLayout(outline)
  const title = inWords(outline.title, language)?.text ?? slug
  const picture = useMemo(
    () => layout.laid && pictureOf(layout.laid, outline, { language, say }),
    [layout.laid, outline, language, say],
  )
  return (
    <Scroll label={say('script_view.print')}>
      <div className={s.choices}>
        <SelectField
          label={say('script_print.as')}
          value={as}
          options={forms.map(value => ({ value, text: say(`script_print.as_${value}`) }))}
          onChange={event => setAs(event.currentTarget.value as Form)}
        />
        <SelectField
          label={say('script_print.language')}
          value={language}
          options={outline.languages.map(value => ({ value, text: say(`kinds.language_${value}`) }))}
          onChange={event => setLanguage(event.currentTarget.value as Language)}
        />
        <Button kind="main" onClick={() => print()}>
          {say('script_print.print')}
        </Button>
        {picture && <Save slug={slug} language={language} text={() => svgText(picture, title)} />}
      </div>
      {!picture && (
        <Progress
          label={say('script_map.laying_out', { n: outline.steps.length })}
          done={layout.done}
          of={1}
        />
      )}
      <div className={s.printed} lang={language}>
        <h2>{title}</h2>
        {as === 'picture' && picture && <Pages picture={picture} />}
        {as === 'text' && <Text outline={outline} language={language} />}
      </div>
    </Scroll>
  )
}

type SaveProps = { slug: string; language: Language; text: () => string }

/** The picture as a file, made when it is asked for. */
function Save({ slug, language, text }: SaveProps) {
  const say = useSay()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  const save = () => {
    const made = URL.createObjectURL(new Blob([text()], { type: 'image/svg+xml' }))
    setUrl(made)
    const link = document.createElement('a')
    link.href = made
    link.download = `${slug}-${language}.svg`
    link.click()
  }
  return <Button onClick={save}>{say('script_print.save')}</Button>
}

function Pages({ picture }: { picture: Picture }) {
  return bandsOf(picture, nodeHeight + rowGap).map(({ x, y, width, height }) => (
    // Every step is in the outline; here it is for eyes.
    <svg key={y} className={s.page} viewBox={`${x} ${y} ${width} ${height}`} aria-hidden="true">
      {picture.shapes
        .filter(one => isWithin(one.attributes, y, height))
        .map(({ kind, attributes, text }, i) => createElement(kind, { key: i, ...attributes }, text))}
    </svg>
  ))
}

/** Lines are drawn on every page they might pass; the rest where it stands. */
const isWithin = ({ y }: Readonly<Record<string, string | number>>, top: number, height: number): boolean =>
  typeof y !== 'number' || (y > top - nodeHeight - rowGap && y < top + height)

function Text({ outline, language }: { outline: Outline; language: Language }) {
  const numbers = useMemo(() => new Map(outline.steps.map(one => [one.name, one.index + 1])), [outline])
  return (
    <ol className={s.steps}>
      {outline.steps.map(step => (
        <li key={step.index}>
          <StepText step={step} language={language} numbers={numbers} />
        </li>
      ))}
    </ol>
  )
}

type StepTextProps = { step: OutlineStep; language: Language; numbers: ReadonlyMap<string, number> }

function StepText({ step, language, numbers }: StepTextProps) {
  const say = useSay()
  return (
    <>
      <h3>
        {step.index + 1} · {say(`scripts.kind_${step.kind ?? 'none'}`)}
      </h3>
      {step.sentences.length === 0 && <p>{headOf(step, language)}</p>}
      {step.sentences.map(({ what, wording }) => (
        <p key={what}>
          <span className="soft">{say(`scripts.what_${what}`)}</span>{' '}
          {saidIn(wording, language) ?? <em className={s.lacks}>{say('scripts.missing')}</em>}
        </p>
      ))}
      {step.ways.length > 0 && (
        <ul>
          {step.ways.map((way, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a way has no name but its place
            <li key={i}>
              <WayText way={way} language={language} /> → {wayTo(way, numbers, say)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function WayText({ way: { by, words, when }, language }: { way: Way; language: Language }) {
  const say = useSay()
  if (by === 'choice') return <>{inWords(words, language)?.text}</>
  return <>{when === null ? say(`scripts.by_${by}`) : say('scripts.by_when', { when })}</>
}

const wayTo = ({ to }: Way, numbers: ReadonlyMap<string, number>, say: ReturnType<typeof useSay>): string =>
  to === null ? say('scripts.goes_next') : String(numbers.get(to) ?? `${to} (${say('scripts.nowhere')})`)
