import { useId } from 'react'

interface ProgressBarProps {
  label: string
  /** From 0 to 1; null while the total is unknown. */
  share: number | null
  /** Written beside the label, for example `1,200 of 5,000`. */
  text?: string
}

/** The progress of a long-running act. */
export const ProgressBar = ({ label, share, text }: ProgressBarProps) => {
  const id = useId()
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-sm">
        <label htmlFor={id} className="min-w-0 truncate font-medium">
          {label}
        </label>
        {text ? <span className="text-muted tabular-nums">{text}</span> : null}
      </div>
      <progress
        id={id}
        max={1}
        {...(share === null ? {} : { value: share })}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-leaf [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-leaf"
      />
    </div>
  )
}
