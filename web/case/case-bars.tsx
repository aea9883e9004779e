// What the case wants of whoever opens it, the most pressing first. Not: each of these (the files named
// below).
import { useCase } from './case-context.ts'
import { OfferBar } from './forms-hand-off.tsx'
import { OriginBar } from './origin-part.tsx'
import { ReadFirstPart } from './read-first.tsx'
import { RolesBar } from './roles-bar.tsx'
import { StuckBar } from './stuck-bar.tsx'

export function Bars() {
  const { data } = useCase()
  return (
    <>
      <OfferBar />
      <OriginBar />
      <StuckBar />
      <ReadFirstPart key={data.id} />
      <RolesBar />
    </>
  )
}
