// Lines of a stream, one at a time and none without a limit. Not: what they say.

/** A line that is longer than this is not kept, only told. */
export const lineLengthMax = 1_000_000

/** Each line that is not blank; null in the place of one that is too long. */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string | null> {
  const decoder = new TextDecoder()
  let rest = ''
  let isTooLong = false
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (isTooLong || line.length > lineLengthMax) yield null
      else if (line.trim() !== '') yield line
      isTooLong = false
    }
    if (rest.length > lineLengthMax) {
      isTooLong = true
      rest = ''
    }
  }
  if (isTooLong) yield null
  else if (rest.trim() !== '') yield rest
}
