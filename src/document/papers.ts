export const papersOf = (_o: unknown, _s: string): { kind: never; number: string; title: string }[] => [];
