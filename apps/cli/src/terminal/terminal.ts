import { styleText } from 'node:util'

/** The environment that a command was started in, and its three streams. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** Returns text in a style, or unchanged. */
export type Paint = (style: Style, text: string) => string

/** Returns how to paint text for a stream: in color on a terminal if NO_COLOR is not set, otherwise unchanged. */
export const painter = ({ env }: Terminal, stream: NodeJS.WriteStream): Paint =>
  stream.isTTY && !env['NO_COLOR'] ? (style, text) => styleText(style, text) : (_style, text) => text

/** Prints the lines of a command's result on stdout. */
export const print = ({ stdout }: Terminal, ...lines: string[]): void => {
  stdout.write(`${lines.join('\n')}\n`)
}

/** Prints a command's result as JSON, for programs. */
export const printJson = (terminal: Terminal, answer: unknown): void => print(terminal, JSON.stringify(answer, null, 2))

/** Prints additional information for a person, on stderr. */
export const note = (terminal: Terminal, text: string): void => {
  terminal.stderr.write(`${painter(terminal, terminal.stderr)('dim', text)}\n`)
}

/**
 * Returns the columns of a stream's terminal; Infinity for a file, a pipe or a terminal that does not report its width.
 */
export const columnsOf = (stream: NodeJS.WriteStream): number => (stream.isTTY && stream.columns) || Infinity
