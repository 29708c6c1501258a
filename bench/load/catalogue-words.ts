/** What invented products are called: the things of the demo's price lists under invented brands, in models, colours and sizes. */
import { demoProducts } from '../../src/catalogue/demo/products.ts';
import type { Product } from '../../src/catalogue/product.ts';
import { slipsOf } from '../../src/catalogue/spelling.ts';
import { type Chance, chance } from './chance.ts';

const BRANDS = 1_500;
const MODELS = 300;
const SHOPS = 2_000;
const SEED = 71;

export interface Thing {
  /** First words of a product of the demo: `Kertas HVS`. */
  readonly name: string;
  readonly like: Product;
}

export interface Shop {
  readonly name: string;
  readonly town: string;
}

export interface Names {
  readonly things: readonly Thing[];
  readonly brands: readonly string[];
  readonly models: readonly string[];
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  readonly shops: readonly Shop[];
}

const COLOURS =
  'Hitam Putih Biru Merah Hijau Kuning Cokelat Ungu Oranye Krem Abu Perak Emas Magenta Jingga Toska'.split(' ');
const SIZES = [
  ...['A3', 'A4', 'A5', 'F4', '70 gsm', '80 gsm', '100 gsm', '0.5 mm', '0.7 mm', '1 mm', '12 mm', '24 mm', '48 mm'],
  ...['50 ml', '250 ml', '600 ml', '750 ml', '1 liter', '5 liter', '20 liter', '250 gram', '1 kg', '5 kg', '25 kg'],
  ...[
    '8 GB',
    '16 GB',
    '32 GB',
    '256 GB',
    '1 TB',
    '14 inci',
    '24 inci',
    '55 inci',
    '5 W',
    '9 W',
    '14 W',
    '1 PK',
    '2 PK',
  ],
  ...['6 pcs', '12 pcs', '24 pcs', '50 pcs', '100 pcs', '20 lembar', '100 lembar', '500 lembar', '1 m', '3 m', '10 m'],
];
export const TOWNS =
  'Semarang,Jakarta Pusat,Makassar,Palu,Surabaya,Bandung,Medan,Palembang,Denpasar,Mataram,Kupang,Manado,Ambon,Jayapura,Sorong,Ternate,Kendari,Gorontalo,Mamuju,Banjarmasin,Pontianak,Samarinda,Tarakan,Palangkaraya,Padang,Pekanbaru,Jambi,Bengkulu,Lampung,Serang,Bogor,Depok,Bekasi,Tangerang,Cirebon,Tegal,Pekalongan,Kudus,Salatiga,Surakarta,Yogyakarta,Magelang,Purwokerto,Madiun,Kediri,Malang,Jember,Banyuwangi,Singaraja,Bima,Ende,Maumere,Parepare,Palopo,Baubau,Bitung,Tidore,Merauke,Timika,Biak'.split(
    ',',
  );

const BEGIN = 'b c d g h j k l m n p r s t w br dw kr pr sr tr'.split(' ');
const VOWEL = 'a e i o u a i'.split(' ');
const END = ['', '', 'n', 'r', 's', 'ng', 'l'];

/** Words that nobody has, no two of them one mistake apart: were they, nobody could tell which was meant. */
function inventedWords(count: number, of: Chance, taken: Set<string>): string[] {
  const pick = (list: readonly string[]) => list[of.below(list.length)] ?? '';
  const made: string[] = [];
  while (made.length < count) {
    const syllables = 2 + of.below(2);
    let word = '';
    for (let n = 0; n < syllables; n += 1) word += pick(BEGIN) + pick(VOWEL);
    word += pick(END);
    const slips = slipsOf(word);
    if (word.length < 5 || slips.some((slip) => taken.has(slip))) continue;
    for (const slip of slips) taken.add(slip);
    made.push(word.charAt(0).toUpperCase() + word.slice(1));
  }
  return made;
}

export function productNames(): Names {
  const of = chance(SEED);
  const things = new Map<string, Thing>();
  for (const like of demoProducts) {
    const name = (/^[\p{L}-]+(?: [\p{L}-]+){0,2}/u.exec(like.name)?.[0] ?? like.name).split(' ').slice(0, 2).join(' ');
    if (!things.has(name)) things.set(name, { name, like });
  }
  const taken = new Set(
    [...demoProducts.map(({ name }) => name), ...COLOURS].flatMap((text) =>
      text.toLowerCase().split(' ').flatMap(slipsOf),
    ),
  );
  const brands = inventedWords(BRANDS, of, taken);
  const models = inventedWords(MODELS, of, taken);
  const shops = Array.from({ length: SHOPS }, (_, n) => {
    const town = TOWNS[of.below(TOWNS.length)] ?? '';
    return { name: `Toko ${brands[n % BRANDS]} ${n < BRANDS ? town : 'Jaya'}`, town };
  });
  return { things: [...things.values()], brands, models, colours: COLOURS, sizes: SIZES, shops };
}
