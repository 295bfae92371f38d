/** Returns the first error of each field, in the order in which they were found. */
export const firstFaults = (faults: readonly (readonly [field: string, message: string])[]): Record<string, string> =>
  Object.fromEntries(faults.filter(([field], at) => faults.findIndex(([other]) => other === field) === at))
