import { useWords } from '../words/define.ts';
import { LANGUAGES, setLanguage, useLanguage } from '../words/language.ts';
import { CONTRASTS, contrast, TEXT_SIZES, THEMES, textSize, theme, useChoice } from './appearance.ts';
import { words } from './words.ts';

/** Language, theme, text size and contrast, as four native lists; each applies at once. */
export function AppearanceChoices() {
  const say = useWords(words);
  const language = useLanguage();
  const [themeNow, setTheme] = useChoice(theme);
  const [sizeNow, setSize] = useChoice(textSize);
  const [contrastNow, setContrast] = useChoice(contrast);
  return (
    <div className="grid gap-2 px-3 py-2">
      <Choice label={say.language} value={language} values={LANGUAGES} names={say.languageNames} onPick={setLanguage} />
      <Choice label={say.theme} value={themeNow} values={THEMES} names={say.themeNames} onPick={setTheme} />
      <Choice label={say.textSize} value={sizeNow} values={TEXT_SIZES} names={say.textSizeNames} onPick={setSize} />
      <Choice
        label={say.contrast}
        value={contrastNow}
        values={CONTRASTS}
        names={say.contrastNames}
        onPick={setContrast}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  values: readonly Value[];
  names: Readonly<Record<Value, string>>;
  onPick: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, values, names, onPick }: ChoiceProps<Value>) {
  return (
    <label className="flex items-center justify-between gap-3 text-small">
      {label}
      <select
        value={value}
        onChange={(event) => onPick(values.find((known) => known === event.target.value) ?? value)}
        className="min-h-11 max-w-44 rounded-m border border-control bg-card px-2 text-body text-text"
      >
        {values.map((known) => (
          <option key={known} value={known}>
            {names[known]}
          </option>
        ))}
      </select>
    </label>
  );
}
