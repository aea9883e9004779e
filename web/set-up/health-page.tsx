// "What is unset or broken": one line each, what is broken first, with the way to the page that puts it
// right.
import { LinkButton } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import type { GlyphName } from '../kit/glyphs.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { useSay, useWords } from '../words.ts'
import { SetUpPage, useLanguageName } from './parts.tsx'
import s from './set-up.module.css'
import { type Health, useSetUp } from './set-up-api.ts'

const signs = { broken: 'late', unset: 'open', note: 'ok' } as const satisfies Record<string, GlyphName>
const looks = { broken: s.broken, unset: s.unset, note: s.noteKind } as const

export default function HealthPage() {
  const say = useSay()
  const query = useSetUp<Health>('/set-up/health')
  return (
    <SetUpPage
      title={say('set_up.health')}
      note={query.data?.toFix ? say('set_up.to_fix', { n: query.data.toFix }) : undefined}
    >
      <ScreenState query={query} rows={5} bones="list">
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={say('set_up.health_fine')} />
          ) : (
            <ul>
              {items.map(one => (
                <Finding key={`${one.code} ${JSON.stringify(one.values)}`} found={one} />
              ))}
            </ul>
          )
        }
      </ScreenState>
    </SetUpPage>
  )
}

function Finding({ found }: { found: Health['items'][number] }) {
  const say = useSay()
  const languageName = useLanguageName()
  const { language: own } = useWords()
  const { languages, ...values } = found.values
  const names = String(languages ?? '')
    .split(' ')
    .filter(Boolean)
    .map(languageName)
  const language = new Intl.ListFormat(own, { type: 'conjunction' }).format(names)
  const shown = { ...values, language }
  return (
    <li className={`${s.finding} ${looks[found.grade]}`}>
      <Glyph name={signs[found.grade]} label={say(`set_up.health_${found.grade}`)} />
      <p>{say(`set_up.h_${found.code}`, shown)}</p>
      {found.place && found.grade !== 'note' ? (
        <LinkButton {...({ to: '/admin/$', params: { _splat: found.place } } as object)}>
          {say('set_up.health_go')}
        </LinkButton>
      ) : (
        <span className="sm faint">{say(`set_up.health_${found.grade}`)}</span>
      )}
    </li>
  )
}
