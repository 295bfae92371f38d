import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useDocumentTitle } from './document-title.ts'
import { EmptyState } from '../ui/states.tsx'

/** Shown instead of a page that failed to render or whose code could not be loaded. */
export const ErrorPage = ({ reset }: ErrorComponentProps) => {
  const router = useRouter()
  useDocumentTitle('Something went wrong')
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="page">
      <EmptyState
        as="h1"
        title="Something went wrong"
        icon={<CircleAlert aria-hidden strokeWidth={1.4} className="size-7" />}
        action={
          <div className="flex flex-wrap justify-center gap-3">
            <Button onClick={retry}>Try again</Button>
            <Button look="secondary" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          </div>
        }
      >
        This page could not be shown. Your cart is safe.
      </EmptyState>
    </div>
  )
}
