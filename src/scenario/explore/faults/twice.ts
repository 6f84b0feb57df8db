import { frameFault } from './frames.js';

export const twice = frameFault('twice', 'a frame arrives two times', 2);
