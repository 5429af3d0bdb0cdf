// Made by `npm run openapi` from the operations of the API: change those.

export interface paths {
  readonly '/workflows': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the workflows of the company without their trees, by id.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['listWorkflows'];
    readonly put?: never;
    /**
     * Creates a workflow with its pipelines and numbered stages.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['createWorkflow'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/workflows/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows a workflow with its whole tree as it is edited.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['getWorkflow'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Deletes a workflow that nothing was ever attached to.
     * @description For whoever may manage workflows.
     */
    readonly delete: operations['deleteWorkflow'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Changes the fields of a workflow itself. Running attachments never see it.
     * @description For whoever may manage workflows.
     */
    readonly patch: operations['updateWorkflow'];
    readonly trace?: never;
  };
  readonly '/workflows/{id}/publish': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Freezes a workflow as the version that new attachments run on.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['publishWorkflow'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/workflows/{id}/validate': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Says what a workflow still needs before it can be published.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['validateWorkflow'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/workflows/{id}/versions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the versions of a workflow, newest first.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['listWorkflowVersions'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/workflows/{id}/pipelines': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Adds a pipeline to a workflow.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['createPipeline'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/pipelines/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /**
     * Deletes a pipeline with its stages. Running attachments keep theirs.
     * @description For whoever may manage workflows.
     */
    readonly delete: operations['deletePipeline'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Changes a pipeline. Running attachments never see it.
     * @description For whoever may manage workflows.
     */
    readonly patch: operations['updatePipeline'];
    readonly trace?: never;
  };
  readonly '/pipelines/{id}/stages': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Adds a stage to a pipeline.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['createStage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/stages/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows a stage with its approvals as it is edited.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['getStage'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Deletes a stage. Running attachments keep theirs.
     * @description For whoever may manage workflows.
     */
    readonly delete: operations['deleteStage'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Changes a stage, or replaces its approvals. Running attachments never see it.
     * @description For whoever may manage workflows.
     */
    readonly patch: operations['updateStage'];
    readonly trace?: never;
  };
  readonly '/forms': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the forms of the company, by id.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['listForms'];
    readonly put?: never;
    /**
     * Creates a form, which approvals may then require.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['createForm'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/forms/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows a form as it is edited.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['getForm'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Deletes a form that no workflow requires.
     * @description For whoever may manage workflows.
     */
    readonly delete: operations['deleteForm'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Changes a form. Running attachments never see it.
     * @description For whoever may manage workflows.
     */
    readonly patch: operations['updateForm'];
    readonly trace?: never;
  };
  readonly '/action_handlers': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the handlers that actions may name, by name, on one page.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['listActionHandlers'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/actions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the actions of the company, by id.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['listActions'];
    readonly put?: never;
    /**
     * Binds a handler to an event of a workflow, a pipeline, a stage, or all workflows of the company.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['createAction'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/actions/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows an action.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['getAction'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Deletes an action. Running attachments keep theirs.
     * @description For whoever may manage workflows.
     */
    readonly delete: operations['deleteAction'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Changes an action, but not where it is bound. Running attachments never see it.
     * @description For whoever may manage workflows.
     */
    readonly patch: operations['updateAction'];
    readonly trace?: never;
  };
  readonly '/action_runs': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the deliveries of actions, newest first.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['listActionRuns'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/action_runs/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows a delivery with what its handler is called with.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['getActionRun'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/action_runs/{id}/retry': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Lets a delivery that was given up on be tried again, out of its order.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['retryActionRun'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the attachments that the user may see, newest first.
     * @description For anyone who is signed in.
     */
    readonly get: operations['listAttachments'];
    readonly put?: never;
    /**
     * Attaches the published version of a workflow to an object.
     * @description For anyone who is signed in.
     */
    readonly post: operations['createAttachment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows where an attachment stands, with its steps.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly get: operations['getAttachment'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}/progress': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows how far an attachment is.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly get: operations['getAttachmentProgress'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}/history': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists what has happened to an attachment, oldest first.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly get: operations['listAttachmentHistory'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}/steps': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the steps of an attachment with all of their assignments, in order.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly get: operations['listAttachmentSteps'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}/start': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Starts what was attached without being started: for its requester, and those who manage.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly post: operations['startAttachment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}/action': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Decides for a seat of the user's, or recalls or resubmits a request of their own.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly post: operations['decideOnAttachment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/attachments/{id}/cancel': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Ends an open attachment, wherever it stands: for those who manage.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly post: operations['cancelAttachment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/assignments/{id}/replace': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Gives somebody's open seat to somebody else, who decides for themselves.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['replaceAssignment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/steps/{id}/force': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Ends an open step whatever its seats have said.
     * @description For whoever may manage workflows.
     */
    readonly post: operations['forceStep'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/inbox': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the seats that wait for the user, longest waiting first.
     * @description For anyone who is signed in.
     */
    readonly get: operations['listInbox'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/inbox/summary': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Counts the seats that wait for the user, by workflow.
     * @description For anyone who is signed in.
     */
    readonly get: operations['getInboxSummary'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/delegations': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Lists the user's own delegations, newest first; those of the company for whoever may manage.
     * @description For anyone who is signed in.
     */
    readonly get: operations['listDelegations'];
    readonly put?: never;
    /**
     * Lets somebody decide for somebody else for a time, on whatever is open then.
     * @description For anyone who is signed in.
     */
    readonly post: operations['createDelegation'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/delegations/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows a delegation to both of its sides, revoked or not.
     * @description For anyone who is signed in.
     */
    readonly get: operations['getDelegation'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Ends a delegation at once, and keeps it.
     * @description For anyone who is signed in.
     */
    readonly delete: operations['revokeDelegation'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Changes a delegation that was not revoked. What was decided under it stays decided.
     * @description For anyone who is signed in.
     */
    readonly patch: operations['updateDelegation'];
    readonly trace?: never;
  };
  readonly '/objects/{model}/{object_id}/workflow_status': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Shows where the object's newest attachment stands, with its steps.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly get: operations['getWorkflowStatus'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/objects/{model}/{object_id}/workflow_action': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Decides on the object's open attachment.
     * @description For whoever may see the attachment; to others it does not exist.
     */
    readonly post: operations['decideOnObject'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/objects/{model}/{object_id}/attach_workflow': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Attaches the published version of a workflow to the object.
     * @description For anyone who is signed in.
     */
    readonly post: operations['attachWorkflow'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/health': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Says whether the engine works, and to those who manage how.
     * @description For anyone who is signed in.
     */
    readonly get: operations['getHealth'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/history_verification': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Proves that nobody has changed the histories of the company, or names the first broken entry.
     * @description For whoever may manage workflows.
     */
    readonly get: operations['verifyHistory'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/openapi.json': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Describes this API by an OpenAPI 3.1 document.
     * @description For anyone who is signed in.
     */
    readonly get: operations['getOpenApiDocument'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export interface webhooks {
  readonly workflowEvent: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Tells of what has happened, by the scheme of Standard Webhooks.
     * @description It is sent again until it is answered 2xx, each time with the same id: act on an id once. verifyWebhookSignature of the package tells whether it was signed with your secret.
     */
    readonly post: {
      readonly parameters: {
        readonly query?: never;
        readonly header: {
          /** @description The same for every attempt. */
          readonly 'webhook-id': string;
          /** @description When the attempt was made, in seconds since 1970. */
          readonly 'webhook-timestamp': string;
          /** @description HMAC-SHA256 over id, timestamp and body, where there is a secret. */
          readonly 'webhook-signature'?: string;
        };
        readonly path?: never;
        readonly cookie?: never;
      };
      readonly requestBody: {
        readonly content: {
          readonly 'application/json': components['schemas']['WebhookEvent'];
        };
      };
      readonly responses: {
        /** @description Received. */
        readonly '2XX': {
          headers: {
            readonly [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export interface components {
  schemas: {
    readonly WorkflowSummary: {
      readonly id: number;
      readonly key: string;
      readonly company: string;
      readonly name: string;
      readonly name_en: string | null;
      readonly name_ar: string | null;
      readonly names: {
        readonly [key: string]: string;
      };
      /** @enum {integer} */
      readonly hierarchy_strategy: 1 | 2 | 3;
      /** @enum {string} */
      readonly status: 'active' | 'draft' | 'inactive';
      readonly is_active: boolean;
      readonly is_complete: boolean;
      readonly published_version: number | null;
      readonly published_version_id: number | null;
      readonly has_unpublished_changes: boolean;
      /** Format: date-time */
      readonly created_at: string;
      /** Format: date-time */
      readonly updated_at: string;
    };
    readonly NewWorkflow: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description Unique within the company. Left out, made of the English name. */
      readonly key?: string;
      /**
       * @description Whether what is sent back goes on at once, or waits for its requester to resubmit it.
       * @enum {string}
       */
      readonly resubmission?: 'immediate' | 'requester';
      /** @description Whether an attachment may complete although not one step was approved. */
      readonly allow_empty_completion?: boolean;
      /**
       * @description Until when a requester may recall.
       * @enum {string}
       */
      readonly recall?: 'undecided' | 'always';
      /**
       * @description Whether somebody whose approval stands may approve a later step.
       * @enum {string}
       */
      readonly repeated_approver?: 'allow' | 'skip' | 'exclude';
      /**
       * @description Where it has approvals: 1 on stages of its pipelines, 2 on its pipelines, 3 itself.
       * @enum {integer}
       */
      readonly hierarchy_strategy?: 1 | 2 | 3;
      /**
       * @description `draft` is still being written, `inactive` accepts no new attachments.
       * @enum {string}
       */
      readonly status?: 'active' | 'draft' | 'inactive';
      /** @description For hierarchy strategy 3. They replace those that are there. */
      readonly approvals?: readonly components['schemas']['ApprovalInput'][];
      /** @description The user's own; a user of none may name any. */
      readonly company?: string;
      readonly pipelines?: readonly components['schemas']['NewPipeline'][];
    } & (
      | {
          readonly name_en: string;
        }
      | {
          readonly name_ar: string;
        }
      | {
          readonly names: unknown;
        }
    );
    /** @description Who must approve, and how. What is `null` counts as left out. */
    readonly ApprovalInput: {
      /** @description Keeps the stored approval of this id, and so whose turn it is. No other approval may repeat it. */
      readonly id?: number | null;
      /** @enum {string} */
      readonly approval_type: 'self' | 'user' | 'role' | 'team_head' | 'department_head' | 'assigned';
      readonly approval_user?: (number | string) | null;
      readonly user_role?: (number | string) | null;
      readonly assigned_field?: string | null;
      /** @default anyone */
      readonly role_selection_strategy?: string | null;
      readonly quorum_count?: number | null;
      readonly percentage_required?: number | null;
      readonly hierarchy_levels?: number | null;
      readonly reject_at?: number | null;
      /**
       * @default approve
       * @enum {string|null}
       */
      readonly step_approval_type?: 'approve' | 'submit' | 'check_in_verify' | 'move' | null;
      readonly required_form?: number | null;
      readonly reassign_after_hours?: number | null;
      /** @default false */
      readonly allow_self_approval?: boolean | null;
      readonly parallel_group?: string | null;
      readonly condition?: string | null;
      /** @default fail */
      readonly on_no_approver?:
        | (
            | ('fail' | 'skip')
            | {
                readonly user: number | string;
              }
            | {
                readonly role: number | string;
              }
          )
        | null;
      /**
       * @default reassign
       * @enum {string|null}
       */
      readonly on_inactive_approver?: 'reassign' | 'skip' | 'fail' | null;
      /** @default true */
      readonly allow_delegation?: boolean | null;
      /**
       * @default company
       * @enum {string|null}
       */
      readonly delegate_scope?: 'company' | 'role' | 'department' | null;
      readonly due_hours?: number | null;
      /** @description Must be less than `due_hours`. */
      readonly reminder_hours_before?: (readonly number[] | number) | null;
      /** @enum {string|null} */
      readonly timeout_action?: 'escalate' | 'delegate' | 'approve' | 'reject' | null;
      readonly timeout_user?: (number | string) | null;
      /** @default 3 */
      readonly max_escalation_level?: number | null;
      /** @enum {string|null} */
      readonly last_resort?: 'approve' | 'reject' | null;
      /**
       * @default allow
       * @enum {string|null}
       */
      readonly late_decision?: 'allow' | 'refuse' | null;
    } & (unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown);
    readonly NewPipeline: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description A CEL expression; where it is false the whole place is skipped. */
      readonly condition?: string | null;
      /**
       * @description Whether what is sent back goes on at once; `null`: as the pipeline, and then the workflow, says.
       * @enum {string|null}
       */
      readonly resubmission?: 'immediate' | 'requester' | null;
      /** @description Whose head decides where an approval asks for one. */
      readonly department_id?: (number | string) | null;
      /** @description From 1: its place in the workflow. Left out, after the last one. */
      readonly order?: number;
      /** @description For hierarchy strategy 2. They replace those that are there. */
      readonly approvals?: readonly components['schemas']['ApprovalInput'][];
      /** @description For hierarchy strategy 1: stages to make, by number. */
      readonly number_of_stages?: number;
    } & (
      | {
          readonly name_en: string;
        }
      | {
          readonly name_ar: string;
        }
      | {
          readonly names: unknown;
        }
    );
    readonly Workflow: {
      readonly id: number;
      readonly key: string;
      readonly company: string;
      readonly name: string;
      readonly name_en: string | null;
      readonly name_ar: string | null;
      readonly names: {
        readonly [key: string]: string;
      };
      /** @enum {integer} */
      readonly hierarchy_strategy: 1 | 2 | 3;
      /** @enum {string} */
      readonly status: 'active' | 'draft' | 'inactive';
      readonly is_active: boolean;
      readonly is_complete: boolean;
      readonly published_version: number | null;
      readonly published_version_id: number | null;
      readonly has_unpublished_changes: boolean;
      /** Format: date-time */
      readonly created_at: string;
      /** Format: date-time */
      readonly updated_at: string;
      /** @enum {string} */
      readonly resubmission: 'immediate' | 'requester';
      readonly allow_empty_completion: boolean;
      /** @enum {string} */
      readonly recall: 'undecided' | 'always';
      /** @enum {string} */
      readonly repeated_approver: 'allow' | 'skip' | 'exclude';
      readonly missing: readonly components['schemas']['FieldError'][];
      readonly approvals?: readonly components['schemas']['Approval'][];
      readonly pipelines: readonly components['schemas']['Pipeline'][];
    };
    readonly FieldError: {
      readonly path: string;
      readonly message: string;
    };
    readonly Approval: {
      readonly id: number;
      /** @enum {string} */
      readonly approval_type: 'self' | 'user' | 'role' | 'team_head' | 'department_head' | 'assigned';
      readonly approval_user?: number | string;
      readonly user_role?: number | string;
      readonly assigned_field?: string;
      readonly role_selection_strategy?: string;
      readonly quorum_count?: number;
      readonly percentage_required?: number;
      readonly hierarchy_levels?: number;
      readonly reject_at?: number;
      /** @enum {string} */
      readonly step_approval_type: 'approve' | 'submit' | 'check_in_verify' | 'move';
      readonly required_form?: number;
      readonly reassign_after_hours?: number;
      readonly allow_self_approval: boolean;
      readonly parallel_group?: string;
      readonly condition?: string;
      readonly on_no_approver:
        | ('fail' | 'skip')
        | {
            readonly user: number | string;
          }
        | {
            readonly role: number | string;
          };
      /** @enum {string} */
      readonly on_inactive_approver: 'reassign' | 'skip' | 'fail';
      readonly allow_delegation: boolean;
      /** @enum {string} */
      readonly delegate_scope: 'company' | 'role' | 'department';
      readonly due_hours?: number;
      readonly reminder_hours_before?: readonly number[];
      /** @enum {string} */
      readonly timeout_action?: 'escalate' | 'delegate' | 'approve' | 'reject';
      readonly timeout_user?: number | string;
      readonly max_escalation_level?: number;
      /** @enum {string} */
      readonly last_resort?: 'approve' | 'reject';
      /** @enum {string} */
      readonly late_decision?: 'allow' | 'refuse';
    } & (unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown &
      unknown);
    readonly Pipeline: {
      readonly id: number;
      readonly workflow_id: number;
      readonly name: string;
      readonly name_en: string | null;
      readonly name_ar: string | null;
      readonly names: {
        readonly [key: string]: string;
      };
      readonly order: number;
      readonly department_id: string | null;
      readonly condition: string | null;
      /** @enum {string|null} */
      readonly resubmission: 'immediate' | 'requester' | null;
      readonly number_of_stages: number;
      readonly approvals?: readonly components['schemas']['Approval'][];
      readonly stages: readonly components['schemas']['Stage'][];
    };
    readonly Stage: {
      readonly id: number;
      readonly name: string;
      readonly name_en: string | null;
      readonly name_ar: string | null;
      readonly names: {
        readonly [key: string]: string;
      };
      readonly order: number;
      readonly stage_info: components['schemas']['StageInfo'];
    };
    readonly StageInfo: {
      readonly color: string | null;
      readonly condition: string | null;
      /** @enum {string|null} */
      readonly resubmission: 'immediate' | 'requester' | null;
      readonly approvals: readonly components['schemas']['Approval'][];
    };
    readonly WorkflowChange: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description Unique within the company. */
      readonly key?: string;
      /**
       * @description Whether what is sent back goes on at once, or waits for its requester to resubmit it.
       * @enum {string}
       */
      readonly resubmission?: 'immediate' | 'requester';
      /** @description Whether an attachment may complete although not one step was approved. */
      readonly allow_empty_completion?: boolean;
      /**
       * @description Until when a requester may recall.
       * @enum {string}
       */
      readonly recall?: 'undecided' | 'always';
      /**
       * @description Whether somebody whose approval stands may approve a later step.
       * @enum {string}
       */
      readonly repeated_approver?: 'allow' | 'skip' | 'exclude';
      /**
       * @description Where it has approvals: 1 on stages of its pipelines, 2 on its pipelines, 3 itself.
       * @enum {integer}
       */
      readonly hierarchy_strategy?: 1 | 2 | 3;
      /**
       * @description `draft` is still being written, `inactive` accepts no new attachments.
       * @enum {string}
       */
      readonly status?: 'active' | 'draft' | 'inactive';
      /** @description For hierarchy strategy 3. They replace those that are there. */
      readonly approvals?: readonly components['schemas']['ApprovalInput'][];
    };
    readonly WorkflowCompleteness: {
      readonly is_complete: boolean;
      readonly missing: readonly components['schemas']['FieldError'][];
    };
    readonly WorkflowVersion: {
      readonly id: number;
      readonly number: number;
      readonly hash: string;
      readonly created_by: (number | string) | null;
      /** Format: date-time */
      readonly created_at: string;
    };
    readonly PipelineChange: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description A CEL expression; where it is false the whole place is skipped. */
      readonly condition?: string | null;
      /**
       * @description Whether what is sent back goes on at once; `null`: as the pipeline, and then the workflow, says.
       * @enum {string|null}
       */
      readonly resubmission?: 'immediate' | 'requester' | null;
      /** @description Whose head decides where an approval asks for one. */
      readonly department_id?: (number | string) | null;
      /** @description From 1: its place in the workflow. Left out, after the last one. */
      readonly order?: number;
      /** @description For hierarchy strategy 2. They replace those that are there. */
      readonly approvals?: readonly components['schemas']['ApprovalInput'][];
    };
    readonly NewStage: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description From 1: its place in the pipeline. Left out, after the last one. */
      readonly order?: number;
      readonly stage_info?: components['schemas']['StageInfoInput'];
    } & (
      | {
          readonly name_en: string;
        }
      | {
          readonly name_ar: string;
        }
      | {
          readonly names: unknown;
        }
    );
    readonly StageInfoInput: {
      /** @description `#rgb`, `#rrggbb`, `#rrggbbaa`, or the name of a colour in CSS. */
      readonly color?:
        | string
        | (
            | 'aliceblue'
            | 'antiquewhite'
            | 'aqua'
            | 'aquamarine'
            | 'azure'
            | 'beige'
            | 'bisque'
            | 'black'
            | 'blanchedalmond'
            | 'blue'
            | 'blueviolet'
            | 'brown'
            | 'burlywood'
            | 'cadetblue'
            | 'chartreuse'
            | 'chocolate'
            | 'coral'
            | 'cornflowerblue'
            | 'cornsilk'
            | 'crimson'
            | 'cyan'
            | 'darkblue'
            | 'darkcyan'
            | 'darkgoldenrod'
            | 'darkgray'
            | 'darkgreen'
            | 'darkgrey'
            | 'darkkhaki'
            | 'darkmagenta'
            | 'darkolivegreen'
            | 'darkorange'
            | 'darkorchid'
            | 'darkred'
            | 'darksalmon'
            | 'darkseagreen'
            | 'darkslateblue'
            | 'darkslategray'
            | 'darkslategrey'
            | 'darkturquoise'
            | 'darkviolet'
            | 'deeppink'
            | 'deepskyblue'
            | 'dimgray'
            | 'dimgrey'
            | 'dodgerblue'
            | 'firebrick'
            | 'floralwhite'
            | 'forestgreen'
            | 'fuchsia'
            | 'gainsboro'
            | 'ghostwhite'
            | 'gold'
            | 'goldenrod'
            | 'gray'
            | 'green'
            | 'greenyellow'
            | 'grey'
            | 'honeydew'
            | 'hotpink'
            | 'indianred'
            | 'indigo'
            | 'ivory'
            | 'khaki'
            | 'lavender'
            | 'lavenderblush'
            | 'lawngreen'
            | 'lemonchiffon'
            | 'lightblue'
            | 'lightcoral'
            | 'lightcyan'
            | 'lightgoldenrodyellow'
            | 'lightgray'
            | 'lightgreen'
            | 'lightgrey'
            | 'lightpink'
            | 'lightsalmon'
            | 'lightseagreen'
            | 'lightskyblue'
            | 'lightslategray'
            | 'lightslategrey'
            | 'lightsteelblue'
            | 'lightyellow'
            | 'lime'
            | 'limegreen'
            | 'linen'
            | 'magenta'
            | 'maroon'
            | 'mediumaquamarine'
            | 'mediumblue'
            | 'mediumorchid'
            | 'mediumpurple'
            | 'mediumseagreen'
            | 'mediumslateblue'
            | 'mediumspringgreen'
            | 'mediumturquoise'
            | 'mediumvioletred'
            | 'midnightblue'
            | 'mintcream'
            | 'mistyrose'
            | 'moccasin'
            | 'navajowhite'
            | 'navy'
            | 'oldlace'
            | 'olive'
            | 'olivedrab'
            | 'orange'
            | 'orangered'
            | 'orchid'
            | 'palegoldenrod'
            | 'palegreen'
            | 'paleturquoise'
            | 'palevioletred'
            | 'papayawhip'
            | 'peachpuff'
            | 'peru'
            | 'pink'
            | 'plum'
            | 'powderblue'
            | 'purple'
            | 'rebeccapurple'
            | 'red'
            | 'rosybrown'
            | 'royalblue'
            | 'saddlebrown'
            | 'salmon'
            | 'sandybrown'
            | 'seagreen'
            | 'seashell'
            | 'sienna'
            | 'silver'
            | 'skyblue'
            | 'slateblue'
            | 'slategray'
            | 'slategrey'
            | 'snow'
            | 'springgreen'
            | 'steelblue'
            | 'tan'
            | 'teal'
            | 'thistle'
            | 'tomato'
            | 'transparent'
            | 'turquoise'
            | 'violet'
            | 'wheat'
            | 'white'
            | 'whitesmoke'
            | 'yellow'
            | 'yellowgreen'
          )
        | null;
      /** @description A CEL expression; where it is false the whole place is skipped. */
      readonly condition?: string | null;
      /**
       * @description Whether what is sent back goes on at once; `null`: as the pipeline, and then the workflow, says.
       * @enum {string|null}
       */
      readonly resubmission?: 'immediate' | 'requester' | null;
      /** @description For hierarchy strategy 1. They replace those that are there. */
      readonly approvals?: readonly components['schemas']['ApprovalInput'][];
    };
    readonly PlacedStage: {
      readonly id: number;
      readonly name: string;
      readonly name_en: string | null;
      readonly name_ar: string | null;
      readonly names: {
        readonly [key: string]: string;
      };
      readonly order: number;
      readonly stage_info: components['schemas']['StageInfo'];
      readonly pipeline_id: number;
      readonly workflow_id: number;
      readonly workflow_is_complete: boolean;
      readonly has_unpublished_changes: boolean;
    };
    readonly StageChange: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description From 1: its place in the pipeline. Left out, after the last one. */
      readonly order?: number;
      readonly stage_info?: components['schemas']['StageInfoInput'];
    };
    readonly Form: {
      readonly id: number;
      readonly key: string;
      readonly company: string;
      readonly name: string;
      readonly name_en: string | null;
      readonly name_ar: string | null;
      readonly names: {
        readonly [key: string]: string;
      };
      readonly schema: Record<string, unknown>;
      /** Format: date-time */
      readonly created_at: string;
      /** Format: date-time */
      readonly updated_at: string;
    };
    readonly NewForm: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description Unique within the company. */
      readonly key: string;
      /** @description A JSON Schema of draft 2020-12, or of draft-07 where `$schema` says so: at most 32 KiB, without remote references. */
      readonly schema: {
        /** @constant */
        readonly type?: 'object';
      };
    } & (
      | {
          readonly name_en: string;
        }
      | {
          readonly name_ar: string;
        }
      | {
          readonly names: unknown;
        }
    );
    readonly FormChange: {
      /** @description The name in English; `null` removes it. */
      readonly name_en?: string | null;
      /** @description The name in Arabic; `null` removes it. */
      readonly name_ar?: string | null;
      /**
       * @description Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes one. A language that has a field of its own is given once.
       * @default {}
       */
      readonly names?: {
        readonly [key: string]: string | null;
      };
      /** @description Unique within the company. */
      readonly key?: string;
      /** @description A JSON Schema of draft 2020-12, or of draft-07 where `$schema` says so: at most 32 KiB, without remote references. */
      readonly schema?: {
        /** @constant */
        readonly type?: 'object';
      };
    };
    readonly ActionHandler: {
      readonly name: string;
      readonly description: string | null;
      readonly parameters: Record<string, unknown> | null;
      readonly only_after_commit: boolean;
    };
    readonly Action: {
      readonly id: number;
      readonly workflow_id: number | null;
      readonly pipeline_id: number | null;
      readonly stage_id: number | null;
      /** @enum {string} */
      readonly event_type:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      readonly handler: string;
      readonly parameters: Record<string, unknown>;
      readonly order: number;
      readonly is_active: boolean;
      /** @enum {string} */
      readonly execution: 'after_commit' | 'inline';
      /** @enum {string|null} */
      readonly failure_policy: 'continue' | 'stop' | 'raise' | null;
      readonly condition: string | null;
      /** Format: date-time */
      readonly created_at: string;
      /** Format: date-time */
      readonly updated_at: string;
    };
    readonly NewAction: {
      /**
       * @description What the handler is called with, as its own schema says: at most 16384 bytes of JSON.
       * @default {}
       */
      readonly parameters?: Record<string, unknown>;
      /** @description From 1: its turn at its place. Left out, after the last one. */
      readonly order?: number;
      /** @default true */
      readonly is_active?: boolean;
      /**
       * @default after_commit
       * @enum {string}
       */
      readonly execution?: 'after_commit' | 'inline';
      /**
       * @description For inline ones only, which have `continue` where nothing is said.
       * @enum {string|null}
       */
      readonly failure_policy?: 'continue' | 'stop' | 'raise' | null;
      /**
       * @description A CEL expression; where it is false the action is left out.
       * @default null
       */
      readonly condition?: string | null;
      /** @enum {string} */
      readonly event_type:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      /** @description The name of one of `GET /action_handlers`. */
      readonly handler: string;
      /** @description Where it is bound, if not to another place. Without any it is a default. */
      readonly workflow_id?: number | null;
      /** @description Where it is bound, if not to another place. Without any it is a default. */
      readonly pipeline_id?: number | null;
      /** @description Where it is bound, if not to another place. Without any it is a default. */
      readonly stage_id?: number | null;
    } & (unknown & unknown & unknown);
    readonly ActionChange: {
      /** @enum {string} */
      readonly event_type?:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      /** @description The name of one of `GET /action_handlers`. */
      readonly handler?: string;
      /** @description What the handler is called with, as its own schema says: at most 16384 bytes of JSON. */
      readonly parameters?: Record<string, unknown>;
      readonly order?: number;
      readonly is_active?: boolean;
      /** @enum {string} */
      readonly execution?: 'after_commit' | 'inline';
      /**
       * @description For inline ones only, which have `continue` where nothing is said.
       * @enum {string|null}
       */
      readonly failure_policy?: 'continue' | 'stop' | 'raise' | null;
      /** @description A CEL expression; where it is false the action is left out. */
      readonly condition?: string | null;
    };
    readonly ActionRunSummary: {
      readonly id: number;
      readonly attachment_id: number;
      /** @description `null` for an action that code names. */
      readonly action_id: number | null;
      /** @enum {string} */
      readonly event_type:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      readonly handler: string;
      /** @enum {string} */
      readonly status: 'pending' | 'delivered' | 'dead';
      /** @description Those that were begun, since it was last retried by hand. */
      readonly attempts: number;
      /**
       * Format: date-time
       * @description Not to be tried before.
       */
      readonly due_at: string;
      readonly last_error: string | null;
      /** @description Whether it was retried by hand: later ones did not wait for it. */
      readonly is_out_of_order: boolean;
      /** @description The same at every attempt. */
      readonly idempotency_key: string;
      /** Format: date-time */
      readonly created_at: string;
      /**
       * Format: date-time
       * @description When it was delivered, or given up on.
       */
      readonly finished_at: string | null;
    };
    readonly ActionRun: {
      readonly id: number;
      readonly attachment_id: number;
      /** @description `null` for an action that code names. */
      readonly action_id: number | null;
      /** @enum {string} */
      readonly event_type:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      readonly handler: string;
      /** @enum {string} */
      readonly status: 'pending' | 'delivered' | 'dead';
      /** @description Those that were begun, since it was last retried by hand. */
      readonly attempts: number;
      /**
       * Format: date-time
       * @description Not to be tried before.
       */
      readonly due_at: string;
      readonly last_error: string | null;
      /** @description Whether it was retried by hand: later ones did not wait for it. */
      readonly is_out_of_order: boolean;
      /** @description The same at every attempt. */
      readonly idempotency_key: string;
      /** Format: date-time */
      readonly created_at: string;
      /**
       * Format: date-time
       * @description When it was delivered, or given up on.
       */
      readonly finished_at: string | null;
      /** @description Secrets are named, as they are stored. */
      readonly parameters: Record<string, unknown>;
      readonly facts: components['schemas']['WorkflowEvent'];
    };
    readonly WorkflowEvent: {
      /** @enum {string} */
      readonly event:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      /** Format: date-time */
      readonly occurred_at: string;
      readonly company: string;
      readonly attachment: components['schemas']['EventAttachment'];
      readonly metadata: Record<string, unknown>;
      /** @description What forms were filled in with, up to where the attachment stood. */
      readonly form: Record<string, unknown>;
      /** @description Who did it; `null` for the system. */
      readonly user: components['schemas']['Person'] | null;
      /** @description For whom, where that was somebody else. */
      readonly on_behalf_of: components['schemas']['Person'] | null;
      readonly approval: components['schemas']['EventApproval'] | null;
      /** @description Who holds the open seats that it is about. */
      readonly approvers: readonly components['schemas']['Person'][];
      /** @description Where the attachment stands; for a move, where it came to. */
      readonly stage: components['schemas']['Place'] | null;
      readonly pipeline: components['schemas']['Place'] | null;
      /** @description For a move: where it came from. */
      readonly from_stage: components['schemas']['Place'] | null;
      readonly from_pipeline: components['schemas']['Place'] | null;
      /** @description Where a new round begins, for what was sent back. */
      readonly target_stage: components['schemas']['Place'] | null;
      /** @description The first place of the version. */
      readonly initial_stage: components['schemas']['Place'] | null;
      readonly reason: string | null;
      /** @description The attributes of the object; empty where it no longer exists. */
      readonly object: Record<string, unknown>;
    };
    readonly EventAttachment: {
      readonly id: number;
      readonly model: string;
      readonly object_id: number | string;
      /** @description Whole percent. */
      readonly progress_percentage: number;
      readonly requester: components['schemas']['Person'] | null;
      readonly round: number;
      readonly started_by: components['schemas']['Person'] | null;
      /** @enum {string} */
      readonly status:
        'not_started' | 'in_progress' | 'awaiting_resubmission' | 'completed' | 'rejected' | 'cancelled';
      readonly workflow_id: number;
      readonly workflow_key: string;
      /** @description By language tag. */
      readonly workflow_names: {
        readonly [key: string]: string;
      };
    };
    readonly Person: {
      readonly id: number | string;
      readonly name: string | null;
    };
    readonly EventApproval: {
      /** @enum {string} */
      readonly approval_type: 'self' | 'user' | 'role' | 'team_head' | 'department_head' | 'assigned';
      readonly id: number;
      readonly step_number: number;
    };
    readonly Place: {
      readonly id: number | null;
      /** @description By language tag. */
      readonly names: {
        readonly [key: string]: string;
      };
    };
    readonly Attachment: {
      readonly attachment_id: number;
      readonly workflow_id: number;
      readonly workflow_name: string;
      readonly version_id: number;
      readonly model: string;
      readonly object_id: number | string;
      /** @enum {string} */
      readonly status:
        'not_started' | 'in_progress' | 'awaiting_resubmission' | 'completed' | 'rejected' | 'cancelled';
      /** @description From 1; raised each time it is sent back. */
      readonly round: number;
      readonly current_stage: string | null;
      readonly current_stage_id: number | null;
      readonly current_pipeline: string | null;
      readonly current_pipeline_id: number | null;
      /** @description `Workflow Complete` at the last stage. */
      readonly next_stage: string | null;
      readonly next_stage_id: number | null;
      /** @description Whole percent. */
      readonly progress_percentage: number;
      readonly requester_id: (number | string) | null;
      readonly started_by: (number | string) | null;
      /** Format: date-time */
      readonly started_at: string | null;
      /**
       * Format: date-time
       * @description `null` also where it ended otherwise.
       */
      readonly completed_at: string | null;
      /**
       * Format: date-time
       * @description When it ended, however it ended.
       */
      readonly closed_at: string | null;
      /** Format: date-time */
      readonly created_at: string;
      readonly metadata: Record<string, unknown>;
      /** @description Why it may not go on although it is open. */
      readonly blocked_reason?: string;
    };
    readonly AttachmentStatus: {
      readonly attachment_id: number;
      readonly workflow_id: number;
      readonly workflow_name: string;
      readonly version_id: number;
      readonly model: string;
      readonly object_id: number | string;
      /** @enum {string} */
      readonly status:
        'not_started' | 'in_progress' | 'awaiting_resubmission' | 'completed' | 'rejected' | 'cancelled';
      /** @description From 1; raised each time it is sent back. */
      readonly round: number;
      readonly current_stage: string | null;
      readonly current_stage_id: number | null;
      readonly current_pipeline: string | null;
      readonly current_pipeline_id: number | null;
      /** @description `Workflow Complete` at the last stage. */
      readonly next_stage: string | null;
      readonly next_stage_id: number | null;
      /** @description Whole percent. */
      readonly progress_percentage: number;
      readonly requester_id: (number | string) | null;
      readonly started_by: (number | string) | null;
      /** Format: date-time */
      readonly started_at: string | null;
      /**
       * Format: date-time
       * @description `null` also where it ended otherwise.
       */
      readonly completed_at: string | null;
      /**
       * Format: date-time
       * @description When it ended, however it ended.
       */
      readonly closed_at: string | null;
      /** Format: date-time */
      readonly created_at: string;
      readonly metadata: Record<string, unknown>;
      /** @description Why it may not go on although it is open. */
      readonly blocked_reason?: string;
      /** @description Whether this waits for the reader: to decide, or to resubmit. */
      readonly requires_user_action: boolean;
      /** @description Whether the reader may decide for an open seat. */
      readonly can_approve: boolean;
      readonly steps: readonly components['schemas']['Step'][];
    };
    readonly Step: {
      readonly id: number;
      readonly step_number: number;
      readonly round: number;
      readonly stage_id: number | null;
      readonly stage: string;
      readonly pipeline: string | null;
      /** @enum {string} */
      readonly approval_type: 'self' | 'user' | 'role' | 'team_head' | 'department_head' | 'assigned';
      /** @description `null` unless a role is asked. */
      readonly role_selection_strategy: string | null;
      /** @enum {string} */
      readonly step_approval_type: 'approve' | 'submit' | 'check_in_verify' | 'move';
      readonly form: components['schemas']['StepForm'] | null;
      /** @enum {string} */
      readonly status:
        'pending' | 'current' | 'approved' | 'rejected' | 'needs_resubmission' | 'skipped' | 'cancelled';
      readonly approve_at: number | null;
      readonly reject_at: number | null;
      readonly approved_count: number;
      readonly rejected_count: number;
      /** Format: date-time */
      readonly due_at: string | null;
      /** @description Why it cannot go on by itself. */
      readonly blocked_reason: string | null;
      /** Format: date-time */
      readonly opened_at: string | null;
      /** Format: date-time */
      readonly closed_at: string | null;
      /** @description How many there are: `assignments` may hold fewer. */
      readonly assignment_count: number;
      readonly assignments: readonly components['schemas']['Assignment'][];
    };
    readonly StepForm: {
      readonly id: number;
      readonly name: string;
      /** @description The JSON Schema that `form_data` must satisfy, with its labels in the language of the reader. */
      readonly schema: Record<string, unknown>;
    };
    readonly Assignment: {
      readonly id: number;
      readonly seat_no: number;
      readonly user_id: number | string;
      readonly user_name: string;
      /** @enum {string} */
      readonly status:
        | 'current'
        | 'approved'
        | 'rejected'
        | 'needs_resubmission'
        | 'delegated'
        | 'escalated'
        | 'reassigned'
        | 'superseded'
        | 'cancelled';
      /** @description Whose seat it is, where this holder decides for someone. */
      readonly on_behalf_of: (number | string) | null;
      /** Format: date-time */
      readonly assigned_at: string;
      /** Format: date-time */
      readonly checked_in_at: string | null;
      /** @description Who decided: the holder, or their substitute; `null` for nobody yet. */
      readonly actor: (number | string) | null;
      readonly actor_name: string | null;
      /** Format: date-time */
      readonly acted_at: string | null;
      readonly comment: string | null;
      /** @description What the form was filled in with; `null` for nothing. */
      readonly form_data: unknown;
    };
    readonly Progress: {
      readonly attachment_id: number;
      /** @enum {string} */
      readonly status:
        'not_started' | 'in_progress' | 'awaiting_resubmission' | 'completed' | 'rejected' | 'cancelled';
      /** @description Whole percent. */
      readonly progress_percentage: number;
    };
    readonly HistoryEntry: {
      /** @description From 1, without gaps. */
      readonly sequence: number;
      /** @enum {string} */
      readonly event:
        | 'attached'
        | 'started'
        | 'skipped'
        | 'condition_failed'
        | 'step_opened'
        | 'checked_in'
        | 'approved'
        | 'rejected'
        | 'needs_resubmission'
        | 'delegated'
        | 'escalated'
        | 'reassigned'
        | 'replaced'
        | 'seat_removed'
        | 'reminded'
        | 'deadline_passed'
        | 'forced'
        | 'resubmitted'
        | 'moved'
        | 'recalled'
        | 'action_failed'
        | 'renamed'
        | 'blocked'
        | 'unblocked'
        | 'completed'
        | 'cancelled';
      readonly step_id: number | null;
      readonly assignment_id: number | null;
      /** @description Who did it; `null` for the system. */
      readonly actor: (number | string) | null;
      readonly actor_name: string | null;
      readonly on_behalf_of: (number | string) | null;
      readonly comment: string | null;
      readonly data: Record<string, unknown>;
      /** Format: date-time */
      readonly created_at: string;
      /** @description Seals this entry and the one before it. */
      readonly hash: string;
      /** @description What was erased from it, and is `null` therefore. */
      readonly erased?: readonly string[];
    };
    readonly NewAttachment: {
      readonly workflow_id: number;
      /**
       * @description Whether it starts at once.
       * @default true
       */
      readonly auto_start?: boolean;
      /**
       * @description Whatever is to be kept with it; at most 64 KiB as JSON.
       * @default {}
       */
      readonly metadata?: Record<string, unknown>;
      readonly model: string;
      readonly object_id: number | string;
    };
    readonly Decision:
      | {
          /** @constant */
          readonly action: 'approved';
          readonly reason?: string | null;
          /** @description The data of the form that the step requires. */
          readonly form_data?: unknown;
          /** @description Needed where the user holds several open seats. */
          readonly step_id?: number;
          /** @description Like `step_id`, for one seat. */
          readonly assignment_id?: number;
        }
      | {
          /** @constant */
          readonly action: 'rejected';
          /** @description Required: why. */
          readonly reason?: string | null;
          /** @description The data of the form that the step requires. */
          readonly form_data?: unknown;
          /** @description Needed where the user holds several open seats. */
          readonly step_id?: number;
          /** @description Like `step_id`, for one seat. */
          readonly assignment_id?: number;
        }
      | {
          /** @constant */
          readonly action: 'needs_resubmission';
          /** @description Required: why. */
          readonly reason?: string | null;
          /** @description The data of the form that the step requires. */
          readonly form_data?: unknown;
          /** @description Needed where the user holds several open seats. */
          readonly step_id?: number;
          /** @description Like `step_id`, for one seat. */
          readonly assignment_id?: number;
          /** @description This or an earlier stage; `null`, or left out: this one. */
          readonly stage_id?: number | null;
        }
      | {
          /** @constant */
          readonly action: 'delegated';
          readonly reason?: string | null;
          /** @description The data of the form that the step requires. */
          readonly form_data?: unknown;
          /** @description Needed where the user holds several open seats. */
          readonly step_id?: number;
          /** @description Like `step_id`, for one seat. */
          readonly assignment_id?: number;
          /** @description Who decides for the seat from now on: an active user who has not held it. */
          readonly user_id: number | string;
        }
      | {
          /** @constant */
          readonly action: 'escalated';
          readonly reason?: string | null;
          /** @description The data of the form that the step requires. */
          readonly form_data?: unknown;
          /** @description Needed where the user holds several open seats. */
          readonly step_id?: number;
          /** @description Like `step_id`, for one seat. */
          readonly assignment_id?: number;
        }
      | {
          /** @constant */
          readonly action: 'resubmitted';
          readonly reason?: string | null;
        }
      | {
          /** @constant */
          readonly action: 'recalled';
          readonly reason?: string | null;
        };
    readonly Cancelling: {
      readonly reason?: string | null;
    };
    readonly Replacement: {
      /** @description Who decides from now on. */
      readonly user_id: number | string;
      readonly reason?: string | null;
    };
    readonly ForcedEnd: {
      /**
       * @description `skipped` counts as no approval.
       * @enum {string}
       */
      readonly outcome: 'approved' | 'rejected' | 'skipped';
      readonly reason: string;
    };
    readonly InboxItem: {
      readonly attachment_id: number;
      readonly workflow_id: number;
      readonly workflow_name: string;
      readonly version_id: number;
      readonly model: string;
      readonly object_id: number | string;
      /** @enum {string} */
      readonly status:
        'not_started' | 'in_progress' | 'awaiting_resubmission' | 'completed' | 'rejected' | 'cancelled';
      /** @description From 1; raised each time it is sent back. */
      readonly round: number;
      readonly current_stage: string | null;
      readonly current_stage_id: number | null;
      readonly current_pipeline: string | null;
      readonly current_pipeline_id: number | null;
      /** @description `Workflow Complete` at the last stage. */
      readonly next_stage: string | null;
      readonly next_stage_id: number | null;
      /** @description Whole percent. */
      readonly progress_percentage: number;
      readonly requester_id: (number | string) | null;
      readonly started_by: (number | string) | null;
      /** Format: date-time */
      readonly started_at: string | null;
      /**
       * Format: date-time
       * @description `null` also where it ended otherwise.
       */
      readonly completed_at: string | null;
      /**
       * Format: date-time
       * @description When it ended, however it ended.
       */
      readonly closed_at: string | null;
      /** Format: date-time */
      readonly created_at: string;
      readonly metadata: Record<string, unknown>;
      /** @description Why it may not go on although it is open. */
      readonly blocked_reason?: string;
      readonly assignment_id: number;
      /** Format: date-time */
      readonly assigned_at: string;
      /** @description The holder of the seat, where that is somebody else. */
      readonly covering_for: (number | string) | null;
      readonly covering_for_name: string | null;
      /** @description The step, with this seat alone. */
      readonly step: components['schemas']['Step'];
    };
    readonly InboxSummary: {
      readonly total: number;
      readonly workflows: readonly components['schemas']['InboxTotal'][];
    };
    readonly InboxTotal: {
      readonly workflow_id: number;
      readonly workflow_name: string;
      readonly count: number;
    };
    readonly Delegation: {
      readonly id: number;
      readonly from_user_id: number | string;
      readonly from_user_name: string;
      readonly user_id: number | string;
      readonly user_name: string;
      /** @enum {string|null} */
      readonly direction: 'given' | 'received' | null;
      readonly workflow_id: number | null;
      /** Format: date-time */
      readonly starts_at: string;
      /** Format: date-time */
      readonly ends_at: string | null;
      readonly reason: string | null;
      /** @enum {string} */
      readonly status: 'scheduled' | 'active' | 'ended' | 'revoked';
      readonly created_by: (number | string) | null;
      /** Format: date-time */
      readonly created_at: string;
      /** Format: date-time */
      readonly updated_at: string;
      /** Format: date-time */
      readonly revoked_at: string | null;
      readonly revoked_by: (number | string) | null;
    };
    readonly NewDelegation: {
      /** @description Who decides. */
      readonly user_id: number | string;
      /**
       * Format: date-time
       * @description When it begins. Left out, at once.
       */
      readonly starts_at?: string;
      /**
       * Format: date-time
       * @description When it is over; `null`: when it is revoked.
       */
      readonly ends_at?: string | null;
      /** @description The one workflow that is meant; `null`: all of them. */
      readonly workflow_id?: number | null;
      readonly reason?: string | null;
      /** @description Who is out of office. Left out, the user. */
      readonly from_user_id?: number | string;
    };
    readonly DelegationChange: {
      /** @description Who decides. */
      readonly user_id?: number | string;
      /**
       * Format: date-time
       * @description When it begins. Left out, at once.
       */
      readonly starts_at?: string;
      /**
       * Format: date-time
       * @description When it is over; `null`: when it is revoked.
       */
      readonly ends_at?: string | null;
      /** @description The one workflow that is meant; `null`: all of them. */
      readonly workflow_id?: number | null;
      readonly reason?: string | null;
    };
    readonly Attaching: {
      readonly workflow_id: number;
      /**
       * @description Whether it starts at once.
       * @default true
       */
      readonly auto_start?: boolean;
      /**
       * @description Whatever is to be kept with it; at most 64 KiB as JSON.
       * @default {}
       */
      readonly metadata?: Record<string, unknown>;
    };
    readonly Metrics: {
      /**
       * @description `degraded`: a job fails, or something is blocked.
       * @enum {string}
       */
      readonly status: 'ok' | 'degraded';
      readonly jobs: {
        readonly reassign_round_robin: components['schemas']['JobMetrics'];
        readonly replace_inactive: components['schemas']['JobMetrics'];
        readonly deadlines: components['schemas']['JobMetrics'];
        readonly dispatch: components['schemas']['JobMetrics'];
        readonly reconcile: components['schemas']['JobMetrics'];
        readonly cleanup: components['schemas']['JobMetrics'];
      };
      readonly action_runs: {
        /** @description To be delivered, now or later. */
        readonly pending: number;
        /** @description Of these, those whose time has come. */
        readonly due: number;
        /** @description For how long the oldest of these has been due. */
        readonly overdue_ms: number;
        /** @description Given up on until somebody retries them. */
        readonly dead: number;
      };
      readonly seats: {
        readonly overdue: number;
      };
      readonly steps: {
        readonly overdue: number;
        readonly blocked: number;
      };
      /** @description Those that are not over, by status. */
      readonly attachments: {
        readonly not_started: number;
        readonly in_progress: number;
        readonly awaiting_resubmission: number;
      };
      /** @description Those that may not go on; at most 100. */
      readonly blocked_attachments?: readonly components['schemas']['BlockedAttachment'][];
    };
    readonly JobMetrics: {
      readonly is_running: boolean;
      /**
       * Format: date-time
       * @description `null` before its first run.
       */
      readonly last_started_at: string | null;
      /** @description How long the last run that has ended took. */
      readonly duration_ms: number | null;
      readonly consecutive_failures: number;
      /** @description What the last run that went well has done. */
      readonly counts?: {
        readonly [key: string]: number;
      } | null;
      readonly last_error?: string | null;
    };
    readonly BlockedAttachment: {
      readonly attachment_id: number;
      readonly blocked_reason: string;
    };
    readonly Readiness: {
      /** @enum {string} */
      readonly status: 'ok';
    };
    readonly HistoryVerification: {
      /** @description How many attachments were looked at. */
      readonly attachments: number;
      /** @description How many entries were looked at. */
      readonly entries: number;
      /** @description How many of the entries that hold have lost something. */
      readonly erased_entries: number;
      /** @description The first broken entry. */
      readonly broken: components['schemas']['HistoryBreak'] | null;
      /** @description The first 1,000 of them. */
      readonly erased: readonly components['schemas']['ErasedEntry'][];
    };
    readonly HistoryBreak: {
      readonly attachment_id: number;
      readonly sequence: number;
      /** @enum {string} */
      readonly reason:
        | 'edited'
        | 'missing'
        | 'out_of_order'
        | 'inserted'
        | 'replaced'
        | 'company_changed'
        | 'appended'
        | 'tail_cut'
        | 'head_changed'
        | 'attachment_missing';
    };
    readonly ErasedEntry: {
      readonly attachment_id: number;
      readonly sequence: number;
      readonly members: readonly string[];
    };
    readonly WebhookEvent: {
      /** @enum {string} */
      readonly event:
        | 'on_workflow_start'
        | 'on_step_open'
        | 'after_approve'
        | 'after_move_pipeline'
        | 'after_move_stage'
        | 'after_reject'
        | 'after_resubmission'
        | 'after_delegate'
        | 'after_escalate'
        | 'after_reassign'
        | 'on_reminder'
        | 'on_deadline'
        | 'on_workflow_complete'
        | 'on_workflow_cancel';
      /** Format: date-time */
      readonly occurred_at: string;
      readonly company?: string;
      readonly attachment?: components['schemas']['EventAttachment'];
      readonly metadata?: Record<string, unknown>;
      /** @description What forms were filled in with, up to where the attachment stood. */
      readonly form?: Record<string, unknown>;
      /** @description Who did it; `null` for the system. */
      readonly user?: components['schemas']['Person'] | null;
      /** @description For whom, where that was somebody else. */
      readonly on_behalf_of?: components['schemas']['Person'] | null;
      readonly approval?: components['schemas']['EventApproval'] | null;
      /** @description Who holds the open seats that it is about. */
      readonly approvers?: readonly components['schemas']['Person'][];
      /** @description Where the attachment stands; for a move, where it came to. */
      readonly stage?: components['schemas']['Place'] | null;
      readonly pipeline?: components['schemas']['Place'] | null;
      /** @description For a move: where it came from. */
      readonly from_stage?: components['schemas']['Place'] | null;
      readonly from_pipeline?: components['schemas']['Place'] | null;
      /** @description Where a new round begins, for what was sent back. */
      readonly target_stage?: components['schemas']['Place'] | null;
      /** @description The first place of the version. */
      readonly initial_stage?: components['schemas']['Place'] | null;
      readonly reason?: string | null;
      /** @description The attributes of the object; empty where it no longer exists. */
      readonly object?: Record<string, unknown>;
    };
    readonly Problem: {
      /** Format: uri-reference */
      readonly type: string;
      /** @description What the status says. */
      readonly title: string;
      readonly status: number;
      /** @description What is wrong and what to do, for people. */
      readonly detail: string;
      /** @description What is wrong, for programs; stable. */
      readonly code: string;
      /** @description Each thing that is wrong, and where. */
      readonly errors?: readonly {
        /** @description Dotted: `stage_info.approvals.0.user_role`. */
        readonly path: string;
        readonly message: string;
      }[];
      /** @description Facts for programs. */
      readonly details?: Record<string, unknown>;
    };
  };
  responses: {
    /** @description Bad Request */
    readonly InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'INVALID_REQUEST' | 'UNKNOWN_FIELD' | 'MALFORMED_JSON' | 'INVALID_CURSOR';
        };
      };
    };
    /** @description Unauthorized */
    readonly NotAuthenticated: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'NOT_AUTHENTICATED';
        };
      };
    };
    /** @description Forbidden */
    readonly Forbidden: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'FORBIDDEN';
        };
      };
    };
    /** @description Payload Too Large */
    readonly BodyTooLarge: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'BODY_TOO_LARGE';
        };
      };
    };
    /** @description Unsupported Media Type */
    readonly UnsupportedMediaType: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'UNSUPPORTED_MEDIA_TYPE';
        };
      };
    };
    /** @description Internal Server Error */
    readonly InternalError: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'INTERNAL_ERROR';
        };
      };
    };
    /** @description Service Unavailable */
    readonly TryAgain: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'TRY_AGAIN';
        };
      };
    };
    /** @description Bad Request */
    readonly InvalidRequestOrUnknownFieldOrMalformedJson: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'INVALID_REQUEST' | 'UNKNOWN_FIELD' | 'MALFORMED_JSON';
        };
      };
    };
    /** @description Forbidden */
    readonly CrossOriginOrForbidden: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'CROSS_ORIGIN' | 'FORBIDDEN';
        };
      };
    };
    /** @description Conflict */
    readonly KeyTaken: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'KEY_TAKEN';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED' | 'INVALID_DEFINITION' | 'UNKNOWN_FORM';
        };
      };
    };
    /** @description Service Unavailable */
    readonly TryAgainOrOutcomeUnknown: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'TRY_AGAIN' | 'OUTCOME_UNKNOWN';
        };
      };
    };
    /** @description Not Found */
    readonly WorkflowNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'WORKFLOW_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly WorkflowInUse: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'WORKFLOW_IN_USE';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReused: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrWorkflowIncomplete: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED' | 'WORKFLOW_INCOMPLETE';
        };
      };
    };
    /** @description Not Found */
    readonly PipelineNotFoundOrWorkflowNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'PIPELINE_NOT_FOUND' | 'WORKFLOW_NOT_FOUND';
        };
      };
    };
    /** @description Not Found */
    readonly StageNotFoundOrWorkflowNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'STAGE_NOT_FOUND' | 'WORKFLOW_NOT_FOUND';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrFormSchemaInvalidOrInvalidDefinition: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED' | 'FORM_SCHEMA_INVALID' | 'INVALID_DEFINITION';
        };
      };
    };
    /** @description Not Found */
    readonly FormNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'FORM_NOT_FOUND';
        };
      };
    };
    /** @description Not Found */
    readonly FormNotFoundOrWorkflowNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'FORM_NOT_FOUND' | 'WORKFLOW_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly FormInUse: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'FORM_IN_USE';
        };
      };
    };
    /** @description Not Found */
    readonly WorkflowNotFoundOrPipelineNotFoundOrStageNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'WORKFLOW_NOT_FOUND' | 'PIPELINE_NOT_FOUND' | 'STAGE_NOT_FOUND';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrInvalidDefinition: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED' | 'INVALID_DEFINITION';
        };
      };
    };
    /** @description Not Found */
    readonly ActionNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ACTION_NOT_FOUND';
        };
      };
    };
    /** @description Not Found */
    readonly ActionNotFoundOrWorkflowNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ACTION_NOT_FOUND' | 'WORKFLOW_NOT_FOUND';
        };
      };
    };
    /** @description Not Found */
    readonly ActionRunNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ACTION_RUN_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly ActionRunNotDead: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ACTION_RUN_NOT_DEAD';
        };
      };
    };
    /** @description Not Found */
    readonly AttachmentNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ATTACHMENT_NOT_FOUND';
        };
      };
    };
    /** @description Not Found */
    readonly ModelNotFoundOrObjectNotFoundOrWorkflowNotFoundOrAttachmentNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            'MODEL_NOT_FOUND' | 'OBJECT_NOT_FOUND' | 'WORKFLOW_NOT_FOUND' | 'ATTACHMENT_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly AlreadyAttached: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ALREADY_ATTACHED';
        };
      };
    };
    /** @description Payload Too Large */
    readonly BodyTooLargeOrMetadataTooLarge: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'BODY_TOO_LARGE' | 'METADATA_TOO_LARGE';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrWorkflowInactiveOrWorkflowIncompleteOrWorkflowNotPublishedOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'IDEMPOTENCY_KEY_REUSED'
            | 'WORKFLOW_INACTIVE'
            | 'WORKFLOW_INCOMPLETE'
            | 'WORKFLOW_NOT_PUBLISHED'
            | 'NO_APPROVER'
            | 'TOO_MANY_SEATS'
            | 'NO_APPROVAL_LEFT'
            | 'ACTION_FAILED'
            | 'OBJECT_NOT_WRITABLE';
        };
      };
    };
    /** @description Not Found */
    readonly AttachmentNotFoundOrModelNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ATTACHMENT_NOT_FOUND' | 'MODEL_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly AlreadyStartedOrAttachmentClosedOrAttachmentBlocked: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ALREADY_STARTED' | 'ATTACHMENT_CLOSED' | 'ATTACHMENT_BLOCKED';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'IDEMPOTENCY_KEY_REUSED'
            | 'NO_APPROVER'
            | 'TOO_MANY_SEATS'
            | 'NO_APPROVAL_LEFT'
            | 'ACTION_FAILED'
            | 'OBJECT_NOT_WRITABLE';
        };
      };
    };
    /** @description Forbidden */
    readonly CrossOriginOrNotSeatedOrNotRequesterOrForbidden: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'CROSS_ORIGIN' | 'NOT_SEATED' | 'NOT_REQUESTER' | 'FORBIDDEN';
        };
      };
    };
    /** @description Not Found */
    readonly AttachmentNotFoundOrStepNotFoundOrAssignmentNotFoundOrModelNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            'ATTACHMENT_NOT_FOUND' | 'STEP_NOT_FOUND' | 'ASSIGNMENT_NOT_FOUND' | 'MODEL_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly AmbiguousSeatOrAlreadyDecidedOrDeadlinePassedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlockedOrAlreadySeatedOrHolderLoopOrRecallTooLateOrNotAwaitingResubmission: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'AMBIGUOUS_SEAT'
            | 'ALREADY_DECIDED'
            | 'DEADLINE_PASSED'
            | 'ATTACHMENT_NOT_STARTED'
            | 'ATTACHMENT_CLOSED'
            | 'ATTACHMENT_BLOCKED'
            | 'ALREADY_SEATED'
            | 'HOLDER_LOOP'
            | 'RECALL_TOO_LATE'
            | 'NOT_AWAITING_RESUBMISSION';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrUnknownActionOrReasonRequiredOrFormDataInvalidOrFormDataUnexpectedOrStageNotInVersionOrStageNotEarlierOrDelegationNotAllowedOrDelegateOutOfScopeOrUserNotFoundOrSelfApprovalOrNoManagerOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'IDEMPOTENCY_KEY_REUSED'
            | 'UNKNOWN_ACTION'
            | 'REASON_REQUIRED'
            | 'FORM_DATA_INVALID'
            | 'FORM_DATA_UNEXPECTED'
            | 'STAGE_NOT_IN_VERSION'
            | 'STAGE_NOT_EARLIER'
            | 'DELEGATION_NOT_ALLOWED'
            | 'DELEGATE_OUT_OF_SCOPE'
            | 'USER_NOT_FOUND'
            | 'SELF_APPROVAL'
            | 'NO_MANAGER'
            | 'NO_APPROVER'
            | 'TOO_MANY_SEATS'
            | 'NO_APPROVAL_LEFT'
            | 'ACTION_FAILED'
            | 'OBJECT_NOT_WRITABLE';
        };
      };
    };
    /** @description Conflict */
    readonly AlreadyDecidedOrAttachmentClosed: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ALREADY_DECIDED' | 'ATTACHMENT_CLOSED';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrActionFailedOrObjectNotWritable: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED' | 'ACTION_FAILED' | 'OBJECT_NOT_WRITABLE';
        };
      };
    };
    /** @description Not Found */
    readonly AssignmentNotFoundOrAttachmentNotFoundOrModelNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'ASSIGNMENT_NOT_FOUND' | 'ATTACHMENT_NOT_FOUND' | 'MODEL_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly AlreadyDecidedOrAlreadySeatedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlocked: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'ALREADY_DECIDED'
            | 'ALREADY_SEATED'
            | 'ATTACHMENT_NOT_STARTED'
            | 'ATTACHMENT_CLOSED'
            | 'ATTACHMENT_BLOCKED';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrUserNotFoundOrSelfApprovalOrActionFailed: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'IDEMPOTENCY_KEY_REUSED' | 'USER_NOT_FOUND' | 'SELF_APPROVAL' | 'ACTION_FAILED';
        };
      };
    };
    /** @description Not Found */
    readonly StepNotFoundOrAttachmentNotFoundOrModelNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'STEP_NOT_FOUND' | 'ATTACHMENT_NOT_FOUND' | 'MODEL_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly AlreadyDecidedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlocked: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            'ALREADY_DECIDED' | 'ATTACHMENT_NOT_STARTED' | 'ATTACHMENT_CLOSED' | 'ATTACHMENT_BLOCKED';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrReasonRequiredOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'IDEMPOTENCY_KEY_REUSED'
            | 'REASON_REQUIRED'
            | 'NO_APPROVER'
            | 'TOO_MANY_SEATS'
            | 'NO_APPROVAL_LEFT'
            | 'ACTION_FAILED'
            | 'OBJECT_NOT_WRITABLE';
        };
      };
    };
    /** @description Unprocessable Entity */
    readonly IdempotencyKeyReusedOrUserNotFoundOrDelegationToSelfOrDelegationPeriodInvalidOrDelegationCycle: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?:
            | 'IDEMPOTENCY_KEY_REUSED'
            | 'USER_NOT_FOUND'
            | 'DELEGATION_TO_SELF'
            | 'DELEGATION_PERIOD_INVALID'
            | 'DELEGATION_CYCLE';
        };
      };
    };
    /** @description Not Found */
    readonly DelegationNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'DELEGATION_NOT_FOUND';
        };
      };
    };
    /** @description Not Found */
    readonly WorkflowNotFoundOrDelegationNotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'WORKFLOW_NOT_FOUND' | 'DELEGATION_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    readonly DelegationRevoked: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'DELEGATION_REVOKED';
        };
      };
    };
    /** @description Service Unavailable */
    readonly TryAgainOrNotReady: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          readonly code?: 'TRY_AGAIN' | 'NOT_READY';
        };
      };
    };
  };
  parameters: {
    /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
    readonly IdempotencyKey: string;
    /**
     * @description In which languages names are wanted, best first.
     * @example ar, en;q=0.8
     */
    readonly AcceptLanguage: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readonly listWorkflows: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['WorkflowSummary'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly createWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "key": "purchase-request",
         *       "name_en": "Purchase Request",
         *       "name_ar": "طلب شراء",
         *       "pipelines": [
         *         {
         *           "name_en": "Review",
         *           "name_ar": "المراجعة",
         *           "number_of_stages": 2
         *         }
         *       ]
         *     }
         */
        readonly 'application/json': components['schemas']['NewWorkflow'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Workflow'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 409: components['responses']['KeyTaken'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Workflow'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly deleteWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Done. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 409: components['responses']['WorkflowInUse'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly updateWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name_en": "Purchase Order",
         *       "status": "inactive"
         *     }
         */
        readonly 'application/json': components['schemas']['WorkflowChange'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Workflow'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 409: components['responses']['KeyTaken'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly publishWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Workflow'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrWorkflowIncomplete'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly validateWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['WorkflowCompleteness'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly listWorkflowVersions: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['WorkflowVersion'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly createPipeline: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name_en": "Payment",
         *       "name_ar": "الدفع",
         *       "number_of_stages": 1,
         *       "department_id": 7
         *     }
         */
        readonly 'application/json': components['schemas']['NewPipeline'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Pipeline'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly deletePipeline: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Done. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['PipelineNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly updatePipeline: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "order": 1,
         *       "condition": "object.amount > 1000"
         *     }
         */
        readonly 'application/json': components['schemas']['PipelineChange'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Pipeline'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['PipelineNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly createStage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name_en": "Transfer",
         *       "stage_info": {
         *         "color": "#ffaa00",
         *         "approvals": [
         *           {
         *             "approval_type": "role",
         *             "user_role": 1
         *           }
         *         ]
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['NewStage'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PlacedStage'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['PipelineNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getStage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PlacedStage'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['StageNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly deleteStage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Done. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['StageNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly updateStage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "stage_info": {
         *         "approvals": [
         *           {
         *             "approval_type": "role",
         *             "user_role": 4,
         *             "role_selection_strategy": "quorum",
         *             "quorum_count": 2
         *           },
         *           {
         *             "approval_type": "department_head",
         *             "due_hours": 16,
         *             "timeout_action": "escalate"
         *           }
         *         ]
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['StageChange'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PlacedStage'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['StageNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinitionOrUnknownForm'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly listForms: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['Form'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly createForm: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "key": "budget",
         *       "name_en": "Budget",
         *       "schema": {
         *         "type": "object",
         *         "properties": {
         *           "amount": {
         *             "type": "number"
         *           }
         *         },
         *         "required": [
         *           "amount"
         *         ]
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['NewForm'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Form'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 409: components['responses']['KeyTaken'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrFormSchemaInvalidOrInvalidDefinition'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getForm: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Form'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['FormNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly deleteForm: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Done. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['FormNotFound'];
      readonly 409: components['responses']['FormInUse'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly updateForm: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name_en": "Costs"
         *     }
         */
        readonly 'application/json': components['schemas']['FormChange'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Form'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['FormNotFoundOrWorkflowNotFound'];
      readonly 409: components['responses']['KeyTaken'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrFormSchemaInvalidOrInvalidDefinition'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly listActionHandlers: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['ActionHandler'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly listActions: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
        /** @description Those of this workflow, of its pipelines and of its stages. */
        readonly workflow_id?: number;
        /** @description Those bound to this pipeline itself. */
        readonly pipeline_id?: number;
        /** @description Those bound to this stage. */
        readonly stage_id?: number;
        readonly event_type?:
          | 'on_workflow_start'
          | 'on_step_open'
          | 'after_approve'
          | 'after_move_pipeline'
          | 'after_move_stage'
          | 'after_reject'
          | 'after_resubmission'
          | 'after_delegate'
          | 'after_escalate'
          | 'after_reassign'
          | 'on_reminder'
          | 'on_deadline'
          | 'on_workflow_complete'
          | 'on_workflow_cancel';
        /** @description Only the defaults of the company, or only the others. */
        readonly default?: boolean;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['Action'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly createAction: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "stage_id": 12,
         *       "event_type": "after_approve",
         *       "handler": "update_object",
         *       "parameters": {
         *         "values": {
         *           "paid": true
         *         }
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['NewAction'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Action'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFoundOrPipelineNotFoundOrStageNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinition'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getAction: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Action'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['ActionNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly deleteAction: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Done. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['ActionNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly updateAction: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "is_active": false
         *     }
         */
        readonly 'application/json': components['schemas']['ActionChange'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Action'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['ActionNotFoundOrWorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrInvalidDefinition'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly listActionRuns: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
        readonly status?: 'pending' | 'delivered' | 'dead';
        readonly attachment_id?: number;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['ActionRunSummary'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly getActionRun: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['ActionRun'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['ActionRunNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly retryActionRun: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['ActionRun'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['ActionRunNotFound'];
      readonly 409: components['responses']['ActionRunNotDead'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly listAttachments: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
        readonly status?:
          'not_started' | 'in_progress' | 'awaiting_resubmission' | 'completed' | 'rejected' | 'cancelled';
        readonly model?: string;
        readonly object_id?: string;
        readonly workflow_id?: number;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['Attachment'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly createAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "model": "PurchaseRequest",
         *       "object_id": 1,
         *       "workflow_id": 1,
         *       "metadata": {
         *         "cost_centre": "K-7"
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['NewAttachment'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['ModelNotFoundOrObjectNotFoundOrWorkflowNotFoundOrAttachmentNotFound'];
      readonly 409: components['responses']['AlreadyAttached'];
      readonly 413: components['responses']['BodyTooLargeOrMetadataTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrWorkflowInactiveOrWorkflowIncompleteOrWorkflowNotPublishedOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 404: components['responses']['AttachmentNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly getAttachmentProgress: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Progress'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 404: components['responses']['AttachmentNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly listAttachmentHistory: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['HistoryEntry'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 404: components['responses']['AttachmentNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly listAttachmentSteps: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['Step'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 404: components['responses']['AttachmentNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly startAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['AttachmentNotFoundOrModelNotFound'];
      readonly 409: components['responses']['AlreadyStartedOrAttachmentClosedOrAttachmentBlocked'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly decideOnAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "action": "approved",
         *       "reason": "Within the budget."
         *     }
         */
        readonly 'application/json': components['schemas']['Decision'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrNotSeatedOrNotRequesterOrForbidden'];
      readonly 404: components['responses']['AttachmentNotFoundOrStepNotFoundOrAssignmentNotFoundOrModelNotFound'];
      readonly 409: components['responses']['AmbiguousSeatOrAlreadyDecidedOrDeadlinePassedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlockedOrAlreadySeatedOrHolderLoopOrRecallTooLateOrNotAwaitingResubmission'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrUnknownActionOrReasonRequiredOrFormDataInvalidOrFormDataUnexpectedOrStageNotInVersionOrStageNotEarlierOrDelegationNotAllowedOrDelegateOutOfScopeOrUserNotFoundOrSelfApprovalOrNoManagerOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly cancelAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "reason": "Ordered twice."
         *     }
         */
        readonly 'application/json': components['schemas']['Cancelling'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['AttachmentNotFoundOrModelNotFound'];
      readonly 409: components['responses']['AlreadyDecidedOrAttachmentClosed'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly replaceAssignment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "user_id": 7,
         *       "reason": "Has left the company."
         *     }
         */
        readonly 'application/json': components['schemas']['Replacement'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['AssignmentNotFoundOrAttachmentNotFoundOrModelNotFound'];
      readonly 409: components['responses']['AlreadyDecidedOrAlreadySeatedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlocked'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrUserNotFoundOrSelfApprovalOrActionFailed'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly forceStep: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "outcome": "approved",
         *       "reason": "Nobody is here to decide."
         *     }
         */
        readonly 'application/json': components['schemas']['ForcedEnd'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['StepNotFoundOrAttachmentNotFoundOrModelNotFound'];
      readonly 409: components['responses']['AlreadyDecidedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlocked'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrReasonRequiredOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly listInbox: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['InboxItem'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly getInboxSummary: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['InboxSummary'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly listDelegations: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items at most. */
        readonly limit?: number;
        /** @description Where to go on: `next_cursor` of the page before, as it was given. */
        readonly cursor?: string;
        /** @description Those that the user has given, or received. */
        readonly direction?: 'given' | 'received';
        /** @description Whether those that were revoked are listed too. */
        readonly include_revoked?: boolean;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly items: readonly components['schemas']['Delegation'][];
            /** @description The `cursor` of the next page; `null` on the last one. */
            readonly next_cursor: string | null;
          };
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJsonOrInvalidCursor'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly createDelegation: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "user_id": 7,
         *       "starts_at": "2026-08-03T00:00:00Z",
         *       "ends_at": "2026-08-17T00:00:00Z",
         *       "reason": "On leave"
         *     }
         */
        readonly 'application/json': components['schemas']['NewDelegation'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Delegation'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrUserNotFoundOrDelegationToSelfOrDelegationPeriodInvalidOrDelegationCycle'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getDelegation: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Delegation'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 404: components['responses']['DelegationNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly revokeDelegation: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Done. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['DelegationNotFound'];
      readonly 409: components['responses']['DelegationRevoked'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReused'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly updateDelegation: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly id: number;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "ends_at": "2026-08-20T00:00:00Z"
         *     }
         */
        readonly 'application/json': components['schemas']['DelegationChange'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Delegation'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['WorkflowNotFoundOrDelegationNotFound'];
      readonly 409: components['responses']['DelegationRevoked'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrUserNotFoundOrDelegationToSelfOrDelegationPeriodInvalidOrDelegationCycle'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getWorkflowStatus: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path: {
        readonly model: string;
        readonly object_id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 404: components['responses']['AttachmentNotFoundOrModelNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly decideOnObject: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly model: string;
        readonly object_id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "action": "approved",
         *       "reason": "Within the budget."
         *     }
         */
        readonly 'application/json': components['schemas']['Decision'];
      };
    };
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrNotSeatedOrNotRequesterOrForbidden'];
      readonly 404: components['responses']['AttachmentNotFoundOrStepNotFoundOrAssignmentNotFoundOrModelNotFound'];
      readonly 409: components['responses']['AmbiguousSeatOrAlreadyDecidedOrDeadlinePassedOrAttachmentNotStartedOrAttachmentClosedOrAttachmentBlockedOrAlreadySeatedOrHolderLoopOrRecallTooLateOrNotAwaitingResubmission'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrUnknownActionOrReasonRequiredOrFormDataInvalidOrFormDataUnexpectedOrStageNotInVersionOrStageNotEarlierOrDelegationNotAllowedOrDelegateOutOfScopeOrUserNotFoundOrSelfApprovalOrNoManagerOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly attachWorkflow: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Unique for what is to be done once. The same key gives the same answer for 24 hours. */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        readonly model: string;
        readonly object_id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "workflow_id": 1,
         *       "metadata": {
         *         "cost_centre": "K-7"
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['Attaching'];
      };
    };
    readonly responses: {
      /** @description Created. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentStatus'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['CrossOriginOrForbidden'];
      readonly 404: components['responses']['ModelNotFoundOrObjectNotFoundOrWorkflowNotFoundOrAttachmentNotFound'];
      readonly 409: components['responses']['AlreadyAttached'];
      readonly 413: components['responses']['BodyTooLargeOrMetadataTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['IdempotencyKeyReusedOrWorkflowInactiveOrWorkflowIncompleteOrWorkflowNotPublishedOrNoApproverOrTooManySeatsOrNoApprovalLeftOrActionFailedOrObjectNotWritable'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrOutcomeUnknown'];
    };
  };
  readonly getHealth: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Metrics'] | components['schemas']['Readiness'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgainOrNotReady'];
    };
  };
  readonly verifyHistory: {
    readonly parameters: {
      readonly query?: {
        readonly attachment_id?: number;
      };
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['HistoryVerification'];
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['AttachmentNotFound'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
  readonly getOpenApiDocument: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description In which languages names are wanted, best first.
         * @example ar, en;q=0.8
         */
        readonly 'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description As asked. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': Record<string, unknown>;
        };
      };
      readonly 400: components['responses']['InvalidRequestOrUnknownFieldOrMalformedJson'];
      readonly 401: components['responses']['NotAuthenticated'];
      readonly 413: components['responses']['BodyTooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 500: components['responses']['InternalError'];
      readonly 503: components['responses']['TryAgain'];
    };
  };
}
