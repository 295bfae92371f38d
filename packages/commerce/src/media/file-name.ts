const MAX_LENGTH = 200
const NAMELESS = 'picture'
const MAX_READ = 2000

/**
 * Keeps of a name that a browser sent what tells a person which file it was: no folders, no control or invisible
 * characters, 200 characters at most. The name is shown and nothing else: no file is ever stored or found by it.
 */
export const plainFileName = (sent: string): string => {
  const last = sent.slice(-MAX_READ).split(/[\\/]/).at(-1) ?? ''
  const shown = last.normalize('NFC').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
  // The cut may halve a character of two units.
  return (
    shown
      .trim()
      .slice(0, MAX_LENGTH)
      .replace(/\p{Cs}$/u, '')
      .trim() || NAMELESS
  )
}
