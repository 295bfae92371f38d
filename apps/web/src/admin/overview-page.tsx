import { Link } from '@tanstack/react-router'
import { can } from '../auth/can.ts'
import { roleNames } from '../auth/role-names.ts'
import { useSession } from '../auth/session-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { adminPagesFor } from './admin-pages.ts'
import { WaitingWork } from './orders/waiting-work.tsx'

/** The start page of the back office: what there is to do, and the pages that this role may open. */
export const OverviewPage = () => {
  useDocumentTitle('Back office')
  const session = useSession().data
  const user = session?.user
  const pages = adminPagesFor(session)
  if (!user) return null
  return (
    <>
      <PageTitle title={`Hello, ${user.name}`} lead={`You are signed in as ${roleNames[user.role].toLowerCase()}.`} />
      {pages.length === 0 ? <p className="leading-relaxed text-muted">Your role has no pages here so far.</p> : null}
      {can(session, 'orders:read') ? <WaitingWork /> : null}
      <ul className="grid gap-4 sm:grid-cols-2">
        {pages.map(({ to, label, lead, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className="flex h-full gap-4 rounded-3xl border border-line bg-surface p-5 transition-colors hover:border-line-strong sm:p-6"
            >
              <Icon aria-hidden strokeWidth={1.4} className="size-7 shrink-0 text-muted" />
              <span>
                <span className="display block text-xl">{label}</span>
                <span className="mt-1.5 block leading-relaxed text-muted">{lead}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
