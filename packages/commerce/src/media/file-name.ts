const MAX_LENGTH = 200
const NAMELESS = 'picture'
const MAX_READ = 2000

/**
 * Cleans a file name that a browser sent, for display: removes folders and control and invisible characters, and limits
 * it to 200 characters. The name is only shown: no file is ever stored or found by it.
 */
export const plainFileName = (sent: string): string => {
  const last = sent.slice(-MAX_READ).split(/[\\/]/).at(-1) ?? ''
  const shown = last.normalize('NFC').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
  // The cut may split a surrogate pair.
  return (
    shown
      .trim()
      .slice(0, MAX_LENGTH)
      .replace(/\p{Cs}$/u, '')
      .trim() || NAMELESS
  )
}
