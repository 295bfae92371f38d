// What a spreadsheet takes for the beginning of a formula, in letters of either width, or strips until it finds one.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

const NEUTRAL = /^'+[=+\-@\t\r\n＝＋－＠]/

const APOSTROPHE = 39

/**
 * Makes a cell that a spreadsheet shows as text and never runs: an apostrophe goes before what could begin a formula, and
 * before what already has one, so that {@link plainCell} gives back exactly what went in.
 */
export const neutralCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Takes off the one apostrophe of {@link neutralCell}; any other text stays as it is. */
export const plainCell = (cell: string): string =>
  cell.charCodeAt(0) === APOSTROPHE && NEUTRAL.test(cell) ? cell.slice(1) : cell
