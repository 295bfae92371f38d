import { useMutation } from '@tanstack/react-query'
import { type ImportRun, MAX_IMPORT_BYTES } from '@tradepost/contract'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Problem } from '../../ui/problem.tsx'
import { Callout } from '../../ui/states.tsx'
import { DropZone } from '../media/drop-zone.tsx'
import { sizeText } from '../media/media-card.tsx'

const MAX_NAME = 200

const faultOf = ({ name, size, type }: File): string | null => {
  if (size === 0) return `${name} is empty.`
  if (size > MAX_IMPORT_BYTES) return `${name} is larger than ${sizeText(MAX_IMPORT_BYTES)}: split it.`
  return /^(image|video|audio)\//.test(type) || /\.(xlsx?|ods|zip|pdf)$/i.test(name)
    ? `${name} is no CSV file: save the table as CSV (UTF-8) first.`
    : null
}

/** Lets the user choose the file of a new import. */
export const ChooseFile = ({ onOpened }: { onOpened: (run: ImportRun, file: File) => void }) => {
  const [fault, setFault] = useState<string | null>(null)
  const create = useMutation(api.admin.imports.create.mutationOptions())
  const take = ([file]: File[]) => {
    if (file === undefined) return
    const found = faultOf(file)
    setFault(found)
    if (found !== null) return
    create.mutate(
      { fileName: file.name.slice(-MAX_NAME), sizeBytes: file.size },
      { onSuccess: (run) => onOpened(run, file) }
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {fault ? <Callout>{fault}</Callout> : null}
      <Problem error={create.error} />
      <DropZone
        label="Choose a CSV file"
        hint="Or drop it here. The format is Shopify’s product CSV, which the export writes too. A missing column changes nothing; an empty cell clears its field. The file is checked first: nothing changes until you start the import."
        accept=".csv,text/csv"
        icon={FileUp}
        onFiles={take}
      />
    </div>
  )
}
