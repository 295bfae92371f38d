import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'

interface CopyButtonProps {
  text: string
  children: string
}

type Outcome = 'none' | 'copied' | 'refused'

const told: Record<Outcome, string> = {
  none: '',
  copied: 'Copied.',
  refused: 'The browser does not allow it: mark the text and copy it yourself.',
}

/**
 * Copies a text to the clipboard and confirms it next to the button, because notices are not visible above a dialog.
 */
export const CopyButton = ({ text, children }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<Outcome>('none')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-3">
      <Button look="secondary" onClick={() => void copy()}>
        {outcome === 'copied' ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        {children}
      </Button>
      <span role="status" className="text-sm text-muted">
        {told[outcome]}
      </span>
    </span>
  )
}
