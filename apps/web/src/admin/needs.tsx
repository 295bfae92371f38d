import type { Permission } from '@tradepost/contract'
import type { ReactNode } from 'react'
import { can } from '../auth/can.ts'
import { useSession } from '../auth/session-queries.ts'
import { NotFoundPage } from '../shop/not-found-page.tsx'

/** Shows a page of the back office to users with its permission, and the not-found page to everybody else. */
export const Needs = ({ permission, children }: { permission: Permission; children: ReactNode }) =>
  can(useSession().data, permission) ? children : <NotFoundPage />
