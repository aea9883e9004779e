// Who speaks, with whom, of what: sentences of a script leave it open.
import { useSession } from '#web/api/session.ts'
import { useCase } from './case-context.ts'

export function useNames(): Readonly<Record<string, string | undefined>> {
  const { data, desk } = useCase()
  const product = desk.products.find(one => one.id === data.card.product)?.name
  return { agent: desk.me.name, customer: data.card.customerName, product, desk: useSession().desk.name }
}
