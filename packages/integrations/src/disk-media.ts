import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MediaStore } from '@tradepost/commerce'
import { mediaName } from './media-name.ts'
import { orStorageFull } from './storage-full.ts'

/** Creates a media store in a folder that is served at `/media/…`. A file is either complete or absent. */
export const makeDiskMedia = (folder: string): MediaStore => ({
  put: async (name, content) => {
    const path = pathIn(folder, name)
    await orStorageFull(replace(path, content))
    return `/media/${name}`
  },
  remove: (name) => rm(pathIn(folder, name), { force: true }),
})

const replace = async (path: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(`${path}.part`, content)
    await rename(`${path}.part`, path)
  } catch (error) {
    // A partial file would only use up more of the missing space.
    await rm(`${path}.part`, { force: true })
    throw error
  }
}

const pathIn = (folder: string, name: string): string => {
  if (!mediaName.test(name)) throw new RangeError(`“${name}” is no name for a media file.`)
  return join(folder, name)
}
