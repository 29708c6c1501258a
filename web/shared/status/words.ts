import { defineWords } from '../words/define.ts';
import { id } from './words.id.ts';

export const words = defineWords('shared/status', id);
