import type Joi from 'joi';
import { lazy, type Lazy } from '../lazy.js';
import { WorkflowError } from '../errors.js';
import { word } from './approval-options.js';
import { conditionText } from './condition-text.js';
import { DEFAULT_PLACE_SETTINGS, DEFAULT_WORKFLOW_SETTINGS } from './definition-schema.js';
import { canonicalText } from './fingerprint.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { summarize } from './summary.js';
import type { PlaceSettings, WorkflowSettings } from './types.js';
import { RECALLS, REPEATED_APPROVERS, RESUBMISSIONS } from './types.js';
import { toWire, wireKey } from './wire-keys.js';
import { withJoi } from './with-joi.js';

/** What an edit changes; what it leaves out stays. */
export type SettingsChange<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined };

/** Settings of one kind: how they are checked, stored and read. */
export class Settings<Values extends object> {
  /** The names of the settings. */
  readonly names: readonly (keyof Values & string)[];
  /** What each setting may be on the wire. */
  readonly schemas: Lazy<Readonly<Record<keyof Values & string, Joi.Schema>>>;
  readonly #defaults: Values;
  readonly #schema: Lazy<Joi.ObjectSchema<Readonly<Record<string, unknown>>>>;

  constructor(defaults: Values, schemas: Lazy<Readonly<Record<keyof Values & string, Joi.Schema>>>) {
    this.schemas = schemas;
    this.#defaults = defaults;
    this.names = Object.keys(defaults) as (keyof Values & string)[];
    this.#schema = withJoi((Joi) => {
      const made = schemas();
      return Joi.object(Object.fromEntries(this.names.map((name) => [wireKey(name), made[name]])));
    });
  }

  /** The settings that are stored in this text, complete. */
  read(text: string | null): Values {
    return { ...this.#defaults, ...parse(text) };
  }

  /** The settings of an object that has more, where they are given. */
  pick(input: SettingsChange<Values>): SettingsChange<Values> {
    const given: { [Name in keyof Values]?: Values[Name] | undefined } = {};
    for (const name of this.names) {
      if (input[name] !== undefined) given[name] = input[name];
    }
    return given;
  }

  /**
   * The text to store after a change.
   *
   * @param path - What stands before the names of the settings in the request: `stage_info.`, or nothing
   * @throws WorkflowError `INVALID_DEFINITION` with every error and its path
   */
  change(text: string | null, change: SettingsChange<Values>, path: string): string | null {
    const wire = toWire(this.pick(change));
    const result = this.#schema().validate(wire, JOI_OPTIONS);
    if (result.error !== undefined) throw refusal(result.error, path);
    const changed = this.names.flatMap((name) => {
      const value = result.value[wireKey(name)];
      return value === undefined ? [] : [[name, value] as const];
    });
    if (changed.length === 0) return text;
    return canonicalText({ ...parse(text), ...Object.fromEntries(changed) });
  }
}

/** What a stage or a pipeline says about itself. */
export const placeSettings = new Settings<PlaceSettings>(
  DEFAULT_PLACE_SETTINGS,
  lazy(() => ({
    condition: conditionText().allow(null),
    resubmission: word(RESUBMISSIONS).allow(null),
  })),
);

/** What a workflow says about all of its attachments. */
export const workflowSettings = new Settings<WorkflowSettings>(
  DEFAULT_WORKFLOW_SETTINGS,
  withJoi((Joi) => ({
    resubmission: word(RESUBMISSIONS),
    allowEmptyCompletion: Joi.boolean().strict(),
    recall: word(RECALLS),
    repeatedApprover: word(REPEATED_APPROVERS),
  })),
);

function parse(text: string | null): object {
  return text === null ? {} : (JSON.parse(text) as object);
}

function refusal(error: Joi.ValidationError, path: string): WorkflowError {
  const errors = fieldErrors(error, '').map((found) => ({ ...found, path: `${path}${found.path}` }));
  return new WorkflowError('INVALID_DEFINITION', `The settings are not valid: ${summarize(errors)}.`, {
    errors,
  });
}
