/** Commands that do not start a process but do something and end. Apart, so that naming them loads nothing. */
export const OPERATOR_COMMANDS = ['keys', 'breach', 'erase', 'sessions'] as const;
export type OperatorCommand = (typeof OPERATOR_COMMANDS)[number];
