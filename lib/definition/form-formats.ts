import type { Format } from 'ajv';
import type { FormatName } from 'ajv-formats/dist/formats.js';
import { lazy } from '../lazy.js';
import { ajvFormats } from '../libraries.js';
import { isDecimalText } from './decimal.js';

/** The formats of JSON Schema whose check takes time linear in the text. */
const STANDARD_FORMATS = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uuid',
  'json-pointer',
] as const satisfies readonly FormatName[];

/** Our own format: a decimal number as text, which keeps its digits as they were written. */
export const DECIMAL_FORMAT = 'decimal';

/** The formats that forms may name. */
export const FORM_FORMAT_NAMES = [...STANDARD_FORMATS, DECIMAL_FORMAT] as const;

/** How each of {@link FORM_FORMAT_NAMES} is checked. */
export const formFormats = lazy((): Record<string, Format> => {
  const { fullFormats } = ajvFormats();
  return {
    ...Object.fromEntries(STANDARD_FORMATS.map((name) => [name, fullFormats[name]])),
    [DECIMAL_FORMAT]: isDecimalText,
  };
});
