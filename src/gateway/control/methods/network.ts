import { z } from 'zod';
import type { Subject } from '../../../hub/network/frame-subject.js';
import { frameSubject } from '../../../hub/network/frame-subject.js';
import { requireUser } from '../known-user.js';
import { method } from '../method.js';
import { heldRow, networkConditions } from '../schemas.js';

const SUBJECTS = [
  ...['invite', 'cancel', 'accept', 'reject', 'timeout'],
  ...['modification', 'message', 'other'],
] as [Subject, ...Subject[]];

const scope = {
  user: z.string(),
  device: z.string().optional().describe('Only this device of the user.'),
};

export const setNetwork = method({
  summary: "Make the network of a user's devices bad, apps' too.",
  description: 'In place of how it was set before. When it is down, what was connected is cut.',
  params: z.object({
    ...scope,
    ...networkConditions.shape,
    forMs: z
      .number()
      .positive()
      .optional()
      .describe('For so many milliseconds; left out, until resetNetwork.'),
  }),
  result: z.object({}),
  run({ runtime }, { user, device, forMs, ...conditions }) {
    requireUser(runtime, user);
    runtime.network.set({ user, device }, conditions, forMs);
    return {};
  },
});

export const resetNetwork = method({
  summary: "Make the network of a user's devices perfect again.",
  params: z.object({
    user: z.string().optional().describe('Everybody when left out.'),
    device: scope.device,
  }),
  result: z.object({ wasBad: z.boolean() }),
  run: ({ runtime }, { user, device }) => ({
    wasBad: runtime.network.reset({ ...(user === undefined ? {} : { user }), device }),
  }),
});

export const hold = method({
  summary: 'Let frames to or from a user wait, until release or drop.',
  params: z.object({
    ...scope,
    what: z.enum(SUBJECTS).optional().describe('Only frames that carry this; all when left out.'),
    direction: z.enum(['up', 'down']).default('down').describe('down: to the user; up: from the user.'),
  }),
  result: z.object({}),
  run({ runtime }, { user, device, what, direction }) {
    requireUser(runtime, user);
    runtime.network.hold({
      ...{ user, direction },
      ...(device === undefined ? {} : { device }),
      ...(what === undefined ? {} : { subject: what }),
    });
    return {};
  },
});

export const held = method({
  summary: 'List the frames that wait, first sent first.',
  params: z.object({}),
  result: z.array(heldRow),
  run: ({ runtime }) =>
    runtime.network.held.map(({ id, frame, sentAt }) => {
      const { subject, inviteID } = frameSubject(frame);
      const { user, device, direction, command } = frame;
      return { id, user, device, direction, command, what: subject, inviteID, sentAt };
    }),
});

export const release = method({
  summary: "Let go a user's frames that wait, and hold no more.",
  params: z.object({
    user: z.string(),
    copies: z.int().min(0).max(2).default(1).describe('0 loses them, 2 lets each arrive twice.'),
  }),
  result: z.object({ frames: z.int().describe('How many there were.') }),
  run({ runtime }, { user, copies }) {
    requireUser(runtime, user);
    return { frames: runtime.network.release(user, copies) };
  },
});
