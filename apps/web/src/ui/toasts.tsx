import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { dismissNotice, useNotices } from './notices.ts'

/** Shows the notices and announces them to screen readers. The page has one, and so does each open sheet. */
export const Toasts = () => {
  const notices = useNotices()
  return (
    <div role="status" aria-live="polite" className="toasts pointer-events-none flex flex-col items-center gap-2">
      {notices.map((notice) => (
        <div
          key={notice.id}
          className={clsx(
            'toast pointer-events-auto flex w-full max-w-sm items-center gap-3 rounded-2xl py-2 pr-2 pl-5 text-sm shadow-xl',
            notice.tone === 'problem' ? 'bg-rust text-paper' : 'bg-ink text-paper'
          )}
        >
          <span className="flex-1 py-1.5">{notice.text}</span>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => dismissNotice(notice.id)}
            className="inline-flex size-9 items-center justify-center rounded-full outline-offset-0 hover:bg-paper/15 focus-visible:outline-paper"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      ))}
    </div>
  )
}
