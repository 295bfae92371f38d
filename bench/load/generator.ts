// The load generator. It is a separate process, so that its own delays can be distinguished from the server's.
import { runClosedLoop } from './closed-loop.ts'
import { runHostile } from './hostile.ts'
import type { Job, Message } from './jobs.ts'
import { runOpenLoop } from './open-loop.ts'

const tell = (message: Message) => void process.send?.(message)

const run = async (job: Job): Promise<void> => {
  try {
    if (job.kind === 'closed') tell({ kind: 'closed', results: await runClosedLoop(job) })
    else if (job.kind === 'hostile') tell({ kind: 'hostile', counts: await runHostile(job) })
    else tell({ kind: 'open', result: await runOpenLoop(job, () => tell({ kind: 'scheduled' })) })
  } catch (error) {
    tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}

process.on('message', (job: Job) => void run(job))
// Exit together with the parent process.
process.on('disconnect', () => process.exit())
tell({ kind: 'ready' })
