import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { EmailInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { MailSent } from './mail-sent.tsx'

const useAskForLink = () => {
  const known = useLocation({ select: ({ state }) => state.email })
  const ask = useMutation(api.auth.requestPasswordReset.mutationOptions())
  const [sent, setSent] = useState<{ to: string; count: number } | null>(null)
  const form = useForm({ resolver: zodResolver(EmailInput), defaultValues: { email: known ?? '' } })
  const send = form.handleSubmit((values) =>
    ask.mutate(values, {
      onSuccess: ({ mailSentTo }) => setSent((before) => ({ to: mailSentTo, count: (before?.count ?? 0) + 1 })),
    })
  )
  return { form, sent, submit: () => void send(), isBusy: ask.isPending, error: ask.error }
}

const AskForm = ({ form, submit, isBusy, error }: ReturnType<typeof useAskForLink>) => (
  <form
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      submit()
    }}
    className="flex flex-col gap-5"
  >
    <Problem error={error} />
    <TextField
      label="E-mail address"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      error={form.formState.errors.email?.message}
      {...form.register('email')}
    />
    <Button type="submit" isBusy={isBusy} className="mt-2 min-h-13">
      Send link
    </Button>
    <Link to="/sign-in" className={buttonClass('quiet', 'self-center')}>
      Back to sign-in
    </Link>
  </form>
)

const sentLead = (address: string) => (
  <>
    If <strong className="break-words text-ink">{address}</strong> has an account, a mail is on its way. Its link leads
    to a new password. If you have asked several times, the last link in your mailbox is the one that works.
  </>
)

/** The page that requests a password reset link. The answer does not reveal whether the address has an account. */
export const ForgotPasswordPage = () => {
  useDocumentTitle('Forgotten password')
  const asked = useAskForLink()
  const { sent, submit, isBusy, error } = asked
  if (sent) {
    return (
      <MailSent
        lead={sentLead(sent.to)}
        onAgain={submit}
        isSending={isBusy}
        againCount={sent.count - 1}
        error={error}
      />
    )
  }
  return (
    <AuthFrame title="Forgotten password?" lead="Enter your address, and we mail you a link to choose a new one.">
      <AskForm {...asked} />
    </AuthFrame>
  )
}
