import { frameFault } from './frames.js';

export const lost = frameFault('lost', 'a frame never arrives', 0);
