import type { FieldError } from '../errors.js';
import { answer } from './answer.js';
import { shownText } from './shown.js';

/** One thing that is wrong, or missing, and where. */
export const fieldError = answer<FieldError>('FieldError', { path: shownText, message: shownText });
