export { counted, day, inWords, InWords, listed, money, percent, tonnes } from '../../format/numbers.ts';
export { inPlainWords } from '../../evidence/node.ts';
