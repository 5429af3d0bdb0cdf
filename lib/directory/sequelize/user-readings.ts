import type { Model, ModelStatic } from 'sequelize';
import { WorkflowError } from '../../errors.js';
import type { DirectoryUser } from '../../types.js';
import { refuse, requireAttribute, requireColumn } from './checks.js';
import { holdsBoolean, readKey } from './column.js';
import type { SequelizeDirectoryOptions } from './options.js';

/** How one property of a user is read: from an attribute, or by a function of the host, which takes an instance. */
export type Reading =
  | { readonly attribute: string; read(value: unknown): Partial<DirectoryUser> }
  | { readonly attribute: null; read(user: Model): Partial<DirectoryUser> };

const NAMES = ['name', 'fullName', 'displayName', 'username', 'userName', 'email'];

/**
 * Checks from where each property of a user comes, but for the id.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function resolveReadings(
  model: ModelStatic<Model>,
  options: SequelizeDirectoryOptions,
): readonly Reading[] {
  return [
    nameReading(model, options),
    flagReading(model, options, ACTIVE),
    flagReading(model, options, ABSENT),
    textReading(model, options, 'email'),
    textReading(model, options, 'timeZone'),
    textReading(model, options, 'locale'),
    departmentReading(model, options),
  ].filter((reading) => reading !== null);
}

function nameReading(model: ModelStatic<Model>, options: SequelizeDirectoryOptions): Reading {
  if (options.nameOf !== undefined) {
    requireAlone(options, 'nameOf', 'nameField');
    return { attribute: null, read: (user) => named(options.nameOf?.(user)) };
  }
  const given = options.nameField ?? NAMES.find((name) => name in model.getAttributes());
  if (given === undefined)
    return refuse('nameField', `must name the attribute of ${model.name} with its name`);
  const attribute = requireAttribute(model, given, 'nameField');
  return { attribute, read: named };
}

function named(value: unknown): Partial<DirectoryUser> {
  const name = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return name === '' ? {} : { name };
}

interface Flag {
  readonly property: 'active' | 'absent';
  readonly field: 'activeField' | 'absentField';
  readonly call: 'isActive' | 'isAbsent';
}

const ACTIVE: Flag = { property: 'active', field: 'activeField', call: 'isActive' };
const ABSENT: Flag = { property: 'absent', field: 'absentField', call: 'isAbsent' };

function flagReading(
  model: ModelStatic<Model>,
  options: SequelizeDirectoryOptions,
  { property, field, call }: Flag,
): Reading | null {
  if (options[call] !== undefined) {
    requireAlone(options, call, field);
    return {
      attribute: null,
      read: (user) => ({ [property]: answered(options[call]?.(user), call) }),
    };
  }
  const given = options[field];
  if (given === undefined) return null;
  const attribute = requireAttribute(model, given, field);
  if (!holdsBoolean(model, attribute)) refuse(field, `must be a boolean attribute; use ${call} for another`);
  return { attribute, read: (value) => ({ [property]: isYes(value) }) };
}

/** What a function of the host answered: a promise, say, would make everybody active. */
function answered(answer: unknown, call: string): boolean {
  if (typeof answer === 'boolean') return answer;
  throw new WorkflowError('INVALID_CONFIGURATION', `sequelizeDirectory: ${call} must return true or false.`);
}

/** Plain rows hold a boolean as the driver gives it: 1 on MySQL and SQLite, a Buffer for MySQL's BIT(1). */
function isYes(value: unknown): boolean {
  return value === true || Number(Buffer.isBuffer(value) ? value[0] : value) === 1;
}

function textReading(
  model: ModelStatic<Model>,
  options: SequelizeDirectoryOptions,
  property: 'email' | 'timeZone' | 'locale',
): Reading | null {
  const field = `${property}Field` as const;
  const given = options[field];
  if (given === undefined) return null;
  const attribute = requireAttribute(model, given, field);
  return {
    attribute,
    read: (value) => (typeof value === 'string' && value !== '' ? { [property]: value } : {}),
  };
}

function departmentReading(
  model: ModelStatic<Model>,
  { departmentField }: SequelizeDirectoryOptions,
): Reading | null {
  if (departmentField === undefined) return null;
  const column = requireColumn(model, departmentField, 'departmentField');
  return { attribute: column.attribute, read: (value) => ({ departmentId: readKey(column, value) }) };
}

function requireAlone(
  options: SequelizeDirectoryOptions,
  call: 'nameOf' | Flag['call'],
  field: 'nameField' | Flag['field'],
): void {
  if (typeof options[call] !== 'function') refuse(call, 'must be a function');
  if (options[field] !== undefined) refuse(call, `cannot be combined with "${field}"`);
}
