/** What the tests use of a library that comes without types: it reads citations of any format as CSL-JSON. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(text: string);
    data: { title: string; URL: string; note: string; version: string; accessed: { 'date-parts': number[][] } }[];
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
