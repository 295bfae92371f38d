import { type Media, MAX_IMAGES } from '@tradepost/contract'
import { clsx } from 'clsx'
import { ArrowLeft, ArrowRight, Images, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { useDragOrder } from '../drag-order.ts'
import { DropZone } from '../media/drop-zone.tsx'
import { acceptedPictures } from '../media/media-queries.ts'
import { MediaPicker } from '../media/media-picker.tsx'
import { UploadList } from '../media/upload-list.tsx'
import { useUploads } from '../media/upload-queue.ts'
import { moveItem } from '../move-item.ts'
import { CellField } from './cell-field.tsx'
import type { FormImage, ProductForm } from './product-form.ts'
import type { Editing } from './use-product-editor.ts'

const imageOf = ({ id, src, widths, alt }: Media): FormImage => ({ key: id, id: null, mediaId: id, src, widths, alt })

const withPictures = (form: ProductForm, media: readonly Media[]): ProductForm => {
  const present = new Set(form.images.map(({ key }) => key))
  const fresh = media.filter(({ id }) => !present.has(id)).map(imageOf)
  return { ...form, images: [...form.images, ...fresh].slice(0, MAX_IMAGES) }
}

const withoutPicture = (form: ProductForm, gone: string): ProductForm => ({
  ...form,
  images: form.images.filter(({ key }) => key !== gone),
  variants: form.variants.map((variant) => (variant.imageKey === gone ? { ...variant, imageKey: null } : variant)),
})

interface PictureCardProps {
  editing: Editing
  at: number
  drag: ReturnType<typeof useDragOrder>
}

const PictureButtons = ({ editing: { form, change }, at }: Omit<PictureCardProps, 'drag'>) => {
  const key = form.images[at]?.key ?? ''
  const name = `picture ${at + 1}`
  const move = (to: number) => change((now) => ({ ...now, images: moveItem(now.images, at, to) }))
  return (
    <div className="mt-1 flex justify-between">
      <span className="flex">
        <IconButton label={`Move ${name} forward`} disabled={at === 0} onClick={() => move(at - 1)}>
          <ArrowLeft aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={`Move ${name} back`} disabled={at === form.images.length - 1} onClick={() => move(at + 1)}>
          <ArrowRight aria-hidden className="size-4" />
        </IconButton>
      </span>
      <IconButton label={`Remove ${name}`} onClick={() => change((now) => withoutPicture(now, key))}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
    </div>
  )
}

const PictureCard = ({ editing, at, drag }: PictureCardProps) => {
  const { form, change, errors, isReadOnly } = editing
  const image = form.images[at]
  if (image === undefined) return null
  const write = (alt: string) =>
    change((now) => ({ ...now, images: now.images.map((one) => (one.key === image.key ? { ...one, alt } : one)) }))
  return (
    <li
      {...(isReadOnly ? {} : drag.itemProps(at))}
      className={clsx(
        'rounded-2xl border p-2.5 transition-colors',
        drag.isTarget(at) ? 'border-ink bg-sunken' : 'border-line',
        drag.isDragged(at) && 'opacity-50'
      )}
    >
      <div className="relative">
        <Thumbnail image={image} alt={image.alt || `Picture ${at + 1}`} className="aspect-square w-full" />
        {at === 0 ? (
          <span className="absolute top-2 left-2 rounded-full bg-paper px-2.5 py-0.5 text-sm font-medium">First</span>
        ) : null}
      </div>
      <CellField
        label="What it shows"
        about={`picture ${at + 1}`}
        className="mt-2"
        maxLength={300}
        field={`images.${image.key}.alt`}
        error={errors[`images.${image.key}.alt`]}
        value={image.alt}
        disabled={isReadOnly}
        onChange={(event) => write(event.target.value)}
      />
      {isReadOnly ? null : <PictureButtons editing={editing} at={at} />}
    </li>
  )
}

/** The pictures of a product, in the order of its gallery. */
export const PicturesSection = ({ editing }: { editing: Editing }) => {
  const { form, change, isReadOnly } = editing
  const [isPicking, setIsPicking] = useState(false)
  const drag = useDragOrder((from, to) => change((now) => ({ ...now, images: moveItem(now.images, from, to) })))
  const { uploads, add, retry, dismiss } = useUploads((media) => change((now) => withPictures(now, [media])))
  return (
    <Panel
      title="Pictures"
      lead={
        isReadOnly
          ? undefined
          : 'The first one stands for the product in lists. Say what each shows, for those who do not see it.'
      }
    >
      <div className="flex flex-col gap-4">
        {form.images.length > 0 ? (
          <ol aria-label="Pictures" className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            {form.images.map(({ key }, at) => (
              <PictureCard key={key} editing={editing} at={at} drag={drag} />
            ))}
          </ol>
        ) : null}
        {isReadOnly && form.images.length === 0 ? <p className="text-muted">It has none.</p> : null}
        <UploadList uploads={uploads} onRetry={retry} onDismiss={dismiss} />
        {isReadOnly ? null : (
          <>
            <DropZone
              label="Upload pictures"
              hint="Or drop them here. JPEG, PNG, WebP, AVIF or GIF, up to 20 MB each."
              accept={acceptedPictures}
              isMany
              onFiles={add}
            />
            <Button look="quiet" className="self-start" aria-haspopup="dialog" onClick={() => setIsPicking(true)}>
              <Images aria-hidden className="size-4.5" />
              Choose from the library
            </Button>
          </>
        )}
      </div>
      <MediaPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        onPick={(media) => change((now) => withPictures(now, media))}
      />
    </Panel>
  )
}
