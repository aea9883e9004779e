// What a mail to a customer is made of, before it is HTML or text. Not: its words (words/phrases/mail.ts),
// nor its look (mail-html.ts, mail-plain.ts).

export type Link = { readonly label: string; readonly href: string }

export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  /** an agent's words, in the small Markdown subset of the composer */
  | { readonly type: 'written'; readonly markdown: string }
  /** the customer's own words */
  | { readonly type: 'quote'; readonly text: string }
  /** a promise, its time large; `late` says first that an earlier one was missed */
  | {
      readonly type: 'promise'
      readonly before: string
      readonly time: string
      readonly after: string
      readonly late?: string
    }
  | { readonly type: 'question'; readonly text: string }
  /** the first is the main one */
  | { readonly type: 'links'; readonly links: readonly Link[] }
  | { readonly type: 'soft'; readonly text: string }
  | { readonly type: 'signed'; readonly name: string; readonly role: string }

/** Words below the rule, a line each. */
export type Foot = readonly string[]
