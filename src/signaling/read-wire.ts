import { CUSTOM_ELEM, type MsgElement } from '../im/elements.js';
import { type Dialect, type Reading, typed } from './dialect.js';
import type { SignalingInfo } from './signaling-info.js';

const NO_CUSTOM: Reading = { signal: false, info: null, why: 'no custom element' };

/** How a dialect takes a message in the form of the wire. Only its first custom element is looked at, as the SDKs do. */
export function readWire(dialect: Dialect, body: readonly MsgElement[], cloudCustomData: string): Reading {
  for (const { MsgType, MsgContent } of body) {
    if (MsgType !== CUSTOM_ELEM) continue;
    const { Data } = MsgContent;
    const data = typeof Data === 'string' ? Data : undefined;
    return dialect.read({ elements: [{ custom: true, data }], cloudCustomData });
  }
  return NO_CUSTOM;
}

/** The signal in a message, its fields of their declared types; undefined where the dialect sees none. */
export function signalOf(
  dialect: Dialect,
  body: readonly MsgElement[],
  cloudCustomData: string,
): SignalingInfo | undefined {
  const reading = readWire(dialect, body, cloudCustomData);
  return reading.signal === true ? typed(reading.info) : undefined;
}
