/** What a split flag says: a fact and a request, never an accusation. */
interface Said {
  readonly sum: string;
  readonly threshold: string;
  readonly days: number;
  readonly count: number;
  readonly link: 'SAME_VENDOR' | 'SAME_CATEGORY_AND_AKUN';
}

export function splitSentence(p: Said, language: 'id' | 'en'): string {
  if (language === 'en') {
    const like = p.link === 'SAME_VENDOR' ? 'from this vendor' : 'of the same kind and account';
    return `${p.count} orders ${like} in ${p.days} days come to ${p.sum}, above ${p.threshold}. Say why this is not a split package.`;
  }
  const like = p.link === 'SAME_VENDOR' ? 'ke penyedia ini' : 'sejenis dengan akun yang sama';
  return `${p.count} pesanan ${like} dalam ${p.days} hari berjumlah ${p.sum}, di atas ${p.threshold}. Jelaskan bahwa ini bukan pemecahan paket.`;
}
