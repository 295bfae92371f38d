import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Callout } from '../ui/states.tsx'
import type { NewKey } from './key-queries.ts'

/** Shows a new API key once. */
export const NewKeyNote = ({ made, onKept }: { made: NewKey; onKept: () => void }) => (
  <div className="flex flex-col gap-5">
    <p className="leading-relaxed text-muted">
      For <strong className="text-ink">{made.apiKey.name}</strong>. Put it where the tool reads its secrets.
    </p>
    <Callout tone="caution">It is shown now and never again.</Callout>
    <output
      aria-label="Key"
      className="block rounded-2xl bg-sunken p-4 font-mono text-[0.9375rem] break-all select-all"
    >
      {made.key}
    </output>
    <div className="flex flex-wrap justify-between gap-3">
      <CopyButton text={made.key}>Copy key</CopyButton>
      <Button onClick={onKept}>I have kept it</Button>
    </div>
  </div>
)
