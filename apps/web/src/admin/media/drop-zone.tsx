import { clsx } from 'clsx'
import { type LucideIcon, Upload } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { buttonClass } from '../../ui/button.tsx'

interface DropZoneProps {
  /** The label of the button, for instance `Choose pictures`. */
  label: string
  hint: ReactNode
  accept: string
  isMany?: boolean
  icon?: LucideIcon
  onFiles: (files: File[]) => void
}

type ChooserProps = Pick<DropZoneProps, 'label' | 'accept' | 'isMany' | 'onFiles'>

const Chooser = ({ label, accept, isMany = false, onFiles }: ChooserProps) => {
  const input = useRef<HTMLInputElement>(null)
  const choose = () => {
    const files = [...(input.current?.files ?? [])]
    // Otherwise choosing the same file again would not trigger a change event.
    if (input.current) input.current.value = ''
    if (files.length > 0) onFiles(files)
  }
  return (
    <label
      className={buttonClass(
        'secondary',
        'relative focus-within:outline-2 focus-within:outline-offset-3 focus-within:outline-ink'
      )}
    >
      {label}
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={isMany}
        onChange={choose}
        className="absolute inset-0 cursor-pointer opacity-0 file:cursor-pointer"
      />
    </label>
  )
}

/** Accepts files that are dropped on it or chosen with its button. */
export const DropZone = ({ hint, icon: Icon = Upload, ...chooser }: DropZoneProps) => {
  const { isMany = false, onFiles } = chooser
  const [isOver, setIsOver] = useState(false)
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setIsOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) onFiles(isMany ? files : files.slice(0, 1))
  }
  return (
    <div
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={clsx(
        'flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed px-5 py-7 text-center transition-colors',
        isOver ? 'border-ink bg-sunken' : 'border-line-strong/60'
      )}
    >
      <Icon aria-hidden strokeWidth={1.4} className="size-7 text-muted" />
      <Chooser {...chooser} />
      <p className="max-w-prose text-sm text-muted">{hint}</p>
    </div>
  )
}
