/**
 * The uniform numbers of a name: those of `core.worlds.Worlds.chance`, bit for bit.
 *
 * A name's key is the first half of sha256("seed:name"); NumPy's SeedSequence turns it
 * into a state of PCG64 (O'Neill 2014), whose output is XSL-RR; a double is the upper 53
 * bits of it.
 */

const ROUND = Uint32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

/** SHA-256 of a text, as eight big-endian words (FIPS 180-4). */
export function sha256(text: string): Uint32Array {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const hash = Uint32Array.of(
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  );
  const w = new Uint32Array(64);
  const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!;
      const b = w[i - 2]!;
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [
      number, number, number, number, number, number, number, number,
    ];
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + w[i]!) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    const step = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) hash[i] = hash[i]! + step[i]!;
  }
  return hash;
}

/** The eight words that NumPy's SeedSequence makes of a key of 128 bits (NEP 19). */
function seedWords(entropy: Uint32Array): Uint32Array {
  const pool = new Uint32Array(4);
  let constant = 0x43b0d7e5;
  const hashed = (value: number): number => {
    let x = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    x = Math.imul(x, constant);
    return (x ^ (x >>> 16)) >>> 0;
  };
  for (let i = 0; i < 4; i++) pool[i] = hashed(entropy[i]!);
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      if (from === to) continue;
      const x = Math.imul(0xca01f9dd, pool[to]!) - Math.imul(0x4973f715, hashed(pool[from]!));
      pool[to] = x ^ (x >>> 16);
    }
  }
  const words = new Uint32Array(8);
  constant = 0x8b51f9dd;
  for (let i = 0; i < 8; i++) {
    let x = pool[i % 4]! ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    x = Math.imul(x, constant);
    words[i] = x ^ (x >>> 16);
  }
  return words;
}

const ALL = (1n << 128n) - 1n;
const FACTOR = 0x2360ed051fc65da44385df649fccf645n;
const BITS = 24;
const BASE = 2 ** BITS;

/** Cut 128 bits into six limbs of 24, the lowest first. */
function limbs(value: bigint): number[] {
  return [0, 1, 2, 3, 4, 5].map((k) => Number((value >> BigInt(BITS * k)) & 0xffffffn));
}

/** The first `count` uniform numbers of a name, 0 to below 1. */
export function chance(seed: number, name: string, count: number): Float64Array {
  const digest = sha256(`${seed}:${name}`);
  const words = seedWords(Uint32Array.of(digest[3]!, digest[2]!, digest[1]!, digest[0]!));
  const wide = (low: number): bigint => BigInt(words[low]!) | (BigInt(words[low + 1]!) << 32n);
  const start = (wide(0) << 64n) | wide(2);
  const stream = ((((wide(4) << 64n) | wide(6)) << 1n) | 1n) & ALL;
  const first = (((stream + start) & ALL) * FACTOR + stream) & ALL;
  return run(first, stream, count);
}

/** Step the generator and turn each state into a double. */
function run(first: bigint, stream: bigint, count: number): Float64Array {
  const found = new Float64Array(count);
  const [m0, m1, m2, m3, m4, m5] = limbs(FACTOR) as [number, number, number, number, number, number];
  const [c0, c1, c2, c3, c4, c5] = limbs(stream) as [number, number, number, number, number, number];
  let [a0, a1, a2, a3, a4, a5] = limbs(first) as [number, number, number, number, number, number];
  for (let i = 0; i < count; i++) {
    let t = a0 * m0 + c0;
    let carry = Math.floor(t / BASE);
    const b0 = t - carry * BASE;
    t = a0 * m1 + a1 * m0 + c1 + carry;
    carry = Math.floor(t / BASE);
    const b1 = t - carry * BASE;
    t = a0 * m2 + a1 * m1 + a2 * m0 + c2 + carry;
    carry = Math.floor(t / BASE);
    const b2 = t - carry * BASE;
    t = a0 * m3 + a1 * m2 + a2 * m1 + a3 * m0 + c3 + carry;
    carry = Math.floor(t / BASE);
    const b3 = t - carry * BASE;
    t = a0 * m4 + a1 * m3 + a2 * m2 + a3 * m1 + a4 * m0 + c4 + carry;
    carry = Math.floor(t / BASE);
    const b4 = t - carry * BASE;
    t = a0 * m5 + a1 * m4 + a2 * m3 + a3 * m2 + a4 * m1 + a5 * m0 + c5 + carry;
    a5 = (t - Math.floor(t / 256) * 256) & 0xff;
    a4 = b4;
    a3 = b3;
    a2 = b2;
    a1 = b1;
    a0 = b0;
    const low = (a0 | (a1 << 24)) ^ ((a2 >>> 16) | (a3 << 8));
    const high = ((a1 >>> 8) | (a2 << 16)) ^ (a4 | (a5 << 24));
    const by = a5 >>> 2;
    const h = by & 32 ? low : high;
    const l = by & 32 ? high : low;
    const r = by & 31;
    const top = r ? (h >>> r) | (l << (32 - r)) : h;
    const bottom = r ? (l >>> r) | (h << (32 - r)) : l;
    found[i] = ((top >>> 0) * 2 ** 21 + (bottom >>> 11)) * 2 ** -53;
  }
  return found;
}
