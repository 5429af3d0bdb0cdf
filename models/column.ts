import type { ColumnKind, ColumnOptions } from './column-kinds.js';
import { rowId, uid } from './column-kinds.js';
import type { ModelContext } from './model-context.js';

/**
 * What a command has to do with a column. It reads one that is `loaded`, with its lock; one that is `changing` it reads
 * too, and writes where it is another; all that are `closing` it writes where the status is another.
 */
export type ColumnUse = 'stored' | 'loaded' | 'changing' | 'closing';

/** A column of a table, described. */
export class Column<Value, Use extends ColumnUse> {
  /** What rows hold in it: for types alone, nothing has it. */
  declare readonly value: Value;
  /** Always a fresh object, because Sequelize writes into what it is given. */
  readonly options: (context: ModelContext) => ColumnOptions;
  readonly use: Use;

  constructor(options: (context: ModelContext) => ColumnOptions, use: Use) {
    this.options = options;
    this.use = use;
  }

  /** Holds only some of the values of its kind. */
  as<Some extends NonNullable<Value>>(): Column<Some | Extract<Value, null>, Use> {
    return new Column(this.options, this.use);
  }

  /** Has a name in the database that is not its attribute's. */
  named(field: string): Column<Value, Use> {
    return new Column((context) => ({ ...this.options(context), field }), this.use);
  }

  /** Points at rows of another table; `onDelete` says what becomes of its own rows when those are deleted. */
  references(table: { readonly name: string }, onDelete: 'CASCADE' | 'RESTRICT'): Column<Value, Use> {
    const options = (context: ModelContext): ColumnOptions => ({
      ...this.options(context),
      ...context.references(table.name, onDelete),
    });
    return new Column(options, this.use);
  }

  /** Is read by commands, with their lock, and never written again. */
  loaded(): Column<Value, 'loaded'> {
    return new Column(this.options, 'loaded');
  }

  /** Is read by commands, with their lock, and written where they have changed it. */
  changing(): Column<Value, 'changing'> {
    return new Column(this.options, 'changing');
  }

  /** Is read by commands, with their lock, and written where they have changed the status: all such together. */
  closing(): Column<Value, 'closing'> {
    return new Column(this.options, 'closing');
  }
}

/** A column that every row fills. */
export function required<Value>(kind: ColumnKind<Value>): Column<Value, 'stored'> {
  return new Column(({ dialect }) => ({ ...kind(dialect), allowNull: false }), 'stored');
}

/** A column that may be empty. */
export function optional<Value>(kind: ColumnKind<Value>): Column<Value | null, 'stored'> {
  return new Column(({ dialect }) => ({ ...kind(dialect), allowNull: true }), 'stored');
}

/** The primary key. */
export function id(): Column<number, 'stored'> {
  const options = ({ dialect }: ModelContext): ColumnOptions => ({
    ...rowId(dialect),
    allowNull: false,
    primaryKey: true,
    autoIncrement: true,
  });
  return new Column(options, 'stored');
}

/** Whose row it is: `''` where the host has no companies. */
export function company(): Column<string, 'stored'> {
  return new Column(({ dialect }) => ({ ...uid(dialect), allowNull: false, defaultValue: '' }), 'stored');
}
