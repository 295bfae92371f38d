import { NewPassword } from '@tradepost/contract'
import { askNewPassword } from '../auth/password.ts'
import { Failure, misused } from '../failure.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { print } from '../terminal/terminal.ts'
import { asOperator } from './as-operator.ts'
import { databaseFile } from './database-file.ts'

export interface CreateOwnerOptions {
  readonly email: string
  readonly name: string
}

/** Creates an owner's account in the shop on this machine. */
export const createOwner = async (terminal: Terminal, { email, name }: CreateOwnerOptions): Promise<void> => {
  const database = databaseFile(terminal.env)
  const password = await askNewPassword(terminal, `New password of ${email}, at least 10 characters: `)
  const fault = NewPassword.safeParse(password).error?.issues[0]?.message
  if (fault) throw misused(`This password does not do: ${fault}`)
  const owner = await asOperator(terminal, database, (client) =>
    client.operator.createOwner.mutate({ email, name, password })
  ).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'auth.email_taken' ? taken(email) : error
  })
  print(terminal, `${printable(owner.name)} <${owner.email}> is now an owner of the shop in ${database}.`)
}

const taken = (email: string): Failure =>
  new Failure(
    'auth.email_taken',
    `${email} has an account already: nothing was changed. Use another address for the owner.`
  )
