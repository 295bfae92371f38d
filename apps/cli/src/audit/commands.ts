import type { Command } from 'commander'
import { addPageOptions, jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ListAuditOptions } from './list-audit.ts'
import { listAudit } from './list-audit.ts'

/** Adds the commands for the audit log. */
export const addAudit = (program: Command, terminal: Terminal): void => {
  const audit = program.command('audit').description('who did what in the shop').helpCommand(false)
  const list = withExamples(
    audit.command('list').description('list acts of staff, keys and the system, newest first'),
    [
      'tradepost audit list',
      'tradepost audit list --procedure admin.apiKeys.create',
      'tradepost audit list --about usr_01k9y3t6c2v8w5x1z4b7d0f2gh --all --json',
    ]
  )
    .option('--procedure <name>', 'only acts by this procedure, its whole name')
    .option('--about <id>', 'only acts by, or on, whoever or whatever has this id')
  addPageOptions(list)
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListAuditOptions) => listAudit(terminal, options))
}
