import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Callout } from '../ui/states.tsx'

interface RecoveryCodesProps {
  codes: readonly string[]
  onKept: () => void
}

const takeFocus = (heading: HTMLElement | null): void => heading?.focus()

/** Shows the recovery codes, only this once, until the user confirms that they are saved. */
export const RecoveryCodes = ({ codes, onKept }: RecoveryCodesProps) => {
  const [isKept, setIsKept] = useState(false)
  const titleId = useId()
  const text = `${codes.join('\n')}\n`
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-5">
      <h3 id={titleId} ref={takeFocus} tabIndex={-1} className="text-lg font-semibold focus-visible:outline-none">
        Your recovery codes
      </h3>
      <p className="leading-relaxed text-muted">
        Each signs you in once if your authenticator is lost. Keep them where you would look for them then: in a
        password manager, or on paper.
      </p>
      <Callout tone="caution">They are shown now and never again.</Callout>
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-8 gap-y-2 rounded-2xl bg-sunken p-5 font-mono text-[0.9375rem] sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={text}>Copy codes</CopyButton>
        <Button look="secondary" onClick={() => saveFile('tradepost-recovery-codes.txt', text, 'text/plain')}>
          <Download aria-hidden className="size-4" />
          Download codes
        </Button>
      </div>
      <CheckField label="I have kept them" checked={isKept} onChange={(event) => setIsKept(event.target.checked)} />
      <Button className="self-start" disabled={!isKept} onClick={onKept}>
        Done
      </Button>
    </section>
  )
}
