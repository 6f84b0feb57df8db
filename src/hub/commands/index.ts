import type { CommandTable } from '../command.js';

/** Every command the hub knows, by its full name. */
export const commands: CommandTable = {};
