// A stranger's picture decoded and written anew, small enough to show: no place, no camera, nothing behind
// it. Runs in the child process (file-child.ts), which may be killed. Not: whether it is a picture
// (judge.ts).
import sharp, { type Sharp } from 'sharp'

export const previewLimits = {
  /** a picture of more points is not opened */
  pixels: 80_000_000,
  side: 30_000,
  small: 240,
  large: 1_600,
} as const

/** A picture made anew, in two sizes. `width` and `height` are of the original. */
export type Preview = {
  readonly width: number
  readonly height: number
  readonly small: Uint8Array
  readonly large: Uint8Array
}
export type PreviewRefusal = 'too_large' | 'broken'

// One picture at a time, nothing kept: what it holds is measured from outside.
sharp.cache(false)
sharp.concurrency(1)

const options = {
  limitInputPixels: previewLimits.pixels,
  failOn: 'error',
  animated: false,
  pages: 1,
} as const

/** Makes a picture anew, or says why not. Never throws. */
export async function preview(input: Buffer | string): Promise<Preview | PreviewRefusal> {
  try {
    const {
      width = 0,
      height = 0,
      orientation = 1,
    } = await sharp(input, { ...options, limitInputPixels: false })
      .metadata()
      .catch(() => ({}) as { width?: number; height?: number; orientation?: number })
    if (width === 0 || height === 0) return 'broken'
    if (width * height > previewLimits.pixels || Math.max(width, height) > previewLimits.side)
      return 'too_large'
    const large = await within(sharp(input, options).rotate(), previewLimits.large)
    const small = await within(sharp(large, options), previewLimits.small)
    const [w, h] = orientation >= 5 ? [height, width] : [width, height]
    return { width: w, height: h, small, large }
  } catch {
    return 'broken'
  }
}

const within = (picture: Sharp, side: number): Promise<Buffer> =>
  picture
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
