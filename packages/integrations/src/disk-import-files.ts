import { constants, createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFiles } from '@tradepost/commerce'
import { orStorageFull } from './storage-full.ts'

const OWNER_ONLY = 0o600
const READ_BYTES = 65_536

/** Creates a store that keeps import files in a folder, named by import ID and readable only by the server's user. */
export const makeDiskImportFiles = (folder: string): ImportFiles => {
  const pathOf = (id: string): string => {
    if (!/^imp_[0-9a-z]{26}$/.test(id)) throw new RangeError(`“${id}” is no id of an import.`)
    return join(folder, `${id}.csv`)
  }
  return {
    write: async (id, offset, bytes) => {
      const path = pathOf(id)
      await orStorageFull(mkdir(folder, { recursive: true, mode: 0o700 }).then(() => writeAt(path, offset, bytes)))
    },
    size: (id) =>
      stat(pathOf(id)).then(
        ({ size }) => size,
        () => null
      ),
    read: (id, length) =>
      length === 0 ? noBytes() : createReadStream(pathOf(id), { end: length - 1, highWaterMark: READ_BYTES }),
    remove: (id) => rm(pathOf(id), { force: true }),
  }
}

const writeAt = async (path: string, offset: number, bytes: Uint8Array): Promise<void> => {
  // Not `w`, which truncates: a late duplicate of the first chunk would remove what was written after it.
  const file = await open(path, offset === 0 ? constants.O_RDWR | constants.O_CREAT : 'r+', OWNER_ONLY)
  try {
    let written = 0
    // A disk that fills up accepts part of a write without an error, and rejects the next write.
    while (written < bytes.length) {
      written += (await file.write(bytes, written, bytes.length - written, offset + written)).bytesWritten
    }
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
