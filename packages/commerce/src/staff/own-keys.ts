import type { ApiKey, IdOf } from '@tradepost/contract'
import type { Database, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { rowToApiKey } from './api-keys.ts'

const { apiKeys } = schema

type Reader = Tx | Database['read']

const isLive = (deps: Pick<Deps, 'now'>, userId: IdOf<'user'>) =>
  and(
    eq(apiKeys.createdBy, userId),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, deps.now()))
  )

/** Lists the active API keys that a user is accountable for, newest first, including keys that their keys created. */
export const listLiveKeys = async (reader: Reader, deps: Pick<Deps, 'now'>, userId: IdOf<'user'>): Promise<ApiKey[]> =>
  (await reader.select().from(apiKeys).where(isLive(deps, userId)).orderBy(desc(apiKeys.id))).map(rowToApiKey)

/** Counts the keys that {@link listLiveKeys} lists. */
export const countLiveKeys = (tx: Tx, deps: Pick<Deps, 'now'>, userId: IdOf<'user'>): Promise<number> =>
  tx.$count(apiKeys, isLive(deps, userId))

/** Revokes all API keys that a user is accountable for. Returns how many. */
export const revokeKeysOf = async (
  tx: Tx,
  deps: Deps,
  { actor, userId }: { actor: Actor; userId: IdOf<'user'> }
): Promise<number> => {
  const ended = await tx
    .update(apiKeys)
    .set({ revokedAt: deps.now() })
    .where(isLive(deps, userId))
    .returning({ id: apiKeys.id })
  for (const { id } of ended)
    await recordAudit(tx, deps, { actor, change: { target: id, before: { revoked: false }, after: { revoked: true } } })
  return ended.length
}

/** Revokes all API keys of the caller. Returns how many. */
export const revokeOwnKeys = (
  deps: Deps,
  { actor, userId }: { actor: Actor; userId: IdOf<'user'> }
): Promise<{ revoked: number }> =>
  deps.db.write(async (tx) => ({ revoked: await revokeKeysOf(tx, deps, { actor, userId }) }))
