// What a level or a team may do, as numbered sentences with words to change. A team's word may say "as its
// level".
import type { ReactNode } from 'react'
import type { WorkSetting } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { Button } from '../kit/button.tsx'
import { Slot } from '../kit/slot.tsx'
import { useSay } from '../words.ts'
import { minuteChoices, piecesOf, spokenMinutes } from './sentence.ts'
import s from './set-up.module.css'
import type { Four } from './set-up-api.ts'

export type Setting = Partial<WorkSetting>
type Flag =
  | 'speaks'
  | 'givesNumber'
  | 'stepsBeforeHandOff'
  | 'reproducesBeforeHandOff'
  | 'readBack'
  | 'scriptRequired'
  | 'restricted'
  | 'seesCustomer'
  | 'seesOrganisation'
  | 'mayLook'

const flags = [
  { flag: 'speaks', key: 'set_up.s_speaks', place: 'may', yes: 'set_up.may', no: 'set_up.may_not' },
  { flag: 'givesNumber', key: 'set_up.s_givesNumber', place: 'may', yes: 'set_up.may', no: 'set_up.may_not' },
  {
    flag: 'stepsBeforeHandOff',
    key: 'set_up.s_steps',
    place: 'must',
    yes: 'set_up.must',
    no: 'set_up.need_not',
  },
  {
    flag: 'reproducesBeforeHandOff',
    key: 'set_up.s_reproduces',
    place: 'must',
    yes: 'set_up.must',
    no: 'set_up.need_not',
  },
  {
    flag: 'readBack',
    key: 'set_up.s_read_back',
    place: 'must',
    yes: 'set_up.must',
    no: 'set_up.need_not',
  },
  {
    flag: 'scriptRequired',
    key: 'set_up.s_script',
    place: 'must',
    yes: 'set_up.must',
    no: 'set_up.need_not',
  },
  {
    flag: 'restricted',
    key: 'set_up.s_restricted',
    place: 'who',
    yes: 'set_up.who_team',
    no: 'set_up.who_level',
  },
  { flag: 'seesCustomer', key: 'set_up.s_sees', place: 'may', yes: 'set_up.may', no: 'set_up.may_not' },
  {
    flag: 'seesOrganisation',
    key: 'set_up.s_seesOrganisation',
    place: 'may',
    yes: 'set_up.may',
    no: 'set_up.may_not',
  },
  { flag: 'mayLook', key: 'set_up.s_mayLook', place: 'may', yes: 'set_up.may', no: 'set_up.may_not' },
] as const satisfies readonly { flag: Flag; key: string; place: string; yes: string; no: string }[]

const minuteFields = [
  { field: 'acceptMinutes', key: 'set_up.s_accept' },
  { field: 'heldMinutes', key: 'set_up.s_held' },
] as const

type Props = {
  /** what holds when nothing else is said */
  usual: WorkSetting
  /** the team's own words; undefined: this is the level itself */
  own?: Setting
  level: HouseLevel
  mayChange: boolean
  onChange: (change: { readonly [K in keyof WorkSetting]?: WorkSetting[K] | null }) => void
}

/** The sentences. Two are about customers it does not see: they are said where that can be. */
export function LevelSentences({ usual, own, level, mayChange, onChange }: Props) {
  const say = useSay()
  const set = own ?? usual
  return (
    <ol className={s.sentences}>
      {minuteFields.map(({ field, key }) => (
        <li className={s.sentence} key={field}>
          <MinutesSentence
            sentence={key}
            minutes={set[field] ?? usual[field]}
            disabled={!mayChange}
            onChange={next => onChange({ [field]: next })}
          />{' '}
          {own?.[field] && (
            <Button kind="quiet" onClick={() => onChange({ [field]: null })}>
              {say('set_up.again_as_level', { n: level })}
            </Button>
          )}
        </li>
      ))}
      {flags.map(({ flag, key, place, yes, no }) => {
        const word = (is: boolean) => say(is ? yes : no)
        const options = [
          ...(own
            ? [{ value: 'level', text: say('set_up.as_level', { n: level, word: word(usual[flag]) }) }]
            : []),
          { value: 'yes', text: word(true) },
          { value: 'no', text: word(false) },
        ]
        const value = set[flag] === undefined ? 'level' : set[flag] ? 'yes' : 'no'
        return (
          <li className={s.sentence} key={flag}>
            <Sentence
              text={key}
              places={{
                [place]: (
                  <Slot
                    label={say(key, { [place]: '…' })}
                    value={value}
                    options={options}
                    disabled={!mayChange}
                    onChange={next => onChange({ [flag]: next === 'level' ? null : next === 'yes' })}
                  />
                ),
              }}
            />
          </li>
        )
      })}
    </ol>
  )
}

/** A sentence with its places filled by controls, in the order of the language. */
export function Sentence({ text, places }: { text: string; places: Readonly<Record<string, ReactNode>> }) {
  const say = useSay()
  return piecesOf(say, text, Object.keys(places)).map((piece, index) =>
    'words' in piece ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence keep their places
      <span key={index}>{piece.words}</span>
    ) : (
      <span key={piece.place}>{places[piece.place]}</span>
    ),
  )
}

type MinutesProps = { sentence: string; minutes: Four; disabled: boolean; onChange: (minutes: Four) => void }
const letters = ['a', 'b', 'c', 'd'] as const

/** A sentence with one span per severity. */
export function MinutesSentence({ sentence, minutes, disabled, onChange }: MinutesProps) {
  const say = useSay()
  const places = Object.fromEntries(
    letters.map((letter, index) => [
      letter,
      <MinutesSlot
        key={letter}
        label={say('set_up.severity', { n: index + 1 })}
        minutes={minutes[index] ?? 0}
        disabled={disabled}
        onChange={next => onChange(minutes.map((was, at) => (at === index ? next : was)) as unknown as Four)}
      />,
    ]),
  )
  return <Sentence text={sentence} places={places} />
}

type SlotProps = { label: string; minutes: number; disabled: boolean; onChange: (minutes: number) => void }

/** A span of minutes inside a sentence, in the unit people say it in. */
export function MinutesSlot({ label, minutes, disabled, onChange }: SlotProps) {
  const say = useSay()
  const text = (one: number) => {
    const { key, n } = spokenMinutes(one)
    return say(key, { n })
  }
  return (
    <Slot
      label={label}
      value={String(minutes)}
      disabled={disabled}
      options={minuteChoices(minutes).map(one => ({ value: String(one), text: text(one) }))}
      onChange={next => onChange(Number(next))}
    />
  )
}
