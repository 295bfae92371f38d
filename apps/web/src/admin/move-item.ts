/** Returns the items with one of them moved to another index. */
export const moveItem = <T>(items: readonly T[], from: number, to: number): T[] => {
  const item = items[from]
  return item === undefined || to < 0 || to >= items.length
    ? [...items]
    : items.toSpliced(from, 1).toSpliced(to, 0, item)
}
