// Where the agents' app begins: words, keeper of answers, router. Not: any screen.
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/ground.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api/query.ts'
import { readLook } from './kit/look.ts'
import { makeRouter } from './shell/routes.tsx'
import { firstLanguage, messagesFor, WordsProvider } from './words.ts'

const client = makeQueryClient()
const router = makeRouter(client)
const place = document.getElementById('app')
if (!place) throw new Error('the page has no place for the app')

const language = firstLanguage(navigator.languages, readLook().language)
const messages = await messagesFor(language).catch(() => ({}))

createRoot(place).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <WordsProvider language={language} messages={messages}>
          <RouterProvider router={router} />
        </WordsProvider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
