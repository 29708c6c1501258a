/** The rules of a password profile in the words of a person who is about to choose one. */
import type { PasswordProfile } from './password-rules.ts';

export function profileWords(profile: PasswordProfile, language: 'id' | 'en'): { minLength: number; rules: string[] } {
  const { minLength, lettersAndDigits, history } = profile;
  const rules =
    language === 'id'
      ? [
          `Paling sedikit ${minLength} karakter. Kalimat pendek dengan spasi boleh dan mudah diingat.`,
          ...(lettersAndDigits ? ['Berisi huruf dan angka.'] : ['Tidak harus memakai huruf besar, angka, atau tanda.']),
          'Bukan kata sandi yang umum atau pernah bocor.',
          'Bukan hanya nama, surel, atau kantor Anda.',
          ...(history > 0 ? [`Berbeda dari ${history} kata sandi terakhir.`] : []),
        ]
      : [
          `At least ${minLength} characters. A short sentence with spaces is allowed and easy to remember.`,
          ...(lettersAndDigits ? ['With letters and digits.'] : ['Capitals, digits or signs are not required.']),
          'Not a common password, nor one that has leaked.',
          'Not just your name, e-mail or office.',
          ...(history > 0 ? [`Different from your last ${history} passwords.`] : []),
        ];
  return { minLength, rules };
}
