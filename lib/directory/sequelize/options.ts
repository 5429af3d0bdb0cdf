import type { Model, ModelStatic } from 'sequelize';
import type { LookupContext, UserId } from '../../types.js';
import type { KnownKeys } from '../../known-options.js';

/** The join model between users and roles. */
export interface RoleMembership {
  readonly model: ModelStatic<Model>;
  /** The attribute that holds the user's primary key. */
  readonly userField: string;
  /** The attribute that holds the role's primary key; without a `Role` model, what approvals call the role. */
  readonly roleField: string;
  /** What else a row must hold to count, by attribute: `{ ownerType: 'user' }` for a join table of several kinds. */
  readonly where?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A model whose rows name their head. */
export interface HeadModel {
  readonly model: ModelStatic<Model>;
  /** The attribute that holds the primary key of the head. */
  readonly headField: string;
}

/** Gives the id of a head, or `null`. Every query it makes must take `context.transaction`. */
export type FindHeadId<Asked> = (
  asked: Asked,
  context: LookupContext,
) => UserId | null | Promise<UserId | null>;

/**
 * Which models and attributes of the host hold its users, roles and managers.
 *
 * Whatever ends in `Field` or `Key` is the name of an attribute of a model, not of a column. Associations that are
 * to be found must be declared before the directory is made.
 */
export interface SequelizeDirectoryOptions<UserRow extends Model = Model> {
  /**
   * The users. The primary key is one column and decides the directory's `userIdType`: an integer (text above 2⁵³),
   * a UUID or text.
   */
  readonly User: ModelStatic<UserRow>;
  /**
   * What people call a user. A user without a name is called by the id.
   *
   * @defaultValue the first of `name`, `fullName`, `displayName`, `username`, `userName` and `email` that there is
   */
  readonly nameField?: string;
  /** The same as a function, in place of `nameField`. */
  nameOf?(user: UserRow): string;
  /** A boolean: whether the user may be seated. `NULL` is no. @defaultValue everyone is active */
  readonly activeField?: string;
  /** The same as a function, in place of `activeField`. */
  isActive?(user: UserRow): boolean;
  /** A boolean: whether the user is on leave right now. */
  readonly absentField?: string;
  /** The same as a function, in place of `absentField`. */
  isAbsent?(user: UserRow): boolean;
  /**
   * What `nameOf`, `isActive`, `isAbsent` and the getters of your attributes read, so that nothing else is loaded.
   *
   * @defaultValue every attribute where there is such a function or getter, else only those named here
   */
  readonly attributes?: readonly string[];
  /**
   * Which company a user belongs to. Users without one belong to the company `''`.
   *
   * @defaultValue every user belongs to every company
   */
  readonly companyField?: string;
  /** Where to write to the user. @defaultValue nobody has an address, and is written to */
  readonly emailField?: string;
  /** The user's time zone, an IANA name. */
  readonly timeZoneField?: string;
  /** The user's language, a BCP 47 tag. */
  readonly localeField?: string;
  /** The department the user belongs to. */
  readonly departmentField?: string;
  /** The team the user is in: holds the primary key of `teamHead.model`. */
  readonly teamField?: string;
  /** The user's manager: holds a user's primary key. @defaultValue nobody has a manager */
  readonly managerField?: string;

  /** The roles. Leave it out where a role is no more than a name on the user (`roleField`). */
  readonly Role?: ModelStatic<Model>;
  /** The attribute of the user that holds the one role: the primary key of `Role`, or without that a name. */
  readonly roleField?: string;
  /**
   * The join model, where users have many roles.
   *
   * @defaultValue with `Role` and without `roleField`: the `belongsToMany` between `User` and `Role`, else the
   * `belongsTo` from `User` to `Role`
   */
  readonly through?: RoleMembership;
  /**
   * The unique attribute of `Role` by which approvals name a role: with `'name'` one may say `user_role: 'finance'`.
   * A number still is the primary key, where that is an integer and this attribute is not.
   *
   * @defaultValue the primary key
   */
  readonly roleKey?: string;
  /**
   * The attribute of `Role` that holds the primary key of the role above. Members of a role then include those of the
   * roles below it, at most 32 levels down.
   */
  readonly parentField?: string;

  /** Who heads a department. Without it the directory has no `findDepartmentHead`. */
  readonly departmentHead?: HeadModel | FindHeadId<string>;
  /** Who heads the team of a user; a model needs `teamField`. Without it the directory has no `findTeamHead`. */
  readonly teamHead?: HeadModel | FindHeadId<UserId>;
}

/** Every option, to tell a misspelt one from the others. */
export const OPTIONS: KnownKeys<SequelizeDirectoryOptions> = {
  User: true,
  nameField: true,
  nameOf: true,
  activeField: true,
  isActive: true,
  absentField: true,
  isAbsent: true,
  attributes: true,
  companyField: true,
  emailField: true,
  timeZoneField: true,
  localeField: true,
  departmentField: true,
  teamField: true,
  managerField: true,
  Role: true,
  roleField: true,
  through: true,
  roleKey: true,
  parentField: true,
  departmentHead: true,
  teamHead: true,
};

export const MEMBERSHIP: KnownKeys<RoleMembership> = {
  model: true,
  userField: true,
  roleField: true,
  where: true,
};

export const HEAD_MODEL: KnownKeys<HeadModel> = { model: true, headField: true };
