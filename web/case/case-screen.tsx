// The screen at this address.
import { Empty } from '../kit/states.tsx'
import { useSay } from '../words.ts'

export default function Screen() {
  return <Empty why={useSay()('kit.gone')} />
}
