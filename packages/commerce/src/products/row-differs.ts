/** Returns whether a row differs from `after` in any of the fields of `after`. */
export const differs = <T extends object>(before: T, after: Partial<T>): boolean =>
  Object.entries(after).some(([key, value]) => !sameJson(Reflect.get(before, key), value))

/** Returns whether two plain values are deeply equal. */
export const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
