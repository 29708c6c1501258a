/**
 * In which pieces the script travels. A slow line pays for each file and for each byte: what every screen needs comes at once, what
 * is needed for filling in comes with screens that ask, what is needed for binding acts with screens that have them.
 */
const SHOWS = ['empty', 'facts', 'layout', 'link-button', 'loaded', 'money', 'notice', 'skeleton', 'status-tag', 'when'];
const ASKS = ['choice-fields', 'dialog', 'error-summary', 'field', 'form', 'money-field', 'select-field', 'text-field'];
const ACTS = ['calendar', 'date-field', 'month-grid', 'step-up', 'textarea-field'];
const PROVES = ['factor', 'outcome', 'passkey', 'use-ceremony', 'wait', 'words', 'words.id'];

const shared = (folder: string, names: readonly string[]) =>
  new RegExp(`web[\\\\/]shared[\\\\/]${folder}[\\\\/](?:${names.join('|')})\\.tsx?$`);

/** Groups of Rolldown; of two that would take a module, the first one does. */
export const pieces = [
  // Changes only with an upgrade, so that a release does not make everyone fetch it again.
  { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|openapi-fetch)[\\/]/ },
  { name: 'frame', tags: ['$initial' as const] },
  { name: 'shows', test: shared('ui', [...SHOWS, 'button', 'card', 'page', 'task-row']) },
  { name: 'calls', test: /web[\\/]shared[\\/](?:api|status)[\\/](?!.*\.en\.)/ },
  { name: 'forms', test: shared('ui', ASKS) },
  { name: 'proofs', test: shared('factor', PROVES) },
  { name: 'acts', test: shared('ui', ACTS) },
  { name: 'acts', test: /web[\\/]shared[\\/](?:factor|register)[\\/](?!.*\.en\.)/, minShareCount: 6 },
];
