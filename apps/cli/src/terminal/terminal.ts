import { styleText } from 'node:util'

/** What a command has of the world: the environment it was started in and the three streams. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/** The styles that are used. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** Writes text in a style, or as it is. */
export type Paint = (style: Style, text: string) => string

/** Gives how to write in colour on a stream: on a terminal where NO_COLOR is not set, and nowhere else. */
export const painter = ({ env }: Terminal, stream: NodeJS.WriteStream): Paint =>
  stream.isTTY && !env['NO_COLOR'] ? (style, text) => styleText(style, text) : (_style, text) => text

/** Prints lines that are the answer of a command. */
export const print = ({ stdout }: Terminal, ...lines: string[]): void => {
  stdout.write(`${lines.join('\n')}\n`)
}

/** Prints an answer for programs. */
export const printJson = (terminal: Terminal, answer: unknown): void => print(terminal, JSON.stringify(answer, null, 2))

/** Tells a person something beside the answer, on stderr. */
export const note = (terminal: Terminal, text: string): void => {
  terminal.stderr.write(`${painter(terminal, terminal.stderr)('dim', text)}\n`)
}

/** Gives the columns of a stream's terminal; a file, a pipe or a terminal that does not tell has room without end. */
export const columnsOf = (stream: NodeJS.WriteStream): number => (stream.isTTY && stream.columns) || Infinity
