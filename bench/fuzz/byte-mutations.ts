import { gunzipSync, gzipSync } from 'node:zlib';
import type { ByteMutation } from './mutation';
import type { Random } from './random';

function withChangedBit(bytes: Buffer, random: Random): Buffer {
  if (bytes.length === 0) return bytes;
  const changed = Buffer.from(bytes);
  const at = random.below(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  return changed;
}

function withOverwrittenBytes(bytes: Buffer, random: Random, value: () => number): Buffer {
  const changed = Buffer.from(bytes);
  const start = random.below(changed.length);
  const end = Math.min(changed.length, start + 1 + random.below(64));
  for (let at = start; at < end; at++) changed[at] = value();
  return changed;
}

/** A share of the bytes, at least one byte less than all. */
function cutOff(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length));
}

const NOISE: ByteMutation = {
  name: 'bytes overwritten with noise',
  isNoticeable: false,
  mutate: (bytes, random) => withOverwrittenBytes(bytes, random, () => random.below(256)),
};

/** Mutations of plain text as bytes, whatever stands in them. */
export const PLAIN_MUTATIONS: readonly ByteMutation[] = [
  { name: 'bit changed', isNoticeable: false, mutate: withChangedBit },
  NOISE,
  {
    name: 'bytes overwritten with NUL',
    isNoticeable: false,
    mutate: (bytes, random) => withOverwrittenBytes(bytes, random, () => 0),
  },
  { name: 'cut off', isNoticeable: false, mutate: cutOff },
  {
    name: 'byte-order mark',
    isNoticeable: true,
    mutate: (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  },
  {
    name: 'UTF-16 LE with byte-order mark',
    isNoticeable: true,
    mutate: (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'),
  },
  {
    name: 'UTF-16 BE with byte-order mark',
    isNoticeable: true,
    mutate: (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le').swap16(),
  },
  {
    name: 'UTF-16 without byte-order mark',
    isNoticeable: true,
    mutate: (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  },
  {
    name: 'half in UTF-16',
    isNoticeable: true,
    mutate: (bytes) => {
      const half = bytes.indexOf('\n', bytes.length / 2) + 1;
      return Buffer.concat([
        bytes.subarray(0, half),
        Buffer.from(bytes.subarray(half).toString(), 'utf16le'),
      ]);
    },
  },
];

/** Mutations of gzip data, whose checksum betrays every change of its content. */
export const GZIP_MUTATIONS: readonly ByteMutation[] = [
  { name: 'bit changed in gzip', isNoticeable: true, mutate: withChangedBit },
  { ...NOISE, name: 'gzip overwritten with noise', isNoticeable: true },
  { name: 'gzip cut off', isNoticeable: true, mutate: cutOff },
  {
    name: 'bytes after the gzip data',
    isNoticeable: true,
    mutate: (bytes, random) =>
      Buffer.concat([bytes, Buffer.alloc(1 + random.below(64), random.pick(['x', '\0', '\n']))]),
  },
  {
    name: 'in several gzip members',
    isNoticeable: true,
    mutate: (bytes, random) => {
      const content = gunzipSync(bytes);
      const at = random.below(content.length);
      return Buffer.concat([gzipSync(content.subarray(0, at)), gzipSync(content.subarray(at))]);
    },
  },
  { name: 'gzipped twice', isNoticeable: true, mutate: (bytes) => gzipSync(bytes) },
];

/** Mutations of Parquet bytes; pages carry no checksum, so that values may change unseen. */
export const PARQUET_BYTE_MUTATIONS: readonly ByteMutation[] = [
  { name: 'bit changed in Parquet', isNoticeable: false, mutate: withChangedBit },
  { ...NOISE, name: 'Parquet overwritten with noise' },
  { name: 'Parquet cut off', isNoticeable: true, mutate: cutOff },
  {
    name: 'Parquet without its beginning',
    isNoticeable: true,
    mutate: (bytes, random) => bytes.subarray(1 + random.below(bytes.length - 1)),
  },
  {
    name: 'bytes after the Parquet data',
    isNoticeable: true,
    mutate: (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + random.below(64), 'x')]),
  },
  { name: 'Parquet joined to itself', isNoticeable: true, mutate: (bytes) => Buffer.concat([bytes, bytes]) },
  { name: 'Parquet gzipped', isNoticeable: true, mutate: (bytes) => gzipSync(bytes) },
];
