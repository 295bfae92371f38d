import type { Return } from '@tradepost/contract'
import { useEffect, useRef, useState } from 'react'
import { CancelDialog } from './cancel-dialog.tsx'
import { CaptureDialog } from './capture-dialog.tsx'
import { CompleteDialog } from './complete-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { FulfilDialog } from './fulfil-dialog.tsx'
import type { OrderAct, ReturnAct } from './order-acts.ts'
import { RefundDialog } from './refund-dialog.tsx'
import { ApproveDialog, ReceiveDialog, RejectDialog } from './return-dialogs.tsx'
import type { OrderDesk } from './use-order-act.ts'

type Open = { readonly act: OrderAct } | { readonly act: ReturnAct; readonly one: Return }

/** Tracks which dialog is open, and returns the focus to the element that it was opened from. */
export const useOpenDialog = (onOpen: () => void) => {
  const [open, setOpen] = useState<Open | null>(null)
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (open === null && opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus()
  }, [open])
  const show = (next: Open) => {
    opener.current = document.activeElement
    onOpen()
    setOpen(next)
  }
  return {
    open,
    close: () => setOpen(null),
    openAct: (act: OrderAct) => show({ act }),
    openReturnAct: (act: ReturnAct, one: Return) => show({ act, one }),
  }
}

const dialogs = {
  fulfil: FulfilDialog,
  capture: CaptureDialog,
  refund: RefundDialog,
  complete: CompleteDialog,
  edit: EditDialog,
  cancel: CancelDialog,
}

const returnDialogs = { approve: ApproveDialog, reject: RejectDialog, receive: ReceiveDialog }

/** The dialog of the chosen action. */
export const OpenDialog = ({ open, desk }: { open: Open | null; desk: OrderDesk }) => {
  if (open === null) return null
  if ('one' in open) {
    const Chosen = returnDialogs[open.act]
    return <Chosen desk={desk} one={open.one} />
  }
  const Chosen = dialogs[open.act]
  return <Chosen desk={desk} />
}
