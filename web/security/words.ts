import { defineWords } from '../shared/words/define.ts';
import { en } from './words.en.ts';
import { id } from './words.id.ts';

export const words = defineWords(id, en);
