/** Parses a typed whole number. Anything else becomes NaN, which the contract refuses. */
export const readWhole = (text: string): number => (/^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN)

/** Parses a typed whole number; null if nothing was typed. */
export const readWholeOrNull = (text: string): number | null => (text.trim() === '' ? null : readWhole(text))

/** Parses a typed percentage such as `19`, `7.5` or `7,25` to hundredths of a percent; NaN if it is invalid. */
export const readPercent = (text: string): number => {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  return match ? Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`) : Number.NaN
}

/** Formats hundredths of a percent as a percentage without its sign: 1950 is `19.5`. */
export const percentText = (basisPoints: number): string => {
  const fraction = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.floor(basisPoints / 100)}${fraction === '' ? '' : `.${fraction}`}`
}
