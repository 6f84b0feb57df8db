import type { Form } from '../src/decode/forms/form.js';
import type { PrintKind } from '../src/decode/prints/print.js';

export function withTables(page: string, forms: readonly Form[], prints: readonly PrintKind[]): string;
