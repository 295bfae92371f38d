import { AddOrderNoteInput, type AdminOrder } from '@tradepost/contract'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextAreaField } from '../../ui/text-area-field.tsx'
import { ActProblem } from './act-problem.tsx'
import { useOrderAct } from './use-order-act.ts'

interface NoteInput {
  id: AdminOrder['id']
  note: string
  isPublic: boolean
}

interface NoteFormProps {
  order: AdminOrder
  tellOvertaken: (text: string) => void
}

/** Adds a note to the timeline of an order, for staff only or also for the customer. */
export const NoteForm = ({ order, tellOvertaken }: NoteFormProps) => {
  const [note, setNote] = useState('')
  const [isPublic, setIsPublic] = useState(false)
  const [fault, setFault] = useState<string>()
  const clear = () => {
    setNote('')
    setIsPublic(false)
  }
  const adding = useOrderAct<NoteInput>(
    { order, close: clear, tellOvertaken },
    {
      call: (input, idempotencyKey) => client.admin.orders.addNote.mutate({ ...input, idempotencyKey }),
      told: () => 'The note is added.',
    }
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = AddOrderNoteInput.shape.note.safeParse(note)
    setFault(read.success ? undefined : note.trim() === '' ? 'Write something first.' : read.error.issues[0]?.message)
    if (read.success) adding.act({ id: order.id, note: read.data, isPublic })
  }
  return (
    <form noValidate onSubmit={submit} className="mb-8 flex flex-col gap-2">
      <ActProblem error={adding.error} />
      <TextAreaField
        label="New note"
        value={note}
        maxLength={2000}
        error={fault}
        onChange={({ target }) => setNote(target.value)}
      />
      <CheckField
        label="The customer sees it"
        checked={isPublic}
        onChange={({ target }) => setIsPublic(target.checked)}
      />
      <Button type="submit" look="secondary" className="self-start" isBusy={adding.isBusy}>
        Add note
      </Button>
    </form>
  )
}
