import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import type { Ajv } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { compareDecimals, isDecimalText, isMultipleOf, toDecimal, type Decimal } from './decimal.js';
import { DECIMAL_FORMAT } from './form-formats.js';
import { isObject } from './form-outline.js';

/** What each keyword about numbers asks of a value. */
const RULES = {
  minimum: (value, limit) => compareDecimals(value, limit) >= 0,
  maximum: (value, limit) => compareDecimals(value, limit) <= 0,
  exclusiveMinimum: (value, limit) => compareDecimals(value, limit) > 0,
  exclusiveMaximum: (value, limit) => compareDecimals(value, limit) < 0,
  multipleOf: isMultipleOf,
} as const satisfies Readonly<Record<string, (value: Decimal, limit: Decimal) => boolean>>;

/**
 * Lets a reader of schemas judge numbers as they are written, in decimal: Ajv divides binary numbers, in which 19.99 is
 * no multiple of 0.01. Text is judged so too where its schema says `format: 'decimal'`.
 */
export function addNumberKeywords(reader: Ajv | Ajv2020): void {
  for (const [keyword, holds] of Object.entries(RULES)) {
    reader.removeKeyword(keyword);
    reader.addKeyword({
      keyword,
      type: ['number', 'string'],
      schemaType: 'number',
      errors: true,
      compile: (limit: number, schema: unknown) => {
        const isText = isObject(schema) && schema.format === DECIMAL_FORMAT;
        const exactLimit = toDecimal(limit);
        const judge: DataValidateFunction = (data: string | number) => {
          const isJudged = typeof data === 'number' || (isText && isDecimalText(data));
          if (!isJudged || holds(toDecimal(data), exactLimit)) return true;
          judge.errors = [{ keyword, params: { limit } }];
          return false;
        };
        return judge;
      },
    });
  }
}
