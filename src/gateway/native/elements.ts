import { CUSTOM_ELEM, type MsgElement, TEXT_ELEM } from '../../im/elements.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Element } from './proto/generated/message.js';

const FACE_ELEM = 'TIMFaceElem';
const LOCATION_ELEM = 'TIMLocationElem';

/** A message's elements, in the hub's form. @throws SigError for a kind that the hub does not know from native SDKs */
export function elementsToHub(elements: readonly Element[]): MsgElement[] {
  return elements.map(elementToHub);
}

function elementToHub({ text, custom, face, location }: Element): MsgElement {
  if (text) return { MsgType: TEXT_ELEM, MsgContent: { Text: text.text ?? '' } };
  if (custom) {
    const { desc = '', data = '', ext = '', sound = '' } = custom;
    return {
      MsgType: CUSTOM_ELEM,
      MsgContent: { Data: data, Desc: desc, Ext: ext, ...(sound && { Sound: sound }) },
    };
  }
  if (face) return { MsgType: FACE_ELEM, MsgContent: { Index: face.index ?? 0, Data: face.data ?? '' } };
  if (location) {
    const { desc = '', latitude = 0, longitude = 0 } = location;
    return { MsgType: LOCATION_ELEM, MsgContent: { Desc: desc, Latitude: latitude, Longitude: longitude } };
  }
  throw new SigError(
    CODE.ERR_SVR_MSG_INVALID_JSON_BODY_FORMAT,
    'the native endpoint does not know this kind of element',
  );
}

/** The same from the hub's form; what native SDKs have no form for becomes a text that says so. */
export function elementsToNative(elements: readonly MsgElement[]): Element[] {
  return elements.map(elementToNative);
}

function elementToNative({ MsgType, MsgContent }: MsgElement): Element {
  switch (MsgType) {
    case TEXT_ELEM:
      return { text: { text: asText(MsgContent.Text) } };
    case CUSTOM_ELEM: {
      const { Data, Desc, Ext, Sound } = MsgContent;
      return { custom: { data: asText(Data), desc: asText(Desc), ext: asText(Ext), sound: asText(Sound) } };
    }
    case FACE_ELEM:
      return { face: { index: asNumber(MsgContent.Index), data: asText(MsgContent.Data) } };
    case LOCATION_ELEM: {
      const { Desc, Latitude, Longitude } = MsgContent;
      return {
        location: { desc: asText(Desc), latitude: asNumber(Latitude), longitude: asNumber(Longitude) },
      };
    }
    default:
      return { text: { text: `[${MsgType}]` } };
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
