let lastKey = 0

/** Makes a key for what has no id yet. */
export const newKey = (kind: string): string => `${kind}-new-${++lastKey}`
