interface Place {
  readonly NODE_ENV?: string | undefined
  readonly HOST: string
  readonly PUBLIC_URL?: string | undefined
}

interface Demo extends Place {
  readonly SEED_DEMO: boolean
  readonly PUBLIC_DEMO: boolean
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i

/** Returns whether NODE_ENV says that this is not a real shop. Without NODE_ENV it counts as a real one. */
export const isDevelopment = ({ NODE_ENV }: Pick<Place, 'NODE_ENV'>): boolean =>
  NODE_ENV === 'development' || NODE_ENV === 'test'

/**
 * Returns whether the addresses show that other machines can reach the shop. False proves nothing: a proxy on this
 * machine makes any shop public.
 */
export const isPublic = ({ HOST, PUBLIC_URL }: Place): boolean =>
  !loopback.test(HOST) || (PUBLIC_URL !== undefined && !loopback.test(new URL(PUBLIC_URL).hostname))

/** Throws if demo data, whose owner has a published password, is requested for a shop that may be real. */
export const assertDemoAllowed = (data: Demo): void => {
  if (!data.SEED_DEMO || data.PUBLIC_DEMO || (isDevelopment(data) && !isPublic(data))) return
  throw new Error(
    [
      'SEED_DEMO creates an owner whose password is published: anyone could sign in and run this shop. Do one of these:',
      '  Unset SEED_DEMO for a real shop.',
      '  Set NODE_ENV=development and keep HOST and PUBLIC_URL on this machine to try the shop out.',
      '  Set PUBLIC_DEMO=true if everyone may sign in as the owner.',
    ].join('\n')
  )
}
