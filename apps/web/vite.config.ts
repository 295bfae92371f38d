import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

const repoRoot = fileURLToPath(new URL('../..', import.meta.url))
const api = `http://localhost:${process.env['API_PORT'] ?? '3000'}`

/** Names a module from the repository's root, or from `node_modules/` on; ids without a file are left out. */
const moduleName = (id: string): string | null => {
  const file = id.split('?')[0] ?? ''
  if (!file.startsWith(repoRoot)) return null
  const path = relative(repoRoot, file).replaceAll(sep, '/')
  const installed = path.lastIndexOf('node_modules/')
  return installed === -1 ? path : path.slice(installed)
}

/** Writes `dist/modules.json`: every module in the bundle, for the test that no server package is among them. */
const moduleList = (): Plugin => ({
  name: 'tradepost:module-list',
  apply: 'build',
  generateBundle(_options, bundle) {
    const ids = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
    const names = new Set(ids.map(moduleName).filter((name) => name !== null))
    const source = `${JSON.stringify([...names].toSorted(), null, 2)}\n`
    this.emitFile({ type: 'asset', fileName: 'modules.json', source })
  },
})

export default defineConfig(({ command }) => ({
  plugins: [react(), tailwindcss(), moduleList()],
  resolve: {
    // Development runs the packages' source, so that an edit there is seen at once; a build takes what is deployed.
    conditions: command === 'serve' ? ['@tradepost/source', ...defaultClientConditions] : [...defaultClientConditions],
  },
  server: {
    port: Number(process.env['WEB_PORT'] ?? 5173),
    strictPort: true,
    proxy: { '/trpc': api, '/media': api, '/export': api, '/health': api, '/dev': api },
  },
  build: {
    target: 'es2022',
    // The content security policy lets fonts come from the server only, never from data: addresses.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
}))
