// Characters that a spreadsheet treats as the start of a formula, in half width or full width, or strips before it
// looks for one.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

const NEUTRAL = /^'+[=+\-@\t\r\n＝＋－＠]/

const APOSTROPHE = 39

/**
 * Makes a cell that a spreadsheet shows as text and never runs. Adds an apostrophe before anything that could start a
 * formula, and before anything that already has an apostrophe there, so that {@link plainCell} restores exactly the
 * original text.
 */
export const neutralCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Removes the apostrophe that {@link neutralCell} adds. Any other text stays as it is. */
export const plainCell = (cell: string): string =>
  cell.charCodeAt(0) === APOSTROPHE && NEUTRAL.test(cell) ? cell.slice(1) : cell
