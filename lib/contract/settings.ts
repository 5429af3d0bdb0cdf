import type { Settings } from '../definition/settings.js';
import { placeSettings, workflowSettings } from '../definition/settings.js';
import type { PlaceSettings, WorkflowSettings } from '../definition/types.js';
import { RECALLS, REPEATED_APPROVERS, RESUBMISSIONS } from '../definition/types.js';
import type { Output } from './field.js';
import { about, judged, nullableOutput } from './field.js';
import { jsonOf } from './json-of.js';
import type { Optional } from './object.js';
import { optional } from './object.js';
import { shownFlag, shownText, shownWord } from './shown.js';

/** What a request says about a stage or a pipeline. */
export const placeSettingInputs = inputsOf(placeSettings, {
  condition: 'A CEL expression; where it is false the whole place is skipped.',
  resubmission:
    'Whether what is sent back goes on at once; `null`: as the pipeline, and then the workflow, says.',
});

/** What a request says about all attachments of a workflow. */
export const workflowSettingInputs = inputsOf(workflowSettings, {
  resubmission: 'Whether what is sent back goes on at once, or waits for its requester to resubmit it.',
  allowEmptyCompletion: 'Whether an attachment may complete although not one step was approved.',
  recall: 'Until when a requester may recall.',
  repeatedApprover: 'Whether somebody whose approval stands may approve a later step.',
});

type Outputs<Values> = { readonly [Name in keyof Values]: Output<Values[Name]> };

/** What an answer says about a stage or a pipeline. */
export const shownPlaceSettings: Outputs<PlaceSettings> = {
  condition: nullableOutput(shownText),
  resubmission: nullableOutput(shownWord(RESUBMISSIONS)),
};

/** What an answer says about all attachments of a workflow. */
export const shownWorkflowSettings: Outputs<WorkflowSettings> = {
  resubmission: shownWord(RESUBMISSIONS),
  allowEmptyCompletion: shownFlag,
  recall: shownWord(RECALLS),
  repeatedApprover: shownWord(REPEATED_APPROVERS),
};

type Inputs<Values> = { readonly [Name in keyof Values]: Optional<Values[Name]> };

/** Each setting as a member of a request. They are judged where they are stored, as those that code gives are. */
function inputsOf<Values extends object>(
  settings: Settings<Values>,
  descriptions: Readonly<Record<keyof Values & string, string>>,
): Inputs<Values> {
  const inputs = settings.names.map((name) => {
    const input = judged<unknown>({ json: () => jsonOf(settings.schemas()[name]), parse: (given) => given });
    return [name, optional(about(descriptions[name], input))] as const;
  });
  return Object.fromEntries(inputs) as Inputs<Values>;
}
