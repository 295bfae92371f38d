const HERE = 'https://shop.invalid'

/** Tells whether a path leads to this site and nowhere else, however a browser would read it. */
export const isSitePath = (path: string): boolean => {
  if (!path.startsWith('/') || !URL.canParse(path, HERE)) return false
  return new URL(path, HERE).origin === HERE
}

/** Reads `?next=` from the address; anything but a path of this site is dropped. */
export const parseNextPath = (search: Record<string, unknown>): { next?: string } => {
  const next = search['next']
  return typeof next === 'string' && isSitePath(next) ? { next } : {}
}
