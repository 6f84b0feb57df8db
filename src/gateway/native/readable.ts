import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** How deep a message of unknown form is looked into. */
const MAX_DEPTH = 8;
/** Bytes of a value that are shown. */
const MAX_SHOWN = 1024;

/** A decoded message for people: byte fields as text where they are text, else as hex; what is not set is left out. */
export function readable(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return readableBytes(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isUnset(each))
      .map(([key, each]) => [key, readable(each)]),
  );
}

function isUnset(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === '0') return true;
  return (Array.isArray(value) || Buffer.isBuffer(value)) && value.length === 0;
}

function readableBytes(bytes: Buffer): string {
  const shown = bytes.subarray(0, MAX_SHOWN);
  return isText(shown) ? shown.toString() : shown.toString('hex');
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte !== 0x7f) && !bytes.toString().includes('\ufffd');
}

/** A protobuf message whose form is not known, by its field numbers; undefined where it is none. */
export function readableFields(bytes: Uint8Array, depth = MAX_DEPTH): Record<string, unknown> | undefined {
  if (depth === 0) return undefined;
  const fields: Record<string, unknown> = {};
  try {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag();
      add(fields, String(field), readField(reader, type, depth));
    }
    return fields;
  } catch {
    return undefined;
  }
}

function readField(reader: BinaryReader, type: WireType, depth: number): unknown {
  switch (type) {
    case WireType.Varint:
      return String(reader.uint64());
    case WireType.Bit32:
      return reader.fixed32();
    case WireType.Bit64:
      return String(reader.fixed64());
    case WireType.LengthDelimited: {
      const bytes = Buffer.from(reader.bytes());
      return bytes.length > 0 && isText(bytes)
        ? readableBytes(bytes)
        : (readableFields(bytes, depth - 1) ?? readableBytes(bytes));
    }
    default:
      throw new Error(`wire type ${type}`);
  }
}

function add(fields: Record<string, unknown>, field: string, value: unknown): void {
  const before = fields[field];
  if (before === undefined) fields[field] = value;
  else if (Array.isArray(before)) before.push(value);
  else fields[field] = [before, value];
}
