import type { IdOf, Permission } from '@tradepost/contract'
import { ApiKeyInput, permissions } from '@tradepost/contract'
import type { Command } from 'commander'
import { Option } from 'commander'
import { misused } from '../failure.ts'
import { jsonOption, urlOption, wholeNumber, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { CreateKeyOptions } from './create-key.ts'
import { createKey } from './create-key.ts'
import type { EndKeyOptions } from './end-key.ts'
import { revokeKey, rotateKey } from './end-key.ts'
import type { ListKeysOptions } from './list-keys.ts'
import { listKeys } from './list-keys.ts'

const MAX_DAYS = 3650

/** Adds the commands for API keys. */
export const addKeys = (program: Command, terminal: Terminal): void => {
  const keys = program.command('keys').description('the API keys of tools').helpCommand(false)
  withExamples(keys.command('list').description('list all keys, newest first, the ended ones too'), [
    'tradepost keys list',
    'tradepost keys list --json | jq ".items[].id"',
  ])
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListKeysOptions) => listKeys(terminal, options))

  addCreate(keys, terminal)
  addEndings(keys, terminal)
}

const addCreate = (keys: Command, terminal: Terminal): void => {
  withExamples(keys.command('create').description('make a key and print it, this one time'), [
    'tradepost keys create --name "Order export" --permission orders:read',
    'tradepost keys create --name CI --permission products:read --permission products:write --expires-in-days 30',
    'tradepost keys create --name ERP --permission orders:read --no-expiry | pass insert -e shop-key',
  ])
    .requiredOption('--name <name>', 'what the key is for')
    .requiredOption(
      '--permission <permission>',
      `what it may do; may be repeated (${permissions.join(', ')})`,
      addPermission
    )
    .option('--expires-in-days <n>', `when it ends, 1 to ${MAX_DAYS} days from now (default 90)`, wholeNumber(MAX_DAYS))
    .addOption(new Option('--no-expiry', 'it does not end by itself').conflicts('expiresInDays'))
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: CreateKeyOptions) => createKey(terminal, options))
}

const addEndings = (keys: Command, terminal: Terminal): void => {
  withExamples(keys.command('rotate').description('put a new key in the place of one, which ends at once'), [
    'tradepost keys rotate key_01k9y3t6c2v8w5x1z4b7d0f2gh',
    'tradepost keys rotate key_01k9y3t6c2v8w5x1z4b7d0f2gh --yes --json',
  ])
    .argument('<id>', 'the id of the key, key_…', parseKeyId)
    .addOption(yesOption())
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((id: IdOf<'apiKey'>, options: EndKeyOptions) => rotateKey(terminal, id, options))

  withExamples(keys.command('revoke').description('end a key at once'), [
    'tradepost keys revoke key_01k9y3t6c2v8w5x1z4b7d0f2gh',
    'tradepost keys revoke key_01k9y3t6c2v8w5x1z4b7d0f2gh --yes',
  ])
    .argument('<id>', 'the id of the key, key_…', parseKeyId)
    .addOption(yesOption())
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((id: IdOf<'apiKey'>, options: EndKeyOptions) => revokeKey(terminal, id, options))
}

const yesOption = (): Option => new Option('--yes', 'do not ask; needed where there is no terminal')

const addPermission = (text: string, before: readonly Permission[] = []): Permission[] => {
  const permission = permissions.find((each) => each === text)
  if (!permission) throw misused(`“${text}” is no permission: use ${permissions.join(', ')}.`)
  return [...before, permission]
}

/** Parses the ID of a key. Does not repeat any other text: it may be a key. */
const parseKeyId = (id: string): IdOf<'apiKey'> => {
  const { data } = ApiKeyInput.safeParse({ id })
  if (!data) throw misused('Name the key by its id, key_…, as tradepost keys list shows it.')
  return data.id
}
