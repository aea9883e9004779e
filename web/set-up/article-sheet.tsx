// Adding an article, changing or withdrawing it. Not: what is wrong with what was typed (article-form.ts).
import { useState } from 'react'
import { type Article, articleNumber } from '#core/article/article.ts'
import type { ProductId } from '#core/kit/id.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay, useWords } from '../words.ts'
import { articleBody, articleFaults, type ArticleForm, articleForm } from './article-form.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { LanguageField, Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Product, useChange } from './set-up-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'

type Props = { article: Article | null; products: readonly Product[]; onClose: () => void }

export function ArticleSheet({ article, products, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const { language } = useWords()
  const [form, setForm] = useState(() => articleForm(article, language))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const sent = useChange(close('set_up.saved'))
  useFirstWrong(faults, sent.error)
  const change = (some: Partial<ArticleForm>) => setForm({ ...form, ...some })
  const go = () => {
    const wrong = articleFaults(form)
    setFaults(wrong)
    if (wrong.length > 0 || sent.isPending) return
    const body = articleBody(form, article === null)
    if (!article) return sent.mutate({ path: '/articles', body })
    const changes = { ...body, version: article.version }
    sent.mutate({ path: `/articles/${article.id}`, method: 'PATCH', body: changes })
  }
  const told = faultsIn(sent.error).map(one => faultText(one, say))
  const line = (field: 'title' | 'address', more: object) => (
    <TextField
      label={say(`set_up.article_${field}`)}
      value={form[field]}
      error={faultAt(faults, field, say)}
      onChange={event => change({ [field]: event.currentTarget.value })}
      {...more}
    />
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={
        article ? say('set_up.article_change', { name: articleNumber(article) }) : say('set_up.article_add')
      }
      onSubmit={go}
      foot={<Send isSending={sent.isPending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={told} thrown={told.length > 0 ? undefined : sent.error} />
        {line('title', { maxLength: 200, autoFocus: true })}
        {line('address', { inputMode: 'url', maxLength: 2_000 })}
        <About {...{ form, products }} onChange={change} />
        {article && (
          <Check
            checked={form.withdrawn}
            onChange={event => change({ withdrawn: event.currentTarget.checked })}
          >
            {say('set_up.article_withdraw')}
          </Check>
        )}
      </div>
    </Sheet>
  )
}

type AboutProps = {
  form: ArticleForm
  products: readonly Product[]
  onChange: (change: Partial<ArticleForm>) => void
}

/** In which language it is, and about what. */
function About({ form, products, onChange }: AboutProps) {
  const say = useSay()
  return (
    <div className={s.two}>
      <LanguageField
        label={say('set_up.language')}
        value={form.language}
        onChange={language => onChange({ language })}
      />
      <SelectField
        label={say('set_up.product')}
        value={form.product}
        options={[
          { value: '', text: say('set_up.article_no_product') },
          ...products
            .filter(one => one.active || one.id === form.product)
            .map(one => ({ value: one.id, text: one.name })),
        ]}
        onChange={event => onChange({ product: event.currentTarget.value as ProductId | '' })}
      />
    </div>
  )
}
