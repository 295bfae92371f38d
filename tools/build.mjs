// Builds everything that is deployed: JavaScript with declarations in every dist/, and the web app.
import { spawnSync } from 'node:child_process'

const { status } = spawnSync('turbo', ['run', 'types', 'build'], { stdio: 'inherit' })
process.exit(status ?? 1)
