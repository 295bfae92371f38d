// Builds what is missing or outdated, then runs the built server as it is deployed.
import { spawn, spawnSync } from 'node:child_process'

const built = spawnSync('turbo', ['run', 'types', 'build', '--output-logs=errors-only'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)

const env = { NODE_ENV: 'production', ...process.env }
const server = spawn(process.execPath, ['apps/server/dist/index.js'], { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
