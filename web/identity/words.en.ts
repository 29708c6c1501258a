import type { id } from './words.id.ts';

export const en: typeof id = {
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  signInToContinue: 'Your session has ended or not begun. Sign in to go on to the page you wanted.',
  email: 'E-mail',
  emailHint: 'The e-mail address registered by your work unit administrator.',
  password: 'Password',
  fillEmail: 'Enter your e-mail.',
  fillPassword: 'Enter your password.',
  demoHelp: 'Just trying?',
  demoPeople: 'See the people of the demo',
  codeTitle: 'Enter the one-time code',
  fillCode: 'Enter the 6 digits of the latest code from the app.',
  firstPassword: 'Enter your e-mail and password first.',
  startAgain: 'Start signing in',
  noCode: 'Cannot use a code?',
  noCodeHelp:
    'Ask your work unit administrator to reset your second step. Administrators ask the KPPN. Codes are never sent by SMS.',
  otherPerson: 'Sign in as another person',
};
