import { z } from 'zod';
import { customElement, textElement } from '../../im/elements.js';
import { call } from './define.js';
import { asData, asPush, data, push } from './options.js';

const MESSAGE = {
  text: z.string().optional().describe('a text message'),
  data: data.optional().describe('a custom message: text, or JSON that is sent as its text'),
  'online only': z.boolean().optional(),
  push: push.optional(),
};

type SentMessage = z.output<z.ZodObject<typeof MESSAGE>>;

export const messagesUser = call({
  phrases: ['{who:device} messages {whom:user}'],
  about: 'sendMessage() to a user',
  options: MESSAGE,
  shorthand: 'text',
  make(testbed, { who, whom }, options) {
    const actor = testbed.actor(who);
    return {
      actor,
      method: 'sendMessage',
      outcome: actor.sdk.sendMessage(element(options), whom, '', how(options)),
    };
  },
});

export const messagesGroup = call({
  phrases: ['{who:device} messages group {group:group}'],
  about: 'sendMessage() to a group',
  options: MESSAGE,
  shorthand: 'text',
  make(testbed, { who, group }, options) {
    const actor = testbed.actor(who);
    return {
      actor,
      method: 'sendMessage',
      outcome: actor.sdk.sendMessage(element(options), '', group, how(options)),
    };
  },
});

function element({ text, data }: SentMessage) {
  return data === undefined ? textElement(text ?? '') : customElement(asData(data));
}

function how({ 'online only': onlineUserOnly = false, push }: SentMessage) {
  const offlinePushInfo = asPush(push);
  return { onlineUserOnly, ...(offlinePushInfo ? { offlinePushInfo } : {}) };
}
