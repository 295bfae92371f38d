import { useQuery } from '@tanstack/react-query'
import { type IdOf, ProductStatus } from '@tradepost/contract'
import { api } from '../../api.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { ChipsField } from '../../ui/chips-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { useCatalogueWords } from './catalogue-words.ts'
import { statusHints, statusNames } from './product-status.tsx'
import type { Editing } from './use-product-editor.ts'

/** The status of a product: whether it is for sale. */
export const StatusSection = ({ editing: { form, isReadOnly, change } }: { editing: Editing }) => (
  <Panel title="Status">
    <SelectField
      label="Who sees it"
      data-field="status"
      hint={statusHints[form.status]}
      value={form.status}
      disabled={isReadOnly}
      onChange={({ target }) => change({ status: ProductStatus.parse(target.value) })}
    >
      {ProductStatus.options.map((status) => (
        <option key={status} value={status}>
          {statusNames[status]}
        </option>
      ))}
    </SelectField>
  </Panel>
)

const Collections = ({ editing: { form, errors, isReadOnly, change } }: { editing: Editing }) => {
  const collections = useQuery(api.admin.collections.list.queryOptions())
  const byHand = (collections.data?.items ?? []).filter(({ kind }) => kind === 'manual')
  const toggle = (id: IdOf<'collection'>, isIn: boolean) =>
    change((now) => ({
      ...now,
      collectionIds: isIn ? [...now.collectionIds, id] : now.collectionIds.filter((one) => one !== id),
    }))
  if (byHand.length === 0) return null
  return (
    <fieldset>
      <legend className="text-sm font-medium">Collections</legend>
      <p className="mt-1 text-sm text-muted">Those by rule take it in by themselves.</p>
      {errors['collectionIds'] ? (
        <p className="mt-1.5 text-sm font-medium text-rust">{errors['collectionIds']}</p>
      ) : null}
      <div
        data-field="collectionIds"
        role="group"
        aria-label="Collections"
        tabIndex={0}
        className="mt-2 max-h-64 overflow-y-auto rounded-xl border border-line px-3"
      >
        {byHand.map(({ id, title }) => (
          <CheckField
            key={id}
            label={title}
            checked={form.collectionIds.includes(id)}
            disabled={isReadOnly}
            onChange={({ target }) => toggle(id, target.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** The vendor, type, tags and collections of a product. */
export const OrganisationSection = ({ editing }: { editing: Editing }) => {
  const { form, errors, isReadOnly, change } = editing
  const words = useCatalogueWords()
  return (
    <Panel title="Where it belongs">
      <div className="flex flex-col gap-5">
        <SuggestField
          label="Maker"
          data-field="vendor"
          maxLength={100}
          suggestions={words.vendors}
          value={form.vendor}
          error={errors['vendor']}
          disabled={isReadOnly}
          onChange={({ target }) => change({ vendor: target.value })}
        />
        <SuggestField
          label="Type"
          data-field="productType"
          maxLength={100}
          suggestions={words.productTypes}
          value={form.productType}
          error={errors['productType']}
          disabled={isReadOnly}
          onChange={({ target }) => change({ productType: target.value })}
        />
        <ChipsField
          label="Tags"
          field="tags"
          hint={isReadOnly ? undefined : 'Enter or a comma adds one.'}
          items={form.tags}
          suggestions={words.tags}
          error={errors['tags']}
          isDisabled={isReadOnly}
          onChange={(tags) => change({ tags })}
        />
        <Collections editing={editing} />
      </div>
    </Panel>
  )
}
