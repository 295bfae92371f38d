import { mix, type Palette } from './drawing.ts'

const tints = {
  oat: '#ebe2d3',
  sand: '#efdcc3',
  blush: '#f3d6ca',
  butter: '#f5e3b5',
  sage: '#d2dfcc',
  mist: '#cfdfe2',
  sky: '#cddeee',
  lilac: '#dcd4e9',
  stone: '#dcd9d3',
} as const

type Tint = keyof typeof tints

// The base color, the accent color, and a background tint that suits them.
const colours: Readonly<Record<string, readonly [string, string, Tint]>> = {
  Sage: ['#8cab8a', '#f0e4cc', 'sand'],
  Sand: ['#d8bf97', '#8a5d3e', 'mist'],
  Ink: ['#323d5c', '#e2a24a', 'blush'],
  Navy: ['#2d4370', '#ece2cf', 'sand'],
  Chalk: ['#f6f1e7', '#c17c5a', 'sage'],
  White: ['#f8f6f1', '#58799f', 'sky'],
  Ecru: ['#ecdfc6', '#9b7048', 'mist'],
  Cream: ['#f5e8cb', '#b9573a', 'sage'],
  Bone: ['#efe5d3', '#45474f', 'lilac'],
  Rust: ['#bb5a3b', '#f1ddba', 'mist'],
  Ochre: ['#d89c38', '#4a3a5c', 'lilac'],
  Mustard: ['#e0ad3d', '#3d5a66', 'sky'],
  Lemon: ['#f2cf58', '#4d8a86', 'mist'],
  Forest: ['#3e6952', '#e6c98c', 'butter'],
  Moss: ['#75894f', '#f1e0b8', 'oat'],
  Olive: ['#85834c', '#efe3c4', 'blush'],
  Mint: ['#a5d0ba', '#e5795f', 'blush'],
  Charcoal: ['#4a4d57', '#d9a25c', 'stone'],
  Black: ['#383940', '#cfa26c', 'oat'],
  Grey: ['#a2a8ae', '#c8604a', 'butter'],
  Stone: ['#b6ad9f', '#4f5d52', 'sage'],
  Clay: ['#c37f5d', '#f4e2c8', 'sage'],
  Terracotta: ['#cc7350', '#f2d9b8', 'mist'],
  Blush: ['#e4ab9b', '#7b4a5a', 'oat'],
  Rose: ['#d98789', '#f6e2d0', 'sage'],
  Plum: ['#774e70', '#e6b98a', 'lilac'],
  Lilac: ['#aa99cb', '#f3e3b4', 'butter'],
  Sky: ['#8db7d9', '#f5ecd9', 'butter'],
  Denim: ['#5a7ea9', '#d79a54', 'sand'],
  Cobalt: ['#3a5db0', '#f0d18a', 'sky'],
  Indigo: ['#404a85', '#ead9b5', 'blush'],
  Teal: ['#3f8589', '#f1d9a8', 'sand'],
  Sea: ['#63a7a3', '#f5e4c0', 'blush'],
  Coral: ['#e87e63', '#fbe8cf', 'sky'],
  Red: ['#c94b40', '#f7e6cd', 'mist'],
  Oak: ['#d0a46f', '#8a5d3e', 'sage'],
  Walnut: ['#8f6243', '#e1bd86', 'oat'],
  Ash: ['#e2c79d', '#6d7f6a', 'sky'],
  Birch: ['#e9d5af', '#c8604a', 'mist'],
  Beech: ['#deb88d', '#3f7f83', 'sage'],
  Brass: ['#d6ac52', '#8a6430', 'mist'],
  Copper: ['#cb8058', '#6d3d2c', 'sage'],
  Steel: ['#bac4cb', '#3f4a57', 'blush'],
  Iron: ['#45474d', '#cfa26c', 'sand'],
  Clear: ['#b4d9df', '#6fa9b3', 'blush'],
  Amber: ['#cb8733', '#f6dfa5', 'butter'],
  Honey: ['#e6a935', '#7d4c1d', 'butter'],
  Cocoa: ['#6e4632', '#e6b98a', 'blush'],
  Espresso: ['#4f382e', '#d8a468', 'sand'],
}

/** The names of the colors that a product can be drawn in. */
export const colourNames: readonly string[] = Object.keys(colours)

const swatch = (name: string): readonly [string, string, Tint] => {
  const found = colours[name]
  if (found === undefined) throw new Error(`No seed colour is named ${name}`)
  return found
}

/** Returns the palette of a color name, or of `Colour/Accent`, where the second name sets the accent. */
export const paletteOf = (names: string): Palette => {
  const [name = '', accentName] = names.split('/')
  const [base, accent, tint] = swatch(name)
  return {
    base,
    dark: mix(base, '#2a1f38', 0.26),
    light: mix(base, '#fffaf0', 0.38),
    accent: accentName === undefined ? accent : swatch(accentName)[0],
    background: tints[tint],
  }
}
