let lastKey = 0

/** Generates a form key for a record that has no ID yet. */
export const newKey = (kind: string): string => `${kind}-new-${++lastKey}`
