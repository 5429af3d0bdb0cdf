import type { Format } from 'ajv';
import type { FormatName } from 'ajv-formats/dist/formats.js';
import { lazy } from '../lazy.js';
import { ajvFormats } from '../libraries.js';

/** The formats that forms may name: those of JSON Schema whose check takes time linear in the text. */
export const FORM_FORMAT_NAMES = [
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

/** How each of {@link FORM_FORMAT_NAMES} is checked. */
export const formFormats = lazy((): Record<string, Format> => {
  const { fullFormats } = ajvFormats();
  return Object.fromEntries(FORM_FORMAT_NAMES.map((name) => [name, fullFormats[name]]));
});
