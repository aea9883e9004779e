// The line of a screen on a wall: it comes back by itself, and tells a line that is lost from a link that was
// withdrawn. Not: what is shown (wall-screen.tsx).
import { useEffect, useState } from 'react'
import { get, urlOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { nowMs } from '../kit/now.ts'
import type { WallBoard, WallState } from './wall-data.ts'

const againMs = 3_000

/** The numbers behind a key, as they come. */
export function useWall(key: string): WallState {
  const [state, setState] = useState<WallState>({ board: null, heardAt: 0, isGone: false })
  useEffect(() => {
    let source: EventSource | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const gone = () => {
      isOver = true
      source?.close()
      setState(now => ({ ...now, board: null, isGone: true }))
    }
    const open = () => {
      source = new EventSource(urlOf('/walls/live', { key }))
      source.addEventListener('board', event => {
        const board = JSON.parse((event as MessageEvent<string>).data) as WallBoard
        setState({ board, heardAt: nowMs(), isGone: false })
      })
      source.addEventListener('withdrawn', gone)
      // The browser tries again by itself where the line broke, but not where it was told no.
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) void askWhy()
      })
    }
    const askWhy = async () => {
      try {
        await get('/walls/board', { key })
      } catch (thrown) {
        if (isProblem(thrown) && (thrown.status === 404 || thrown.status === 400)) return gone()
      }
      if (!isOver) timer = setTimeout(open, againMs)
    }
    open()
    return () => {
      isOver = true
      clearTimeout(timer)
      source?.close()
    }
  }, [key])
  return state
}
