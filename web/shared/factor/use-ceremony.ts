import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { useWords } from '../words/define.ts';
import { PasskeyFailed, type PasskeyOptions } from './passkey.ts';
import { words } from './words.ts';

/** What the server asks a browser to do, and the id under which it waits for the answer. */
export interface Begun {
  readonly ceremony: string;
  readonly options: PasskeyOptions;
}

export interface Ceremony<Made> {
  /** Asks the server what to sign, then the person. Undefined when nothing came of it; `message` says why. */
  ask(): Promise<{ ceremony: string; response: Made } | undefined>;
  readonly busy: boolean;
  readonly message: string | undefined;
}

/** One use of a passkey: `begin` asks the server, `perform` is `askPasskey` or `makePasskey`. A person may take their time. */
export function useCeremony<Made>(
  begin: () => Promise<Begun>,
  perform: (options: PasskeyOptions) => Promise<Made>,
): Ceremony<Made> {
  const say = useWords(words);
  const alive = useRef(true);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string>();

  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  async function ask() {
    setBusy(true);
    setMessage(undefined);
    try {
      const { ceremony, options } = await begin();
      return { ceremony, response: await perform(options) };
    } catch (reason) {
      if (alive.current) setMessage(sentence(reason));
      return undefined;
    } finally {
      if (alive.current) setBusy(false);
    }
  }

  function sentence(reason: unknown): string {
    if (reason instanceof PasskeyFailed) return say.faults[reason.fault];
    return reason instanceof Problem && reason.message !== '' ? reason.message : say.notBegun;
  }

  return { ask, busy, message };
}
