// What the page of what would be otherwise asks the desk, typed once, and what its address says. Not: the
// page (what-if-screen.tsx).
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TooLittle } from '#core/capacity/network.ts'
import { type PeopleChange, peopleText, readPeople } from '#core/capacity/what-if.ts'
import type { ToldFigure } from '#core/capacity/what-if-told.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'

export type WhatIf = {
  readonly of: string
  readonly zone: string
  readonly week: string
  readonly from: number
  readonly until: number
  readonly people: readonly { readonly written: string; readonly hours: number }[]
  readonly solved: number
  readonly arrivals: number
  readonly goal: { readonly waitMinutes: number; readonly busyPercent: number }
  readonly levels: readonly {
    readonly level: HouseLevel
    readonly contacts: number
    readonly handedOn: number
    readonly handleS: number
    readonly isNoted: boolean
    readonly peopleHours: number
    readonly peopleHoursThen: number
  }[]
  readonly unplanned: number
  readonly tooLittle: TooLittle
  readonly weeks: number
  readonly played: number
  readonly figures: readonly ToldFigure[]
}

/** `/capacity/what-if?people=2:1:mon-fri:9-17&solved=5&arrivals=10&as=table`; else as it is now. */
export type WhatIfView = {
  readonly of?: string | undefined
  readonly week?: string | undefined
  readonly people: string
  readonly solved: number
  readonly arrivals: number
  readonly as: 'bars' | 'table'
}

type Search = Readonly<Record<string, string | undefined>>
const numberOf = (text: string | undefined): number => (text === undefined ? 0 : Number(text))

export const whatIfViewOf = ({ of, week, people = '', solved, arrivals, as }: Search): WhatIfView => ({
  ...{ of, week, people, solved: numberOf(solved), arrivals: numberOf(arrivals) },
  as: as === 'table' ? 'table' : 'bars',
})

/** What stands in the address; what is as now is left out. */
export const whatIfSearchOf = ({ of, week, people, solved, arrivals, as }: WhatIfView) => ({
  ...(of !== undefined && { of }),
  ...(week !== undefined && { week }),
  ...(people !== '' && { people }),
  ...(solved !== 0 && { solved: String(solved) }),
  ...(arrivals !== 0 && { arrivals: String(arrivals) }),
  ...(as === 'table' && { as }),
})

/** What is asked of the desk; the table is only another look. */
export const whatIfAsked = ({ as: _, ...view }: WhatIfView): Record<string, string> =>
  whatIfSearchOf({ ...view, as: 'bars' })

/** The changes of people in an address; none where it says nothing that is one. */
export const peopleOf = ({ people }: Pick<WhatIfView, 'people'>): readonly PeopleChange[] =>
  readPeople(people) ?? []
export const withPeople = (view: WhatIfView, people: readonly PeopleChange[]): WhatIfView => ({
  ...view,
  people: peopleText(people),
})

export const isAsNow = ({ people, solved, arrivals }: WhatIfView): boolean =>
  people === '' && solved === 0 && arrivals === 0

/** Asks on until all weeks are played; whoever stops it keeps those that are. */
export function useWhatIf(view: WhatIfView, mayRead: boolean) {
  const client = useQueryClient()
  const asked = whatIfAsked(view)
  const [stopped, setStopped] = useState<string | null>(null)
  const name = JSON.stringify(asked)
  const queryKey = [...keys.reports, 'what-if', name]
  const isStopped = stopped === name
  const query = useQuery<WhatIf>({
    queryKey,
    queryFn: ({ signal }) => get<WhatIf>('/capacity/what-if', asked, signal),
    enabled: mayRead && !isStopped,
    staleTime: 60_000,
    refetchInterval: ({ state: { data, error } }) =>
      data && !error && data.played < data.weeks ? 50 : false,
  })
  return {
    query,
    isStopped,
    stop: () => {
      setStopped(name)
      void client.cancelQueries({ queryKey })
    },
    goOn: () => setStopped(null),
  }
}
