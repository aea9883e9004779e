// How large what comes in may be, by the way it comes, as a desk sets it; and how far that may be set. Not:
// who counts (channels/email/listener.ts, server/http/uploads.ts, portal-form.ts).

/** In megabytes of 2^20 bytes. */
export type SizeSetting = {
  /** a mail, whole as it travels: its files are a third larger there */
  readonly mailMb: number
  /** a file a customer adds on his pages */
  readonly portalMb: number
  /** a file one of ours adds */
  readonly workspaceMb: number
}
export const usualSizes: SizeSetting = { mailMb: 50, portalMb: 20, workspaceMb: 10 }

/** No further: a mail is held in memory, and so are the files of a form. */
export const sizesMost: SizeSetting = { mailMb: 50, portalMb: 25, workspaceMb: 50 }
export const sizeWays = [
  'mailMb',
  'portalMb',
  'workspaceMb',
] as const satisfies readonly (keyof SizeSetting)[]

export const megabyte = 2 ** 20

/** What a desk has set, and the usual where it has not. */
export const sizesOf = ({ sizes }: { readonly sizes?: Partial<SizeSetting> | undefined }): SizeSetting => ({
  ...usualSizes,
  ...sizes,
})
