import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AdminProductSummary, ProductStatus } from '@tradepost/contract'
import { useState } from 'react'
import { api } from '../../api.ts'
import { useAttemptKey } from '../../ui/attempt-key.ts'
import { Button } from '../../ui/button.tsx'
import { ChipsField } from '../../ui/chips-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.ts'
import { Problem } from '../../ui/problem.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { bulkActs, type BulkForm, bulkSentence, changeOf, emptyBulkForm } from './bulk-change.ts'
import { useCatalogueWords } from './catalogue-words.ts'
import { statusNames } from './product-status.tsx'

interface BulkFieldsProps {
  form: BulkForm
  error: string | undefined
  onChange: (part: Partial<BulkForm>) => void
}

const TextFields = ({ form, error, onChange }: BulkFieldsProps) => {
  const words = useCatalogueWords()
  const isTags = form.kind === 'add_tags' || form.kind === 'remove_tags'
  return isTags ? (
    <ChipsField
      label="Tags"
      field="bulk-tags"
      hint="Enter or a comma adds one."
      items={form.tags}
      suggestions={words.tags}
      error={error}
      onChange={(tags) => onChange({ tags })}
    />
  ) : (
    <SuggestField
      label={form.kind === 'set_vendor' ? 'Maker' : 'Type'}
      hint="Left empty, it is taken off."
      maxLength={100}
      suggestions={form.kind === 'set_vendor' ? words.vendors : words.productTypes}
      value={form.text}
      onChange={({ target }) => onChange({ text: target.value })}
    />
  )
}

const BulkFields = (props: BulkFieldsProps) => {
  const { form, error, onChange } = props
  switch (form.kind) {
    case 'set_status':
      return (
        <SelectField
          label="Status"
          value={form.status}
          onChange={({ target }) => onChange({ status: ProductStatus.parse(target.value) })}
        >
          {ProductStatus.options.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
        </SelectField>
      )
    case 'add_tags':
    case 'remove_tags':
    case 'set_vendor':
    case 'set_product_type':
      return <TextFields {...props} />
    case 'change_prices':
      return (
        <TextField
          label="Percent"
          hint="10 raises by ten percent, -10 lowers."
          autoComplete="off"
          value={form.percent}
          error={error}
          onChange={({ target }) => onChange({ percent: target.value })}
        />
      )
    case 'delete':
      return null
  }
}

interface KindSelectProps {
  kind: BulkForm['kind']
  onChange: (kind: BulkForm['kind']) => void
}

const KindSelect = ({ kind, onChange }: KindSelectProps) => {
  const kinds = Object.keys(bulkActs).filter((one): one is BulkForm['kind'] => one in bulkActs)
  return (
    <SelectField
      label="What to do"
      value={kind}
      onChange={({ target }) => onChange(kinds.find((one) => one === target.value) ?? kind)}
    >
      {kinds.map((one) => (
        <option key={one} value={one}>
          {bulkActs[one]}
        </option>
      ))}
    </SelectField>
  )
}

interface BulkDialogProps {
  products: readonly AdminProductSummary[]
  onClose: () => void
  /** Called after the products were changed or deleted. */
  onDone: () => void
}

const useBulkUpdate = ({ products, onDone }: BulkDialogProps) => {
  const queries = useQueryClient()
  const attempt = useAttemptKey()
  const update = useMutation(api.admin.products.bulkUpdate.mutationOptions({ onError: attempt.forgetAfter }))
  const run = (form: BulkForm) => {
    const found = changeOf(form)
    if ('fault' in found) return
    const input = { ids: products.map(({ id }) => id), change: found.change }
    const onSuccess = ({ changed, unchanged }: { changed: number; unchanged: number }) => {
      void queries.invalidateQueries({ queryKey: api.admin.products.pathKey() })
      void queries.invalidateQueries({ queryKey: api.products.pathKey() })
      notify(unchanged === 0 ? `${changed} changed.` : `${changed} changed, ${unchanged} were so already.`)
      onDone()
    }
    update.mutate({ ...input, idempotencyKey: attempt.keyFor(input) }, { onSuccess })
  }
  return { update, run }
}

/** Asks which change to make to the selected products, and describes its effect in a sentence before it is made. */
export const BulkDialog = (props: BulkDialogProps) => {
  const { products, onClose } = props
  const { update, run } = useBulkUpdate(props)
  const [form, setForm] = useState(emptyBulkForm)
  const [isTold, setIsTold] = useState(false)
  const found = changeOf(form)
  const change = (part: Partial<BulkForm>) => {
    update.reset()
    setForm((now) => ({ ...now, ...part }))
  }
  return (
    <Dialog isOpen onClose={onClose} title={products.length === 1 ? 'Change it' : `Change ${products.length} products`}>
      <div className="flex flex-col gap-5">
        <Problem error={update.error} />
        <KindSelect
          kind={form.kind}
          onChange={(kind) => {
            setIsTold(false)
            change({ kind })
          }}
        />
        <BulkFields form={form} error={isTold && 'fault' in found ? found.fault : undefined} onChange={change} />
        <p role="status" className="min-h-6 leading-relaxed text-muted">
          {'change' in found ? bulkSentence(found.change, products) : ''}
        </p>
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button
            look={form.kind === 'delete' ? 'danger' : 'primary'}
            isBusy={update.isPending}
            onClick={() => {
              setIsTold(true)
              run(form)
            }}
          >
            {form.kind === 'delete' ? 'Delete for good' : 'Change'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
