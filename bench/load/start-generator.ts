import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ClosedJob, ClosedResult, Counts, HostileJob, Message, OpenJob, OpenResult } from './jobs.ts'

/** The process of the load generator. It does one job at a time. */
export interface Generator {
  readonly closed: (job: ClosedJob) => Promise<readonly ClosedResult[]>
  /** Calls `onScheduled` when the schedule has ended, while responses may still be missing. */
  readonly open: (job: OpenJob, onScheduled: () => void) => Promise<OpenResult>
  readonly hostile: (job: HostileJob) => Promise<Counts>
  readonly stop: () => Promise<void>
}

export const startGenerator = async (): Promise<Generator> => {
  const child = fork(new URL('generator.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
  await nextOf(child, 'ready')
  return {
    closed: async (job) => {
      child.send(job)
      return (await nextOf(child, 'closed')).results
    },
    open: async (job, onScheduled) => {
      const scheduled = nextOf(child, 'scheduled').then(onScheduled)
      const ended = nextOf(child, 'open')
      child.send(job)
      const [{ result }] = await Promise.all([ended, scheduled])
      return result
    },
    hostile: async (job) => {
      child.send(job)
      return (await nextOf(child, 'hostile')).counts
    },
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

type Of<K extends Message['kind']> = Extract<Message, { kind: K }>

const nextOf = <K extends Message['kind']>(child: ChildProcess, kind: K): Promise<Of<K>> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off('message', hear)
      child.off('exit', lose)
      act()
    }
    const lose = () => settle(() => reject(new Error('The load generator has died.')))
    const hear = (message: Message) => {
      if (message.kind === 'failed') settle(() => reject(new Error(message.reason)))
      // The kind identifies the type of the message.
      else if (message.kind === kind) settle(() => resolve(message as Of<K>))
    }
    child.on('message', hear)
    child.on('exit', lose)
  })
