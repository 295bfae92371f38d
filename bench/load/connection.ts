import { connect } from 'node:net'
import type { Answer } from './answer-reader.ts'
import { makeAnswerReader } from './answer-reader.ts'

/** How a call ended: with a response, with a reset by the server or the network, or with a timeout. */
export type Outcome = Answer | 'reset' | 'timeout'

/** A keep-alive connection that makes one call at a time. */
export interface Connection {
  readonly call: (request: string | Buffer, done: (outcome: Outcome) => void) => void
  readonly isOpen: () => boolean
  readonly close: () => void
}

export interface ConnectionOptions {
  readonly port: number
  /** The loopback address that the connection comes from. */
  readonly source: string
  readonly timeoutMs: number
  readonly keepsBody: boolean
}

/** Opens a connection to 127.0.0.1. Calls `onClose` once, when no more calls can be made. */
export const openConnection = (
  { port, source, timeoutMs, keepsBody }: ConnectionOptions,
  onClose: () => void
): Connection => {
  const socket = connect({ port, host: '127.0.0.1', localAddress: source, noDelay: true })
  let isOpen = true
  let pending: ((outcome: Outcome) => void) | null = null
  let timer: NodeJS.Timeout | undefined
  const end = (outcome: Outcome) => {
    clearTimeout(timer)
    const done = pending
    pending = null
    done?.(outcome)
  }
  const close = (outcome: Outcome) => {
    if (!isOpen) return
    isOpen = false
    socket.destroy()
    onClose()
    end(outcome)
  }
  const read = makeAnswerReader(keepsBody, (answer) => {
    if (answer.isKeptAlive) end(answer)
    else close(answer)
  })
  socket.on('data', read)
  socket.on('error', () => close('reset'))
  socket.on('close', () => close('reset'))
  return {
    call: (request, done) => {
      pending = done
      timer = setTimeout(() => close('timeout'), timeoutMs)
      socket.write(request)
    },
    isOpen: () => isOpen,
    close: () => close('reset'),
  }
}
