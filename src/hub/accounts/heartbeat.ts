import { z } from 'zod';
import { type CommandTable, command } from '../core/command.js';

export const heartbeat: CommandTable = {
  'heartbeat.alive': command(90010, z.looseObject({}), () => ({}), { anonymous: true }),
};
