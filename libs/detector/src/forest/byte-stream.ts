/** Numbers one after the other, little-endian, in a buffer that grows. */
export interface ByteWriter {
  readonly uint16: (value: number) => void;
  readonly int32: (value: number) => void;
  readonly float32: (value: number) => void;
  readonly float64: (value: number) => void;
  /** What has been written. */
  readonly bytes: () => Uint8Array;
}

export function byteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafe(64 * 1024);
  let length = 0;
  const reserve = (bytes: number): number => {
    if (length + bytes > buffer.length) {
      const larger = Buffer.allocUnsafe(2 * buffer.length);
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    length += bytes;
    return length - bytes;
  };
  return {
    uint16: (value) => {
      const at = reserve(2);
      buffer.writeUInt16LE(value, at);
    },
    int32: (value) => {
      const at = reserve(4);
      buffer.writeInt32LE(value, at);
    },
    float32: (value) => {
      const at = reserve(4);
      buffer.writeFloatLE(value, at);
    },
    float64: (value) => {
      const at = reserve(8);
      buffer.writeDoubleLE(value, at);
    },
    bytes: () => new Uint8Array(buffer.subarray(0, length)),
  };
}

/** Reads in the order of writing; throws RangeError at the end of the bytes. */
export interface ByteReader {
  readonly uint16: () => number;
  readonly int32: () => number;
  readonly float32: () => number;
  readonly float64: () => number;
  readonly remaining: () => number;
}

export function byteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let next = 0;
  const advance = (size: number): number => (next += size) - size;
  return {
    uint16: () => view.getUint16(advance(2), true),
    int32: () => view.getInt32(advance(4), true),
    float32: () => view.getFloat32(advance(4), true),
    float64: () => view.getFloat64(advance(8), true),
    remaining: () => bytes.byteLength - next,
  };
}
