type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> }

/** Omits undefined values. The cast restores the key names, which `Object.fromEntries` loses. */
export const onlyGiven = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>
