/** How many people take turns where several processes run the job. */
export const MEMBERS = 5;
