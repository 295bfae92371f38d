import type { Currency, IdOf, Media } from '@tradepost/contract'
import { Images } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { DescriptionField } from '../description/description-field.tsx'
import { DropZone } from '../media/drop-zone.tsx'
import { acceptedPictures } from '../media/media-queries.ts'
import { MediaPicker } from '../media/media-picker.tsx'
import { UploadList } from '../media/upload-list.tsx'
import { useUploads } from '../media/upload-queue.ts'
import { depthOf, isWithin, useCollections } from './collection-queries.ts'
import { RuleBuilder } from './rule-builder.tsx'
import type { CollectionEditing } from './collection-rules.ts'

interface SectionProps {
  editing: CollectionEditing
}

/** The title and the description of a collection. */
export const AboutSection = ({ editing: { form, errors, isReadOnly, change } }: SectionProps) => (
  <Panel title="About it">
    <div className="flex flex-col gap-5">
      <TextField
        label="Title"
        data-field="title"
        maxLength={200}
        autoComplete="off"
        value={form.title}
        error={errors['title']}
        disabled={isReadOnly}
        onChange={({ target }) => change({ title: target.value })}
      />
      <DescriptionField
        html={form.descriptionHtml}
        error={errors['descriptionHtml']}
        isDisabled={isReadOnly}
        onChange={(descriptionHtml) => change({ descriptionHtml })}
      />
    </div>
  </Panel>
)

/** Whether products are chosen by hand or by rules, and the rules. */
export const KindSection = ({ editing, currency }: SectionProps & { currency: Currency }) => {
  const { form, isReadOnly, change } = editing
  return (
    <Panel title="What belongs in it">
      <fieldset disabled={isReadOnly} className="mb-2">
        <legend className="sr-only">How it is filled</legend>
        <CheckField
          kind="radio"
          name="kind"
          label="Products chosen by hand"
          hint="In the order that you give them."
          checked={form.kind === 'manual'}
          onChange={() => change({ kind: 'manual' })}
        />
        <CheckField
          kind="radio"
          name="kind"
          label="Products found by rule"
          hint="What fits comes in and goes by itself."
          checked={form.kind === 'rule'}
          onChange={() => change({ kind: 'rule' })}
        />
      </fieldset>
      {form.kind === 'rule' ? <RuleBuilder editing={editing} currency={currency} /> : null}
    </Panel>
  )
}

/** The collection's place in the tree, and whether the shop shows it. */
export const PlaceSection = ({ editing, id }: SectionProps & { id: IdOf<'collection'> | undefined }) => {
  const { form, errors, isReadOnly, change } = editing
  const items = useCollections().data?.items ?? []
  const possible = items.filter((one) => id === undefined || !isWithin(items, one, id))
  return (
    <Panel title="Place">
      <div className="flex flex-col gap-4">
        <SelectField
          label="Lies below"
          data-field="parentId"
          value={form.parentId ?? ''}
          error={errors['parentId']}
          disabled={isReadOnly}
          onChange={({ target }) => change({ parentId: possible.find((one) => one.id === target.value)?.id ?? null })}
        >
          <option value="">Nothing: at the top</option>
          {possible.map((one) => (
            <option key={one.id} value={one.id}>
              {'– '.repeat(depthOf(items, one))}
              {one.title}
            </option>
          ))}
        </SelectField>
        <CheckField
          label="Published"
          hint="The shop shows it and what is below it."
          checked={form.published}
          disabled={isReadOnly}
          onChange={({ target }) => change({ published: target.checked })}
        />
      </div>
    </Panel>
  )
}

/** The picture of the collection. */
export const PictureSection = ({ editing: { form, errors, isReadOnly, change } }: SectionProps) => {
  const [isPicking, setIsPicking] = useState(false)
  const take = ({ id, src, widths, alt }: Media) => change({ mediaId: id, image: { src, widths, alt } })
  const { uploads, add, retry, dismiss } = useUploads(take)
  return (
    <Panel title="Picture">
      <div className="flex flex-col gap-4">
        {form.image ? (
          <Thumbnail
            image={form.image}
            alt={form.image.alt || 'The collection’s picture'}
            className="aspect-square w-full max-w-72"
          />
        ) : null}
        {errors['mediaId'] ? <p className="text-sm font-medium text-rust">{errors['mediaId']}</p> : null}
        {form.mediaId === null && isReadOnly ? <p className="text-muted">It has none.</p> : null}
        {isReadOnly ? null : (
          <>
            <UploadList uploads={uploads} onRetry={retry} onDismiss={dismiss} />
            <DropZone
              label={form.mediaId === null ? 'Upload a picture' : 'Upload another'}
              hint="Or drop it here."
              accept={acceptedPictures}
              onFiles={add}
            />
            <div className="flex flex-wrap gap-x-5">
              <Button look="quiet" aria-haspopup="dialog" data-field="mediaId" onClick={() => setIsPicking(true)}>
                <Images aria-hidden className="size-4.5" />
                From the library
              </Button>
              {form.mediaId === null ? null : (
                <Button look="quiet" onClick={() => change({ mediaId: null, image: null })}>
                  Take it off
                </Button>
              )}
            </div>
          </>
        )}
      </div>
      <MediaPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        onPick={([media]) => media && take(media)}
        isOne
      />
    </Panel>
  )
}
