import type { UserId } from '../types.js';
import type { JsonSchema, Output } from './field.js';
import { asItIs } from './field.js';

/** What an answer says of something that it only passes on. */
function shown<Value>(json: JsonSchema): Output<Value> {
  return { json: () => json, render: asItIs };
}

/** A number of an answer. */
export const number = shown<number>({ type: 'number' });

/** A whole number of an answer. */
export const count = shown<number>({ type: 'integer' });

/** Text of an answer. */
export const shownText = shown<string>({ type: 'string' });

/** Texts of an answer, by keys of their own. */
export const shownTexts = shown<Readonly<Record<string, string>>>({
  type: 'object',
  additionalProperties: { type: 'string' },
});

/** `true` or `false`, in an answer. */
export const shownFlag = shown<boolean>({ type: 'boolean' });

/** One of some words, in an answer. */
export function shownWord<Word extends string | number>(words: readonly Word[]): Output<Word> {
  return shown({ type: typeof words[0] === 'number' ? 'integer' : 'string', enum: words });
}

/** The id of something of the host's, in an answer. */
export const shownHostId = shown<UserId>({ type: ['integer', 'string'] });

const TIME: JsonSchema = { type: 'string', format: 'date-time' };

/** A time of an answer: ISO 8601 in UTC, to the millisecond. */
export const shownTime = shown<Date>(TIME);

/** A time of an answer that is text already. */
export const shownTimeText = shown<string>(TIME);

/** An object of an answer that says what somebody else has put into it. */
export const shownObject = shown<object>({ type: 'object' });

/** Any JSON in an answer. */
export const shownJson = shown<unknown>({});

/** Whole numbers of an answer, by keys of their own. */
export const shownCounts = shown<Readonly<Record<string, number>>>({
  type: 'object',
  additionalProperties: { type: 'integer' },
});
