/** Tells whether a row has another value in any of the fields. */
export const differs = <T extends object>(before: T, after: Partial<T>): boolean =>
  Object.entries(after).some(([key, value]) => !sameJson(Reflect.get(before, key), value))

/** Tells whether two plain values are equal all the way down. */
export const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
