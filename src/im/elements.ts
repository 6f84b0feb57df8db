/** One element of a message body, in the form REST and the Web SDK's frames share. */
export interface MsgElement {
  MsgType: string;
  MsgContent: Record<string, unknown>;
}

export const CUSTOM_ELEM = 'TIMCustomElem';
export const TEXT_ELEM = 'TIMTextElem';

export function textElement(text: string): MsgElement {
  return { MsgType: TEXT_ELEM, MsgContent: { Text: text } };
}

export function customElement(data: string, desc = '', ext = ''): MsgElement {
  return { MsgType: CUSTOM_ELEM, MsgContent: { Data: data, Desc: desc, Ext: ext } };
}

/** The three texts of the first custom element, or undefined where there is none. */
export function firstCustom(
  body: readonly MsgElement[],
): { data: string; desc: string; ext: string } | undefined {
  const element = body.find((each) => each.MsgType === CUSTOM_ELEM);
  if (!element) return undefined;
  const { Data, Desc, Ext } = element.MsgContent;
  return { data: asText(Data), desc: asText(Desc), ext: asText(Ext) };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
