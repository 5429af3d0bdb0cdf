import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, required } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** A form whose data a step may ask for. JSON columns are canonical text. */
export interface FormRow {
  id: number;
  company: string;
  key: string;
  names: string;
  schema: string;
  createdAt: Date;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type FormCreation = Creation<FormRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Form extends Model<FormRow, FormCreation> {
  declare id: number;
  declare company: string;
  declare key: string;
  declare names: string;
  declare schema: string;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** Makes the `forms` model of one engine. */
export function defineForm({ columns, options }: ModelContext): ModelStatic<Form> {
  const model: ModelStatic<Form> = class extends Form {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      key: required(columns.uid),
      names: required(columns.json),
      schema: required(columns.json),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
    },
    options<Form>('Form', 'forms', [{ name: 'key', unique: true, fields: ['company', 'key'] }]),
  );
}
