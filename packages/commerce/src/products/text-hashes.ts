const FIRST_SLOTS = 1024
const MAX_LOAD = 0.6

/**
 * A set of texts that keeps 64 bits of each: 8 to 27 bytes per text, whatever its length. Two texts may be mistaken for
 * the same one with a probability of n² / 2⁶⁵: one in four million for three million texts.
 */
export class TextHashes {
  #slots = new Uint32Array(FIRST_SLOTS * 2)
  #count = 0

  /** Adds a text. Returns false if it was already there. */
  add(text: string): boolean {
    if ((this.#count + 1) * 2 > this.#slots.length * MAX_LOAD) this.#grow()
    const { high, low } = hashOf(text)
    const at = this.#find(high, low)
    if (this.#isTaken(at)) return false
    this.#put(at, high, low)
    return true
  }

  has(text: string): boolean {
    const { high, low } = hashOf(text)
    return this.#isTaken(this.#find(high, low))
  }

  #find(high: number, low: number): number {
    const slots = this.#slots.length / 2
    let slot = low % slots
    while (this.#isTaken(slot) && (this.#slots[slot * 2] !== high || this.#slots[slot * 2 + 1] !== low))
      slot = (slot + 1) % slots
    return slot
  }

  #isTaken(slot: number): boolean {
    return this.#slots[slot * 2] !== 0
  }

  #put(slot: number, high: number, low: number): void {
    this.#slots[slot * 2] = high
    this.#slots[slot * 2 + 1] = low
    this.#count += 1
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    this.#count = 0
    for (let at = 0; at < old.length; at += 2) {
      const [high = 0, low = 0] = [old[at], old[at + 1]]
      if (high !== 0) this.#put(this.#find(high, low), high, low)
    }
  }
}

/** A set of whole numbers from 0, one bit each. */
export class NumberSet {
  #bits = new Uint8Array(1024)

  add(number: number): void {
    const at = number >> 3
    if (at >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(this.#bits.length * 2, at + 1))
      grown.set(this.#bits)
      this.#bits = grown
    }
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (number & 7))
  }

  has(number: number): boolean {
    return ((this.#bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0
  }
}

// A different number in every process, so that nobody can prepare texts whose hashes collide.
const SEED = Math.floor(Math.random() * 2 ** 32)

/** Hashes text to 64 bits (cyrb53 with both halves kept in full). `high` is never 0, which marks an empty slot. */
const hashOf = (text: string): { high: number; low: number } => {
  let one = 0xde_ad_be_ef ^ SEED
  let two = 0x41_c6_ce_57 ^ SEED
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one ^ unit, 2_654_435_761)
    two = Math.imul(two ^ unit, 1_597_334_677)
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909)
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
  return { high: two >>> 0 || 1, low: one >>> 0 }
}
