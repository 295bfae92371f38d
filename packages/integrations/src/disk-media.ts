import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MediaStore } from '@tradepost/commerce'

/** Names that may be stored and served: lower-case path segments, no dot but before the ending. */
export const mediaName = /^(?:[a-z0-9-]+\/){0,3}[a-z0-9-]{1,120}\.(?:svg|webp|avif|png|jpg)$/

/** Makes a store of files under a folder, served at `/media/…`. A file is whole or absent. */
export const makeDiskMedia = (folder: string): MediaStore => ({
  put: async (name, content) => {
    if (!mediaName.test(name)) throw new RangeError(`“${name}” is no name for a media file.`)
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.part`, content)
    await rename(`${path}.part`, path)
    return `/media/${name}`
  },
})
