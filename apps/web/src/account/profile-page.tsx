import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UpdateProfileInput, type User } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { roleNames } from '../auth/role-names.ts'
import { refreshSession, useSession } from '../auth/session-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { dayText } from '../ui/dates.ts'
import { TextField } from '../ui/field.tsx'
import { notify } from '../ui/notices.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Panel } from '../ui/panel.tsx'
import { Problem } from '../ui/problem.tsx'
import { EmailForm } from './email-form.tsx'

const NameForm = ({ user }: { user: User }) => {
  const queries = useQueryClient()
  const update = useMutation(
    api.account.profile.update.mutationOptions({
      onSuccess: async ({ name }) => {
        reset({ name })
        await refreshSession(queries)
        notify('Your name is saved.')
      },
    })
  )
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(UpdateProfileInput),
    defaultValues: { name: user.name },
  })
  const submit = handleSubmit((values) => update.mutate(values))
  return (
    <form noValidate aria-label="Your name" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={update.error} />
      <TextField label="Name" autoComplete="name" error={formState.errors.name?.message} {...register('name')} />
      <Button type="submit" className="self-start" isBusy={update.isPending}>
        Save name
      </Button>
    </form>
  )
}

/** The user's name, email address and role. */
export const ProfilePage = () => {
  useDocumentTitle('Profile')
  const user = useSession().data?.user
  if (!user) return null
  return (
    <>
      <PageTitle
        title="Profile"
        lead={`With us since ${dayText(user.createdAt)}.`}
        action={user.role === 'customer' ? null : <Badge>{roleNames[user.role]}</Badge>}
      />
      <div className="flex flex-col gap-6">
        <Panel title="Your name" lead="As it stands in our mails to you.">
          <NameForm user={user} />
        </Panel>
        <Panel title="E-mail address" lead="You sign in with it, and our mails go there.">
          <p className="mb-6 font-medium break-words">{user.email}</p>
          <EmailForm />
        </Panel>
      </div>
    </>
  )
}
