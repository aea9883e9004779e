// A new case while somebody is on the line: who, what he says, how bad, what he is promised. Keyboard from end to end.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type Kind, kinds, type PromiseMeans, promiseMeans } from '#core/case/event.ts'
import type { ProductId } from '#core/kit/id.ts'
import { type Language, languages } from '#core/people/language.ts'
import { deedKey, get, post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { useDesk } from '#web/case/desk.ts'
import { type NextUpdate, NextUpdateSlot } from '#web/case/next-update.tsx'
import { nextUpdateChoices } from '#web/case/next-update.ts'
import { useWordsIn } from '#web/case/say-in.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { ErrorSummary, TextArea, TextField } from '#web/kit/field.tsx'
import { FormRow, FormRows } from '#web/kit/form-row.tsx'
import { ScreenBar, Scroll, Split, Tall } from '#web/kit/layout.tsx'
import { nowMs } from '#web/kit/now.ts'
import { usePanes } from '#web/kit/panes.ts'
import { Slot } from '#web/kit/slot.tsx'
import { ClaimTag, SeverityMark } from '#web/kit/tag.tsx'
import { timeOf, wallTime } from '#web/kit/times.ts'
import { toast } from '#web/kit/toast.ts'
import { useOfNow } from '#web/kit/use-now.ts'
import { Said } from '#web/kit/voices.tsx'
import { firstName } from '#web/queue/why.ts'
import { useWords } from '#web/words.ts'
import {
  type Begun,
  bodyOf,
  claimsOf,
  type Harm,
  minutesSince,
  missingOf,
  plainPhone,
  severityOf,
  titleOf,
} from './new-case.ts'
import { NewCaseSide } from './new-case-side.tsx'
import s from './new-case.module.css'
import { useBegun } from './use-begun.ts'
import { type Found, WhoRow } from './who-row.tsx'

const stops = ['all', 'part', 'little', 'nothing'] as const
const who = ['many', 'some', 'one'] as const
const around = ['no', 'yes'] as const
const means = ['phone', 'desk', 'chat'] as const

function NewCaseScreen() {
  const words = useWords()
  const { say } = words
  const desk = useDesk()
  const panes = usePanes()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { begun, set, done } = useBegun()
  const [found, setFound] = useState<Found | null>(null)
  const says = useRef<HTMLTextAreaElement>(null)
  const [errors, setErrors] = useState<readonly string[]>([])
  const [isMaking, setMaking] = useState(false)
  const [key] = useState(deedKey)
  const theirs = useWordsIn(begun.language)
  const minutes = useOfNow(now => minutesSince(begun.startedAt, now))
  const name = begun.person?.name ? firstName(begun.person.name) : ''
  const title = begun.title || titleOf(begun.says)
  const severity = severityOf(begun.harm)
  const next: NextUpdate =
    begun.dueAt === null
      ? { is: 'none', because: '' }
      : nextUpdateChoices(begun.startedAt, desk.zone).some(one => one.at === begun.dueAt)
        ? { is: 'at', at: begun.dueAt }
        : { is: 'at', at: begun.dueAt, own: true }
  const create = async () => {
    const missing = missingOf(begun)
    if (missing) {
      setErrors([say(`new_case.needs_${missing}`)])
      return
    }
    setErrors([])
    setMaking(true)
    try {
      const topic = theirs.say('case.topic_next')
      const made = await post<{ number: number }>('/cases', bodyOf(begun, { now: nowMs(), topic }), { key })
      if (found) void keepNumber(found, begun.phone)
      done()
      toast({ text: say('new_case.made', { number: String(made.number) }) })
      void client.invalidateQueries({ queryKey: keys.queues })
      await navigate({ to: '/c/$number', params: { number: String(made.number) } })
    } catch (thrown) {
      setErrors([refusalText(thrown, say)])
      setMaking(false)
    }
  }
  useEffect(() => {
    if (found && begun.person?.is === 'known' && found.language !== begun.language && begun.says === '')
      set({ language: found.language })
  }, [found, begun.person, begun.language, begun.says, set])
  const known = begun.person?.is === 'known' ? begun.person : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a person taken over from the kept draft
  useEffect(() => {
    if (!known || found) return
    get<{ items: readonly Found[] }>('/customers', { q: known.name }).then(
      answer => setFound(answer.items.find(one => one.id === known.id) ?? null),
      () => undefined,
    )
  }, [known?.id])
  const harm = (change: Partial<Harm>) => set({ harm: { ...begun.harm, ...change } })
  const options = <T extends string>(all: readonly T[], key: string) =>
    all.map(one => ({ value: one, text: say(`${key}_${one}`) }))
  const sayPromise =
    begun.dueAt === null
      ? ''
      : theirs.say('new_case.read_out', { at: wallTime(begun.dueAt, nowMs(), theirs) })
  return (
    <Split columns={panes === 'three' ? 'panel' : 'one'}>
      <Tall>
        <ScreenBar
          ruled
          title={name ? say('new_case.title_name', { name }) : say('new_case.title')}
          note={`${say('new_case.since', { at: timeOf(begun.startedAt, words) })} · ${say('kit.span_minutes', { n: minutes })} · ${say('new_case.draft')}`}
        />
        <Scroll>
          <form
            data-form=""
            onSubmit={event => {
              event.preventDefault()
            }}
            id="new-case"
          >
            {errors.length > 0 && (
              <div className={s.errors}>
                <ErrorSummary errors={errors} title={say('new_case.not_made')} />
              </div>
            )}
            {panes !== 'three' && found && (
              <div className={s.inlineSide}>
                <NewCaseSide found={found} begun={begun} />
              </div>
            )}
            <FormRows>
              <WhoRow
                begun={begun}
                set={set}
                onFound={setFound}
                onChosen={() => requestAnimationFrame(() => says.current?.focus())}
              />
              <FormRow
                label={say('new_case.says')}
                hint={say('new_case.says_hint')}
                stand={
                  claimsOf(begun.says).length > 0 && (
                    <>
                      <ClaimTag verdict="unchecked" />
                      <p className="sm">{say('new_case.claims', { n: claimsOf(begun.says).length })}</p>
                    </>
                  )
                }
              >
                <TextArea
                  said
                  label={say('new_case.says')}
                  labelHidden
                  lang={begun.language}
                  rows={3}
                  ref={says}
                  value={begun.says}
                  needed={begun.person !== null && begun.says.trim() === ''}
                  onChange={event => set({ says: event.currentTarget.value })}
                />
              </FormRow>
              <FormRow label={say('new_case.on_what')}>
                <Slot<ProductId | ''>
                  label={say('new_case.on_what')}
                  value={begun.product}
                  options={[
                    { value: '' as const, text: say('case.no_product') },
                    ...desk.products.map(one => ({ value: one.id, text: one.name })),
                  ]}
                  onChange={product => set({ product })}
                />{' '}
                <span className="soft">·</span>{' '}
                <Slot<Kind>
                  label={say('queue.filter_kind')}
                  value={begun.kind}
                  options={options(kinds, 'kinds.kind')}
                  onChange={kind => set({ kind })}
                />{' '}
                <span className="soft">·</span>{' '}
                <Slot<Language>
                  label={say('queue.filter_language')}
                  value={begun.language}
                  options={options(languages, 'kinds.language')}
                  onChange={language => set({ language })}
                />
              </FormRow>
              <FormRow
                label={say('new_case.how_bad')}
                stand={
                  <>
                    <SeverityMark severity={severity} /> {say('new_case.from_answers')}
                  </>
                }
              >
                <p className={s.sentence}>
                  <span>{say('new_case.it_stops')}</span>
                  <Slot
                    label={say('new_case.what_stops')}
                    value={begun.harm.stops}
                    options={options(stops, 'new_case.stops')}
                    onChange={value => harm({ stops: value })}
                  />
                  <span>{say('new_case.for')}</span>
                  <Slot
                    label={say('new_case.for_whom')}
                    value={begun.harm.for}
                    options={options(who, 'new_case.for')}
                    onChange={value => harm({ for: value })}
                  />
                  <span>{say('new_case.and')}</span>
                  <Slot
                    label={say('new_case.way_around')}
                    value={begun.harm.around}
                    options={options(around, 'new_case.around')}
                    onChange={value => harm({ around: value })}
                  />
                </p>
              </FormRow>
              <FormRow
                label={say('new_case.subject')}
                stand={begun.title === '' && title !== '' && say('new_case.from_first')}
              >
                <TextField
                  label={say('new_case.subject')}
                  labelHidden
                  lang={begun.language}
                  value={title}
                  onChange={event => set({ title: event.currentTarget.value })}
                />
              </FormRow>
              <FormRow
                label={say('new_case.you_promise')}
                stand={
                  begun.dueAt !== null && <ClockCell owed={{ dueAt: begun.dueAt, kind: 'promise' }} under />
                }
              >
                <p className={s.sentence}>
                  <span>{say('new_case.hears_by')}</span>
                  <NextUpdateSlot
                    value={next}
                    onChange={value => set({ dueAt: value.is === 'none' ? null : value.at })}
                    runsUntil={null}
                    mayBeNone={false}
                  />
                  <Slot<PromiseMeans>
                    label={say('deeds.promise_means')}
                    value={begun.by}
                    options={options(promiseMeans, 'kinds.means')}
                    onChange={by => set({ by })}
                  />
                </p>
                {sayPromise !== '' && (
                  <Said small lang={begun.language}>
                    {sayPromise}
                  </Said>
                )}
              </FormRow>
            </FormRows>
            <div className={s.foot}>
              <Button
                kind="main"
                keys="mod+enter"
                offWhy={isMaking ? say('case.sending') : ''}
                onClick={() => void create()}
              >
                {say('new_case.create')}
              </Button>
              <Slot
                label={say('new_case.came_by')}
                value={begun.means}
                options={options(means, 'new_case.means')}
                onChange={value => set({ means: value })}
              />
              <Button kind="quiet" onClick={() => done()}>
                {say('new_case.begin_anew')}
              </Button>
              <span className="away faint sm">{say('new_case.you_stay')}</span>
            </div>
          </form>
        </Scroll>
      </Tall>
      {panes === 'three' && <NewCaseSide found={found} begun={begun} />}
    </Split>
  )
}
export default NewCaseScreen

/** A call-back number that is new for somebody we know is kept with him; the case does not wait for it. */
async function keepNumber(found: Found, typed: string): Promise<void> {
  const phone = plainPhone(typed)
  if (phone.length < 3 || found.phones.map(plainPhone).includes(phone)) return
  await post(`/customers/${found.id}`, { phones: [...found.phones, phone] }, { method: 'PATCH' }).catch(
    () => undefined,
  )
}

export type SetBegun = (change: Partial<Begun>) => void
