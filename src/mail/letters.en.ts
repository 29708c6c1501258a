/** English mirror of `letters.id.ts`. */
import type { Letter, Words } from './letter.ts';

const NOT_YOU = 'Not you? Open Security, sign out everywhere, change your password, and tell the admin of your office.';
const NOT_ASKED = 'If this is wrong or you know nothing of it, tell the admin of your office at once.';

export function letterEn(letter: Letter): Words {
  switch (letter.kind) {
    case 'invitation':
      return {
        subject: 'Activate your Digipay Satu account',
        lines: [
          `You were registered at Digipay Satu for ${letter.office}.`,
          `Open this link to choose a password and a second way to sign in. It works for 72 hours, once:\n${letter.link}`,
          'You do not know this office? Ignore this mail.',
        ],
      };
    case 'appointed':
      return {
        subject: 'A new task at Digipay Satu',
        lines: [`You were registered for ${letter.office}. Sign in as usual to see your tasks:\n${letter.link}`],
      };
    case 'reset':
      return {
        subject: 'Choose a new password',
        lines: [
          `Somebody asked for a new password of your account. Open this link. It works for 30 minutes, once:\n${letter.link}`,
          'You will still be asked for a code of your authenticator app, a passkey or a recovery code.',
          'Not you? Ignore this mail. Your password has not changed.',
        ],
      };
    case 'sign-in-code':
      return {
        subject: 'Digipay Satu sign-in code',
        lines: [
          `Your sign-in code: ${letter.code}`,
          'It works for 10 minutes, once. Tell nobody, not even staff.',
          'Not you? Somebody knows your password. Change it at once.',
        ],
      };
    case 'act-code':
      return {
        subject: 'Digipay Satu confirmation code',
        lines: [
          `Your confirmation code: ${letter.code}`,
          'It works for 10 minutes, once, and only for the step that you have open. Tell nobody.',
          NOT_YOU,
        ],
      };
    case 'activation-code':
      return {
        subject: 'Digipay Satu activation code',
        lines: [`Your activation code: ${letter.code}`, 'It works for 10 minutes, once. Tell nobody.'],
      };
    case 'new-device':
      return {
        subject: 'Sign-in from a new device',
        lines: [
          `Your account was entered from a new device: ${letter.agent}, address ${letter.address}, ${letter.at}.`,
          'If that was you, there is nothing to do.',
          NOT_YOU,
        ],
      };
    case 'password-changed':
      return {
        subject: 'Your password was changed',
        lines: [`Your password was changed on ${letter.at}. Other devices were signed out.`, NOT_YOU],
      };
    case 'factor-added':
      return {
        subject: 'A way to sign in was added',
        lines: [`“${letter.label}” was added to your account on ${letter.at}.`, NOT_YOU],
      };
    case 'factor-removed':
      return {
        subject: 'A way to sign in was removed',
        lines: [`“${letter.label}” was removed from your account on ${letter.at}.`, NOT_YOU],
      };
    case 'recovery-codes-made':
      return {
        subject: 'New recovery codes were made',
        lines: [`New recovery codes were made on ${letter.at}. The old ones no longer work.`, NOT_YOU],
      };
    case 'recovery-code-used':
      return {
        subject: 'A recovery code was used',
        lines: [`A recovery code was used on ${letter.at}. Left: ${letter.left}.`, NOT_YOU],
      };
    case 'factors-reset':
      return {
        subject: 'Your ways to sign in were reset',
        lines: [
          `An admin removed your password and all your ways to sign in at ${letter.office}, after checking who you are.`,
          `Open this link to choose new ones. It works for 72 hours, once:\n${letter.link}`,
          'You did not ask for this? Do not open the link, and call the admin of your office at once.',
        ],
      };
    case 'session-stolen':
      return {
        subject: 'We signed you out everywhere',
        lines: [
          `On ${letter.at} your session was used from two places. Somebody may have copied it, so we signed you out everywhere.`,
          'Sign in as usual. If it happens again, change your password and tell the admin of your office.',
        ],
      };
    case 'codes-guessed':
      return {
        subject: 'Somebody tried to guess your code',
        lines: [
          `On ${letter.at} somebody typed your password correctly and then several wrong codes.`,
          'If that was not you, change your password at once.',
        ],
      };
    case 'data-reduced':
      return {
        subject: 'Your personal data were erased',
        lines: [
          `As you asked, on ${letter.at} we erased your e-mail address, telephone number, NIK and all your ways to sign in.`,
          `Name and NIP on financial papers that you signed have to be kept until ${letter.until}. After that day they are destroyed.`,
          'This is our last mail: we keep your address no longer.',
        ],
      };
    case 'correction-approved':
      return {
        subject: 'Your data were corrected',
        lines: [`The correction of ${letter.field} was approved on ${letter.at}.`, NOT_ASKED],
      };
    case 'correction-rejected':
      return {
        subject: 'A correction of your data was rejected',
        lines: [
          `The correction of ${letter.field} was rejected on ${letter.at}. Reason: ${letter.reason}`,
          'If the data are wrong, ask again with proof, or turn to the data protection officer.',
        ],
      };
    case 'correction-overdue':
      return {
        subject: 'A correction of data is overdue',
        lines: [
          `A request of ${letter.at} to correct personal data was not decided by the office below yours. The limit is 3 x 24 hours (UU 27/2022 art. 30).`,
          'Please have the admin of that office decide it today.',
        ],
      };
  }
}
