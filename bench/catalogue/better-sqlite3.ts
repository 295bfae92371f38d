import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'

const require = createRequire(import.meta.url)

/** The part of better-sqlite3 that is used here; it has no types. */
export interface HandDatabase {
  readonly prepare: (sql: string) => HandStatement
  readonly pragma: (text: string) => unknown
}

export interface HandStatement {
  readonly all: (...args: readonly unknown[]) => Record<string, unknown>[]
}

type OpenDatabase = new (path: string, options: { readonly: boolean; nativeBinding: string }) => HandDatabase

/** Opens a database for reading with better-sqlite3 and the binding from {@link compiledBinding}. */
export const openByHand = (path: string, nativeBinding: string): HandDatabase => {
  const Open: OpenDatabase = require('better-sqlite3')
  return new Open(path, { readonly: true, nativeBinding })
}

/** Returns the path of better-sqlite3's compiled binding, and compiles it from the package's sources if missing. */
export const compiledBinding = (): string => {
  const { version } = require('better-sqlite3/package.json')
  const folder = join(cacheFolder(), `better-sqlite3-${version}-abi${process.versions.modules}-${process.arch}`)
  const binding = join(folder, 'build', 'Release', 'better_sqlite3.node')
  if (existsSync(binding)) return binding
  process.stderr.write('Compiling better-sqlite3 once, from source; this takes two minutes or so …\n')
  const source = dirname(require.resolve('better-sqlite3/package.json'))
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  for (const part of ['binding.gyp', 'package.json', 'deps', 'src']) {
    cpSync(join(source, part), join(making, part), { recursive: true, dereference: true })
  }
  compile(making)
  rmSync(folder, { recursive: true, force: true })
  cpSync(making, folder, { recursive: true })
  rmSync(making, { recursive: true, force: true })
  return binding
}

const compile = (folder: string): void => {
  const gyp = join(dirname(process.execPath), '../lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js')
  if (!existsSync(gyp)) throw new Error(`Install npm with Node: its node-gyp was looked for at ${gyp}.`)
  const headers = join(dirname(process.execPath), '..')
  const own = existsSync(join(headers, 'include/node/node.h')) ? [`--nodedir=${headers}`] : []
  const { status, stderr } = spawnSync(process.execPath, [gyp, 'rebuild', '--release', '--silent', ...own], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status === 0) return
  throw new Error(
    `Compiling better-sqlite3 failed. Install a C++ compiler, make and Python 3, then try again.\n${stderr}`
  )
}
