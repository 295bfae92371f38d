import type { Server } from 'node:http'

const IDLE_SWEEP_MS = 50
const HARD_STOP_MS = 10_000

/** Stops listening, lets running requests end and closes idle connections, for ten seconds at most. */
export const drain = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS)
    const hardStop = setTimeout(() => server.closeAllConnections(), HARD_STOP_MS)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(hardStop)
      resolve()
    })
  })
