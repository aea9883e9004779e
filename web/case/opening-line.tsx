// How a call began, under its entry: who said he was calling, for whom he may speak, where he is called back.
import type { CallOpening } from '#core/case/call-opening.ts'
import { useCase } from './case-context.ts'

/** One line; what was not said is left out. */
export function OpeningLine({ opening }: { opening: CallOpening }) {
  const { say, data, text } = useCase()
  const { right, contract, callBack, name } = opening
  const said = [
    name && text(name),
    say(`new_case.right_${right}`, {
      organisation: data.customer.organisationName ?? data.card.organisationName ?? '–',
      contract: (contract && data.names.contracts[contract]) ?? '–',
    }),
    callBack && say('case.call_back_at', { number: text(callBack) }),
    callBack === null && say('case.call_back_none'),
  ]
  return <p className="sm soft">{said.filter(Boolean).join(' · ')}</p>
}
