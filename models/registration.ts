import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { idColumn, required } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** A model of the host whose objects get their workflow by themselves. It is about no company: a model is code. */
export interface RegistrationRow {
  id: number;
  /** The key under which the model was registered. */
  model: string;
  /** When `reconcile` first saw it: what is older has missed nothing. */
  createdAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type RegistrationCreation = Creation<RegistrationRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Registration extends Model<RegistrationRow, RegistrationCreation> {
  declare id: number;
  declare model: string;
  declare createdAt: Date;
}

/** Makes the `registrations` model of one engine. */
export function defineRegistration({ columns, options }: ModelContext): ModelStatic<Registration> {
  const model: ModelStatic<Registration> = class extends Registration {};
  return model.init(
    {
      id: idColumn(columns),
      model: required(columns.uid),
      createdAt: required(columns.timestamp),
    },
    options<Registration>('Registration', 'registrations', [
      { name: 'model', unique: true, fields: ['model'] },
    ]),
  );
}
