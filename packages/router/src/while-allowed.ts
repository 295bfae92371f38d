import { fail } from '@tradepost/contract'
import type { Context, Identity } from './context.ts'

const LOOK_EVERY_MS = 15_000

/** Who listens, and what ends the making of what they hear. */
export interface Listener {
  readonly ctx: Pick<Context, 'caller' | 'identify'>
  readonly ends: AbortController
}

/**
 * Gives what is streamed while its caller is who they were when it began: looks before each value and every 15 s, since a
 * stream outlives the request that the caller was checked for. Throws `auth.required` once the session or the key has
 * ended, or may do something else than before.
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
