import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { instantText } from '../../ui/dates.ts'
import { WideDialog } from '../../ui/wide-dialog.tsx'
import type { Conflict } from './editor-state.ts'
import {
  type Choice,
  type Choices,
  type Difference,
  differencesOf,
  firstChoices,
  mergeProduct,
} from './merge-product.ts'
import type { ProductForm } from './product-form.ts'
import type { FieldNames, Shown, Versions } from './product-fields.ts'

const ShownValue = ({ shown }: { shown: Shown }) => {
  if (shown.kind === 'images') {
    return shown.images.length === 0 ? (
      <span className="text-muted">None</span>
    ) : (
      <span className="flex flex-wrap gap-1.5">
        {shown.images.map((image) => (
          <Thumbnail key={image.key} image={image} alt={image.alt} className="size-11" />
        ))}
      </span>
    )
  }
  const text = shown.kind === 'list' ? shown.items.join(', ') : shown.text
  return text === '' ? (
    <span className="text-muted">Empty</span>
  ) : (
    <span className="block max-h-40 overflow-y-auto break-words whitespace-pre-wrap">{text}</span>
  )
}

interface OptionProps {
  name: string
  label: string
  shown: Shown | null
  isChosen: boolean
  onChoose: () => void
}

const Option = ({ name, label, shown, isChosen, onChoose }: OptionProps) => (
  <label
    className={clsx(
      'flex min-h-11 items-start gap-3 rounded-xl border p-3 transition-colors',
      isChosen ? 'border-ink bg-surface' : 'border-line hover:border-line-strong'
    )}
  >
    <input
      type="radio"
      name={name}
      checked={isChosen}
      onChange={onChoose}
      className="mt-0.5 size-5 shrink-0 accent-brand"
    />
    <span className="min-w-0 flex-1 text-[0.9375rem]">
      <span className="mb-1 block text-sm text-muted">{label}</span>
      {shown ? <ShownValue shown={shown} /> : null}
    </span>
  </label>
)

const changers: Record<Difference['changedBy'], string> = {
  me: 'changed by you',
  them: 'changed by the other',
  both: 'changed by both',
}

interface RowProps {
  difference: Difference
  versions: Versions
  names: FieldNames
  choice: Choice
  onChoose: (choice: Choice) => void
}

const DifferenceRow = ({ difference: { field, changedBy }, versions, names, choice, onChoose }: RowProps) => {
  const shown = (form: ProductForm) => field.show(form, names)
  const joined = field.join?.(versions.theirs, versions)
  const option = (which: Choice, label: string, value: Shown) => (
    <Option
      name={field.path}
      label={label}
      shown={value}
      isChosen={choice === which}
      onChoose={() => onChoose(which)}
    />
  )
  return (
    <fieldset className="border-t border-line pt-4">
      <legend className="float-left mb-2 w-full font-medium">
        {field.label} <span className="text-sm font-normal text-muted">({changers[changedBy]})</span>
      </legend>
      <div className="clear-both mb-2 flex gap-1.5 text-sm text-muted">
        <span>Before:</span> <ShownValue shown={shown(versions.base)} />
      </div>
      <div className={clsx('grid gap-2', joined ? 'md:grid-cols-3' : 'md:grid-cols-2')}>
        {option('mine', 'Yours', shown(versions.mine))}
        {option('theirs', 'Saved meanwhile', shown(versions.theirs))}
        {joined ? option('both', 'Both changes', shown(joined)) : null}
      </div>
    </fieldset>
  )
}

const useNames = (): FieldNames => {
  const collections = useQuery(api.admin.collections.list.queryOptions()).data?.items ?? []
  return { collection: (id) => collections.find((one) => one.id === id)?.title ?? id }
}

interface ConflictDialogProps {
  conflict: Conflict
  onClose: () => void
  onSettle: (form: ProductForm) => void
}

/** Shows my version and the one that another user saved in the meantime, and merges them field by field. */
export const ConflictDialog = ({ conflict: { current, versions }, onClose, onSettle }: ConflictDialogProps) => {
  const differences = differencesOf(versions)
  const names = useNames()
  const [choices, setChoices] = useState<Choices>(() => firstChoices(differences))
  const all = (choice: Choice) => setChoices(Object.fromEntries(differences.map(({ field }) => [field.path, choice])))
  const footer = (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <Button look="secondary" onClick={onClose}>
        Back to editing
      </Button>
      <Button onClick={() => onSettle(mergeProduct(versions, choices))}>Save as chosen</Button>
    </div>
  )
  return (
    <WideDialog isOpen onClose={onClose} title="Somebody else has saved this product" footer={footer}>
      <p className="max-w-prose leading-relaxed text-muted">
        It was saved {instantText(current.updatedAt)}, after you had opened it. Nothing of yours is lost: choose what
        counts for each field that differs. What only one of you has changed is chosen already.
      </p>
      <div className="my-4 flex flex-wrap gap-x-5">
        <Button look="quiet" onClick={() => all('mine')}>
          Keep all of mine
        </Button>
        <Button look="quiet" onClick={() => all('theirs')}>
          Take all of theirs
        </Button>
      </div>
      <div className="flex flex-col gap-5">
        {differences.map((difference) => (
          <DifferenceRow
            key={difference.field.path}
            difference={difference}
            versions={versions}
            names={names}
            choice={choices[difference.field.path] ?? 'mine'}
            onChoose={(choice) => setChoices((now) => ({ ...now, [difference.field.path]: choice }))}
          />
        ))}
      </div>
    </WideDialog>
  )
}
