/** The five colors of a picture. */
export interface Palette {
  readonly base: string
  readonly dark: string
  readonly light: string
  readonly accent: string
  readonly background: string
}

/** Draws one kind of object on the 800 × 800 canvas; the words in `detail` vary it. */
export type Draw = (palette: Palette, detail: string) => string

const channels = (hex: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** Mixes two `#rrggbb` colors; `share` is the share of the second color, from 0 to 1. */
export const mix = (from: string, to: string, share: number): string => {
  const target = channels(to)
  const mixed = channels(from).map((value, at) => Math.round(value + ((target[at] ?? value) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Returns the deterministic 32-bit FNV-1a hash of a text. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** Draws a filled path. */
export const path = (d: string, fill: string): string => `<path d="${d}" fill="${fill}"/>`

/** Draws a stroked path with round ends. */
export const line = (d: string, stroke: string, width: number): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" ` +
  'stroke-linecap="round" stroke-linejoin="round"/>'

/** Draws a rectangle: x, y, width, height and corner radius. */
export const rect = (box: readonly [number, number, number, number, number], fill: string): string =>
  `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" rx="${box[4]}" fill="${fill}"/>`

/** Draws an ellipse: center x, center y and the two radii. */
export const ellipse = (box: readonly [number, number, number, number], fill: string): string =>
  `<ellipse cx="${box[0]}" cy="${box[1]}" rx="${box[2]}" ry="${box[3]}" fill="${fill}"/>`

/** Draws a circle: center x, center y and radius. */
export const circle = (box: readonly [number, number, number], fill: string): string =>
  `<circle cx="${box[0]}" cy="${box[1]}" r="${box[2]}" fill="${fill}"/>`

/** Returns a translucent group. */
export const faded = (opacity: number, content: string): string => `<g opacity="${opacity}">${content}</g>`

/** Returns a group that is moved, rotated or scaled. */
export const moved = (transform: string, content: string): string => `<g transform="${transform}">${content}</g>`

/** Returns the content, followed by its mirror image across the vertical center line. */
export const both = (content: string): string => content + moved('matrix(-1 0 0 1 800 0)', content)

/** Calls `draw` for 0 … count - 1 and joins the results. */
export const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

/** Clips the content to the outline of a path. */
export const inside = (d: string, content: string): string => {
  const id = `c${hashOf(d + content).toString(36)}`
  return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${content}</g>`
}

/** Draws a filled path with content clipped to its outline. */
export const solid = (d: string, fill: string, content: string): string => path(d, fill) + inside(d, content)

/** Darkens an area, for the side away from the light. */
export const shade = (d: string): string => `<path d="${d}" fill="#2b1d33" fill-opacity=".15"/>`

/** Brightens an area, for the side toward the light. */
export const shine = (d: string): string => `<path d="${d}" fill="#fff" fill-opacity=".3"/>`

/** Draws the soft shadow of an object on the ground. */
export const ground = (x: number, y: number, radius: number): string =>
  faded(0.13, ellipse([x, y, radius, Math.round(radius * 0.12)], '#2b1d33')) +
  faded(0.13, ellipse([x, y, Math.round(radius * 0.78), Math.round(radius * 0.075)], '#2b1d33'))

/** Draws the shadow of an object that lies flat or hangs on a wall. */
export const cast = (content: string): string => moved('translate(16 24)', faded(0.16, content))

const round = (value: number): number => Math.round(value * 1000) / 1000

/** Draws a complete picture: background, halo, and the object, scaled around its base point. */
export const picture = (palette: Palette, object: string, scale: readonly [number, number]): string => {
  const top = mix(palette.background, '#ffffff', 0.3)
  const stops = `<stop stop-color="${top}"/><stop offset="1" stop-color="${palette.background}"/>`
  const backdrop =
    `<defs><linearGradient id="b" x2="0" y2="1">${stops}</linearGradient></defs>` +
    rect([0, 0, 800, 800, 0], 'url(#b)') +
    faded(0.34, circle([400, 400, 300], '#ffffff'))
  // Draw the object slightly larger than its coordinates, so that it fills the tile.
  const size = `${round(scale[0] * 1.08)} ${round(scale[1] * 1.08)}`
  const placed = moved(`translate(400 656) scale(${size}) translate(-400 -650)`, object)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800">${backdrop}${placed}</svg>`
}
