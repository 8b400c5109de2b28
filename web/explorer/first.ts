import { readAddress } from './address/address.ts';
import { askEarly } from './api/post.ts';
import { questionFields } from './pages/question/fields.ts';
import query from './pages/question/question.graphql?raw';
import { questionVariables } from './pages/question/variables.ts';

// Runs before the pages are loaded: what one lands on is asked while they are.
const { pathname, search } = window.location;
if (pathname === '/' || pathname === '/depend')
  askEarly(query, questionVariables(readAddress(questionFields, search).values));
