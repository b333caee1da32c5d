import { PayloadError } from './vector';

/** Starts every record: https://mxnet.apache.org/versions/1.9.1/api/architecture/note_data_loading. */
const MAGIC = 0xced7230a;
const HEAD_BYTES = 8;

/** A record as RecordIO frames it: magic number, length, bytes, and zeros up to a multiple of four. */
export function frameRecord(record: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(HEAD_BYTES + paddedLength(record.length));
  frame.writeUInt32LE(MAGIC, 0);
  frame.writeUInt32LE(record.length, 4);
  frame.set(record, HEAD_BYTES);
  return frame;
}

export interface FramedRecord {
  readonly record: Uint8Array;
  /** For messages. */
  readonly place: string;
}

/** The records of a RecordIO body. Throws PayloadError with the number of the record that is not whole. */
export function unframeRecords(body: Uint8Array): readonly FramedRecord[] {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const records: FramedRecord[] = [];
  for (let at = 0; at < buffer.length;) {
    const place = `record ${records.length + 1}`;
    const start = at + HEAD_BYTES;
    if (start > buffer.length) throw new PayloadError(`${place}: ends within its head of 8 bytes`);
    if (buffer.readUInt32LE(at) !== MAGIC) {
      throw new PayloadError(`${place}: does not start with RecordIO's magic number`);
    }
    const length = buffer.readUInt32LE(at + 4);
    if (start + length > buffer.length) {
      throw new PayloadError(`${place}: announces ${length} bytes, ${buffer.length - start} are there`);
    }
    records.push({ record: buffer.subarray(start, start + length), place });
    at = start + paddedLength(length);
  }
  return records;
}

function paddedLength(length: number): number {
  return Math.ceil(length / 4) * 4;
}
