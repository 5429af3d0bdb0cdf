import type { Optional } from 'sequelize';

type NullableKeys<Row> = { [Key in keyof Row]-?: null extends Row[Key] ? Key : never }[keyof Row];

/** What inserting a row takes: the database gives the id, and what may be `null` may be left out. */
export type Creation<Row> = Optional<Row, Extract<keyof Row, 'id'> | NullableKeys<Row>>;
