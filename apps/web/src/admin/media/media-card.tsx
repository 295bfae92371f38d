import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Media } from '@tradepost/contract'
import { Check, Trash2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { api, errorOf, messageOf } from '../../api.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { controlClass } from '../../ui/field.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { Thumbnail } from '../../ui/thumbnail.tsx'

const KILOBYTE = 1024

/** Formats a file size for people: `340 KB`, `2.1 MB`. */
export const sizeText = (bytes: number): string => {
  const kilobytes = bytes / KILOBYTE
  if (kilobytes < KILOBYTE) return `${Math.max(1, Math.round(kilobytes))} KB`
  const megabytes = kilobytes / KILOBYTE
  return megabytes < KILOBYTE ? `${megabytes.toFixed(1)} MB` : `${(megabytes / KILOBYTE).toFixed(1)} GB`
}

const usesText = (uses: number): string => {
  if (uses === 0) return 'not used'
  return uses === 1 ? 'used once' : `used ${uses} times`
}

const useLibraryChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.admin.media.pathKey() })
}

const DeleteButton = ({ media }: { media: Media }) => {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useLibraryChanged()
  const remove = useMutation(api.admin.media.delete.mutationOptions())
  const known = errorOf(remove.error)
  const isInUse = known?.code === 'media.in_use'
  const confirm = () => {
    const onSuccess = () => {
      setIsAsking(false)
      notify(`${media.fileName} is deleted.`)
      void changed()
    }
    remove.mutate({ id: media.id }, { onSuccess })
  }
  const open = () => {
    remove.reset()
    setIsAsking(true)
  }
  return (
    <>
      <IconButton label={`Delete ${media.fileName}`} aria-haspopup="dialog" onClick={open}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title="Delete this picture?"
        act="Delete picture"
        onConfirm={confirm}
        isBusy={remove.isPending}
        error={remove.error}
        isDanger
      >
        {media.fileName} leaves the library for good.
        {isInUse ? ` It is ${usesText(known.details.uses)}: take it from there first.` : ''}
      </ConfirmDialog>
    </>
  )
}

const AltForm = ({ media }: { media: Media }) => {
  const id = useId()
  const changed = useLibraryChanged()
  const [alt, setAlt] = useState(media.alt)
  const update = useMutation(
    api.admin.media.update.mutationOptions({
      onSuccess: changed,
      onError: (error) => notify(messageOf(error), 'problem'),
    })
  )
  const isChanged = alt.trim() !== media.alt
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isChanged) update.mutate({ id: media.id, alt: alt.trim() })
  }
  return (
    <form onSubmit={save} className="mt-2">
      <label htmlFor={id} className="mb-1 block text-sm text-muted">
        What it shows<span className="sr-only">: {media.fileName}</span>
      </label>
      <span className="flex items-center gap-1">
        <input
          id={id}
          value={alt}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => setAlt(event.target.value)}
          className={controlClass(false, 'min-h-11! px-3! text-[0.9375rem]!')}
        />
        {isChanged ? (
          <Button
            type="submit"
            look="secondary"
            isBusy={update.isPending}
            aria-label={`Save what ${media.fileName} shows`}
            className="px-3!"
          >
            {update.isPending ? null : <Check aria-hidden className="size-4" />}
          </Button>
        ) : null}
      </span>
    </form>
  )
}

/** One picture of the library. */
export const MediaCard = ({ media, mayWrite }: { media: Media; mayWrite: boolean }) => (
  <li className="flex flex-col rounded-2xl border border-line bg-surface p-2.5">
    <a href={media.src} target="_blank" rel="noreferrer" aria-label={`Open ${media.fileName}`}>
      <Thumbnail image={media} alt={media.alt} className="aspect-square w-full" />
    </a>
    <div className="mt-2 flex items-start gap-1">
      <div className="min-w-0 flex-1 text-sm">
        <p className="truncate font-medium" title={media.fileName}>
          {media.fileName}
        </p>
        <p className="text-muted">
          {media.width} × {media.height} · {sizeText(media.byteSize)} · {usesText(media.uses)}
        </p>
      </div>
      {mayWrite ? <DeleteButton media={media} /> : null}
    </div>
    {mayWrite ? <AltForm key={media.alt} media={media} /> : <p className="mt-2 text-sm text-muted">{media.alt}</p>}
  </li>
)
