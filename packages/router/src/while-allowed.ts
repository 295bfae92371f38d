import { fail } from '@tradepost/contract'
import type { Context, Identity } from './context.ts'

const LOOK_EVERY_MS = 15_000

/** The caller of a stream, and the controller that stops its source. */
export interface Listener {
  readonly ctx: Pick<Context, 'caller' | 'identify'>
  readonly ends: AbortController
}

/**
 * Yields values while the access of the caller is unchanged. Checks it before each value and every 15 s because a
 * stream outlives the request for which the caller was checked. Throws `auth.required` if the session or the API key
 * has ended or its permissions have changed.
 */
export async function* whileAllowed<T>(values: AsyncIterable<T>, { ctx, ends }: Listener): AsyncGenerator<T, void> {
  const before = describe(ctx.caller)
  const look = async () => {
    const now = await ctx.identify().then(describe, () => null)
    if (now !== before) ends.abort()
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  try {
    for await (const value of values) {
      await look()
      if (ends.signal.aborted) break
      yield value
    }
  } finally {
    clearInterval(timer)
  }
  if (ends.signal.aborted) throw fail('auth.required')
}

const describe = ({ user, apiKey, permissions, mfaSetupRequired }: Identity): string =>
  [user?.id, apiKey?.id, mfaSetupRequired, ...permissions].join(' ')
