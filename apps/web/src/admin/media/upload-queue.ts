import { useQueryClient } from '@tanstack/react-query'
import { MAX_MEDIA_BYTES, type Media, mediaTypes } from '@tradepost/contract'
import { useRef, useState } from 'react'
import { api, errorOf, messageOf, uploadingClient } from '../../api.ts'

/** A file that is being uploaded. */
export interface Upload {
  readonly key: number
  readonly file: File
  /** The part that has been sent, from 0 to 1. */
  readonly share: number
  /** Why the upload failed, and whether a retry makes sense. */
  readonly fault: { readonly text: string; readonly isWorthRetrying: boolean } | null
}

const AT_ONCE = 2
const MEGABYTE = 1024 * 1024
const taken = new Set<string>(mediaTypes)

const tooLarge = (limitBytes: number): string =>
  `Larger than ${Math.floor(limitBytes / MEGABYTE)} MB: make it smaller, then choose it again.`

// Checks what can be known before sending. The server checks the bytes; here only the browser's guess is available.
const faultBefore = ({ size, type }: File): string | null => {
  if (size > MAX_MEDIA_BYTES) return tooLarge(MAX_MEDIA_BYTES)
  if (size === 0) return 'The file is empty.'
  return type !== '' && !taken.has(type)
    ? 'Not a picture that the shop takes: choose a JPEG, PNG, WebP, AVIF or GIF.'
    : null
}

const faultText = (error: unknown): string | null => {
  const known = errorOf(error)
  if (known?.code === 'media.too_large') return tooLarge(known.details.limitBytes)
  if (known?.code === 'request.too_large') return tooLarge(MAX_MEDIA_BYTES)
  if (known?.code === 'media.too_many_pixels') {
    return `More than ${Math.floor(known.details.limitPixels / 1_000_000)} megapixels: make it smaller, then choose it again.`
  }
  return known?.code === 'media.unsupported'
    ? 'Not a picture that the shop takes, or a broken one: choose a JPEG, PNG, WebP, AVIF or GIF.'
    : null
}

// An error in the file itself is permanent; anything else may work on a retry.
const uploadFault = (error: unknown): Upload['fault'] => {
  const text = faultText(error)
  return { text: text ?? messageOf(error), isWorthRetrying: text === null }
}

const send = (file: File, onProgress: (share: number) => void): Promise<Media> => {
  const form = new FormData()
  form.set('file', file)
  form.set('alt', '')
  return uploadingClient(onProgress).admin.media.upload.mutate(form)
}

let lastKey = 0

/** Uploads files two at a time, and passes on each picture when it has arrived. */
export const useUploads = (onArrived: (media: Media) => void) => {
  const queries = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const waiting = useRef<Upload[]>([])
  const running = useRef(0)
  const update = (key: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)))
  const dismiss = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key))
  const run = async (upload: Upload): Promise<void> => {
    try {
      const media = await send(upload.file, (share) => update(upload.key, { share }))
      dismiss(upload.key)
      onArrived(media)
      void queries.invalidateQueries({ queryKey: api.admin.media.pathKey() })
    } catch (error) {
      update(upload.key, { fault: uploadFault(error) })
    }
  }
  const pump = async (): Promise<void> => {
    const next = running.current < AT_ONCE ? waiting.current.shift() : undefined
    if (next === undefined) return
    running.current += 1
    await run(next)
    running.current -= 1
    await pump()
  }
  const enqueue = (upload: Upload) => {
    waiting.current.push(upload)
    void pump()
  }
  const add = (files: readonly File[]) => {
    const fresh = files.map((file): Upload => {
      const text = faultBefore(file)
      return { key: ++lastKey, file, share: 0, fault: text === null ? null : { text, isWorthRetrying: false } }
    })
    setUploads((all) => [...all, ...fresh])
    for (const upload of fresh.filter(({ fault }) => fault === null)) enqueue(upload)
  }
  const retry = (upload: Upload) => {
    const again = { ...upload, share: 0, fault: null }
    update(upload.key, again)
    enqueue(again)
  }
  return { uploads, add, retry, dismiss }
}
