// Common color names in shops. Every color is shown with its name, and unknown ones only with their name.
const colours: Readonly<Record<string, string>> = {
  amber: '#cb8733',
  ash: '#e2c79d',
  beech: '#deb88d',
  beige: '#e3d5b8',
  birch: '#e9d5af',
  black: '#26262a',
  blue: '#3f63ad',
  blush: '#e4ab9b',
  bone: '#efe5d3',
  brass: '#d6ac52',
  brown: '#75503a',
  burgundy: '#6d2437',
  chalk: '#f6f1e7',
  charcoal: '#4a4d57',
  clay: '#c37f5d',
  cobalt: '#3a5db0',
  cocoa: '#6e4632',
  copper: '#cb8058',
  coral: '#e87e63',
  cream: '#f5e8cb',
  denim: '#5a7ea9',
  ecru: '#ecdfc6',
  espresso: '#4f382e',
  forest: '#3e6952',
  gold: '#d4ad4a',
  gray: '#9a9da1',
  green: '#4b8a57',
  grey: '#9a9da1',
  honey: '#e6a935',
  indigo: '#404a85',
  ink: '#323d5c',
  iron: '#45474d',
  ivory: '#fbf6e8',
  khaki: '#a99a6b',
  lavender: '#b9aed6',
  lemon: '#f2cf58',
  lilac: '#aa99cb',
  mint: '#a5d0ba',
  moss: '#75894f',
  mustard: '#e0ad3d',
  natural: '#e8dcc4',
  navy: '#2d4370',
  oak: '#d0a46f',
  ochre: '#d89c38',
  olive: '#85834c',
  orange: '#e38b3c',
  pink: '#eaa6b4',
  plum: '#774e70',
  purple: '#7d5399',
  red: '#c94b40',
  rose: '#d98789',
  rust: '#bb5a3b',
  sage: '#8cab8a',
  sand: '#d8bf97',
  sea: '#63a7a3',
  silver: '#c6c9cc',
  sky: '#8db7d9',
  slate: '#6b7684',
  steel: '#bac4cb',
  stone: '#b6ad9f',
  tan: '#c8a779',
  teal: '#3f8589',
  terracotta: '#cc7350',
  turquoise: '#5bbfbb',
  walnut: '#8f6243',
  white: '#ffffff',
  yellow: '#f0d050',
}

const isColour = (optionName: string): boolean => /^colou?rs?$/i.test(optionName.trim())

/** A dot in the color that a value names. Renders nothing for other options and unknown colors. */
export const ColourSwatch = ({ option, value }: { option: string; value: string }) => {
  const colour = isColour(option) ? colours[value.trim().toLowerCase()] : undefined
  if (colour === undefined) return null
  return (
    <svg aria-hidden viewBox="0 0 18 18" className="size-4.5 shrink-0">
      <circle cx="9" cy="9" r="8.25" fill={colour} className="stroke-line-strong" />
    </svg>
  )
}
