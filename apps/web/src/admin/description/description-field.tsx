import { useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { controlClass } from '../../ui/field.tsx'
import { shownDescription } from './description-schema.ts'
import { RichText } from './rich-text.tsx'

interface DescriptionFieldProps {
  html: string
  error?: string | undefined
  isDisabled: boolean
  onChange: (html: string) => void
}

const Source = ({
  html,
  labelId,
  describedBy,
  isDisabled,
  onChange,
}: DescriptionFieldProps & { labelId: string; describedBy: string | undefined }) => (
  <div className="grid gap-4 xl:grid-cols-2">
    <textarea
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-field="descriptionHtml"
      value={html}
      disabled={isDisabled}
      spellCheck={false}
      rows={12}
      maxLength={50_000}
      onChange={(event) => onChange(event.target.value)}
      className={controlClass(false, 'py-3 font-mono text-sm leading-relaxed')}
    />
    <section aria-label="As the shop will show it" className="min-w-0 rounded-xl bg-sunken p-4">
      <h3 className="mb-3 text-sm font-medium">As the shop will show it</h3>
      {/* Parsed into the schema of descriptions and serialized again, so it cannot contain anything else. */}
      <div className="prose leading-relaxed text-muted" dangerouslySetInnerHTML={{ __html: shownDescription(html) }} />
    </section>
  </div>
)

/** An editor for a description, as rich text or as HTML. */
export const DescriptionField = (props: DescriptionFieldProps) => {
  const { error, isDisabled } = props
  const id = useId()
  const [isSource, setIsSource] = useState(false)
  const describedBy = error ? `${id}-error` : undefined
  return (
    <div>
      <div className="mb-1.5 flex items-center justify-between gap-4">
        <span id={`${id}-label`} className="text-sm font-medium">
          Description
        </span>
        {isDisabled ? null : (
          <Button look="quiet" className="min-h-8! text-sm!" onClick={() => setIsSource(!isSource)}>
            {isSource ? 'Write as it looks' : 'Write HTML'}
          </Button>
        )}
      </div>
      {isSource ? (
        <Source {...props} labelId={`${id}-label`} describedBy={describedBy} />
      ) : (
        <RichText {...props} labelId={`${id}-label`} describedBy={describedBy} />
      )}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-sm font-medium text-rust">
          {error}
        </p>
      ) : null}
    </div>
  )
}
