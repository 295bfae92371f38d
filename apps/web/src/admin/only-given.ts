type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> }

/** Leaves out what is undefined; the cast gives back what `Object.fromEntries` forgets, the names of the keys. */
export const onlyGiven = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>
