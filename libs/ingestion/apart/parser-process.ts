/** The process that reads files apart from everything else; see serve.ts. */
import { parse } from '../parse/parse.js';
import { serve } from './serve.js';

serve(parse);
