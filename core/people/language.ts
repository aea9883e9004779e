// The six languages the desk speaks.

export const languages = ['en', 'sv', 'it', 'de', 'ca', 'ru'] as const
export type Language = (typeof languages)[number]

/** Whether a text names one of the six. */
export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language)
