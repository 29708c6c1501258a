import { defineWords } from '../shared/words/define.ts';
import { id } from './words.id.ts';

export const words = defineWords('payment', id);
