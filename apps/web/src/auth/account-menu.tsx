import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import type { User } from '@tradepost/contract'
import { LayoutGrid, LogOut, Package, UserRound } from 'lucide-react'
import { useRef } from 'react'
import { canEnterBackOffice } from './can.ts'
import { useSession, useSignOut } from './session-queries.ts'

const itemClass =
  'flex min-h-11 w-full items-center gap-3 rounded-xl px-3 text-left text-[0.9375rem] transition-colors hover:bg-sunken'

const SignInLink = () => {
  const next = useLocation({
    select: ({ pathname, href }) => (pathname === '/' || pathname.startsWith('/sign-') ? undefined : href),
  })
  return (
    <Link
      to="/sign-in"
      search={next === undefined ? {} : { next }}
      className="inline-flex min-h-11 items-center rounded-full px-3 text-[0.9375rem] underline-offset-8 hover:underline"
    >
      Sign in
    </Link>
  )
}

const MenuItems = ({ user, onChosen }: { user: User; onChosen: () => void }) => {
  const signOut = useSignOut()
  const navigate = useNavigate()
  const session = useSession().data
  // Leave pages that require this user first, or they would redirect to sign-in.
  const leave = async () => {
    onChosen()
    await navigate({ to: '/' })
    signOut.mutate()
  }
  return (
    <>
      <div className="mb-2 border-b border-line px-3 pt-2 pb-3">
        <p className="font-medium">{user.name}</p>
        <p className="truncate text-sm text-muted">{user.email}</p>
      </div>
      <Link to="/account" onClick={onChosen} className={itemClass}>
        <UserRound aria-hidden strokeWidth={1.6} className="size-4.5" />
        My account
      </Link>
      {canEnterBackOffice(session) ? (
        <Link to="/admin" onClick={onChosen} className={itemClass}>
          <LayoutGrid aria-hidden strokeWidth={1.6} className="size-4.5" />
          Back office
        </Link>
      ) : null}
      <Link to="/orders" onClick={onChosen} className={itemClass}>
        <Package aria-hidden strokeWidth={1.6} className="size-4.5" />
        My orders
      </Link>
      <button type="button" onClick={() => void leave()} className={itemClass}>
        <LogOut aria-hidden strokeWidth={1.6} className="size-4.5" />
        Sign out
      </button>
    </>
  )
}

/** A sign-in link for visitors; for signed-in users, a menu with their orders and sign-out. */
export const AccountMenu = () => {
  const session = useSession()
  const menu = useRef<HTMLDivElement>(null)
  const user = session.data?.user
  if (session.isPending) return <span className="h-11 w-18" />
  if (!user) return <SignInLink />
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={`Account of ${user.name}`}
        className="inline-flex size-11 items-center justify-center rounded-full transition-colors hover:bg-sunken"
      >
        <UserRound aria-hidden strokeWidth={1.6} className="size-5.5" />
      </button>
      <div
        ref={menu}
        id="account-menu"
        popover="auto"
        className="menu w-64 rounded-2xl border border-line bg-surface p-2 text-ink shadow-xl"
      >
        <MenuItems user={user} onChosen={() => menu.current?.hidePopover()} />
      </div>
    </>
  )
}
