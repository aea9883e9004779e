// Which news a word to the customer passes on: beside a reply and a call.
import { untoldNews } from '#core/case/deed/pass-on.ts'
import { Check } from '#web/kit/check.tsx'
import { useCase } from './case-context.ts'
import { newsText } from './news-text.ts'

export function Tells() {
  const view = useCase()
  const { say, state, telling } = view
  return untoldNews(state).map(([id, one]) => (
    <Check
      key={id}
      checked={telling.news.includes(id)}
      onChange={event =>
        telling.set(
          event.currentTarget.checked ? [...telling.news, id] : telling.news.filter(each => each !== id),
        )
      }
    >
      {say('roles.passes_on', { text: newsText(view, one) })}
    </Check>
  ))
}
