const HERE = 'https://shop.invalid'

/** Returns whether a path leads to this site, however a browser parses it. Prevents open redirects. */
export const isSitePath = (path: string): boolean => {
  if (!path.startsWith('/') || !URL.canParse(path, HERE)) return false
  return new URL(path, HERE).origin === HERE
}

/** Reads `?next=` from the URL, and ignores everything except a path on this site. */
export const parseNextPath = (search: Record<string, unknown>): { next?: string } => {
  const next = search['next']
  return typeof next === 'string' && isSitePath(next) ? { next } : {}
}
