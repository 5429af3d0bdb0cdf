const REQUESTER_FIELDS = ['id', 'name', 'department_id'] as const;
const ATTACHMENT_FIELDS = ['id', 'model', 'object_id', 'round', 'started_by', 'created_at'] as const;

type Fields<Name extends string> = Readonly<Partial<Record<Name, unknown>>>;

/** What a condition sees, by the name of the variable. */
export interface ConditionScope {
  /** The attributes of the host's object. */
  readonly object: Readonly<Record<string, unknown>>;
  /** Whose request it is; `null` where it is nobody's. */
  readonly requester: Fields<(typeof REQUESTER_FIELDS)[number]> | null;
  /** Empty where the object is not attached yet. */
  readonly attachment: Fields<(typeof ATTACHMENT_FIELDS)[number]>;
  /** Of the attachment's metadata, what the host trusts. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What forms were filled in with, here and earlier; what was not filled in is absent. */
  readonly form: Readonly<Record<string, unknown>>;
}

/** The variables of a condition, each with its fields; `null` where those are the host's. */
export const CONDITION_VARIABLES: Readonly<Record<keyof ConditionScope, readonly string[] | null>> = {
  object: null,
  requester: REQUESTER_FIELDS,
  attachment: ATTACHMENT_FIELDS,
  metadata: null,
  form: null,
};
